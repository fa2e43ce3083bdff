import { describe, expect, test } from 'vitest'
import { cluster, service } from '#lib/checks/testing/ecs.ts'
import { lookOf } from '#lib/checks/testing/look-of.ts'
import type { Classification } from './tags.ts'
import { classifyService } from './tags.ts'

const tagged = (tags: Record<string, string>) => Object.entries(tags).map(([key, value]) => ({ key, value }))

/** Classification of a service by its tags, its cluster's and the account's. */
function classified(own: Record<string, string>, shared: Record<string, string> = {}, account = {}): Classification {
  const look = lookOf({ clusters: [cluster({ tags: tagged(shared) })] }, { accountTags: account })
  return classifyService(look, service({ tags: tagged(own) }))
}

describe('PROD', () => {
  test.each(['production', 'prod', 'PRD', ' Live '])('%s is production', (environment) => {
    expect(classified({ environment })).toMatchObject({ prod: true, prodIsSet: true })
  })
  test('anything else is not', () => {
    expect(classified({ environment: 'staging' })).toMatchObject({ prod: false, prodIsSet: false })
  })
  test('without a tag it counts as production, but no severity may say so', () => {
    expect(classified({})).toMatchObject({ prod: true, prodIsSet: false, environment: undefined })
  })
  test('the service’s tag wins over its cluster’s, and that over the account’s', () => {
    const account = { environment: 'production' }
    expect(classified({ Env: 'dev' }, { environment: 'production' }, account).prod).toBe(false)
    expect(classified({}, { environment: 'dev' }, account).prod).toBe(false)
    expect(classified({}, {}, account)).toMatchObject({ prod: true, prodIsSet: true })
  })
})

describe('CRITICAL and singleton', () => {
  test('only when a tag says so', () => {
    expect(classified({})).toMatchObject({ critical: false, singleton: false })
    expect(classified({ criticality: 'Tier-0', Singleton: 'TRUE' })).toMatchObject({ critical: true, singleton: true })
    expect(classified({ criticality: 'low', singleton: 'false' })).toMatchObject({ critical: false, singleton: false })
  })
})

describe('SENSITIVE, CDE and PHI', () => {
  test('are not known without a tag', () => {
    const { sensitive, cde, phi } = classified({ environment: 'production' })
    expect([sensitive, cde, phi]).toEqual([undefined, undefined, undefined])
  })
  test.each<[Record<string, string>, Pick<Classification, 'sensitive' | 'cde' | 'phi'>]>([
    [{ compliance: 'PCI-DSS' }, { sensitive: true, cde: true, phi: false }],
    [{ compliance: 'pci, hipaa' }, { sensitive: true, cde: true, phi: true }],
    [{ compliance: 'none' }, { sensitive: false, cde: false, phi: false }],
    [{ 'data-classification': 'confidential' }, { sensitive: true, cde: false, phi: false }],
    [{ 'data-classification': 'cardholder' }, { sensitive: true, cde: true, phi: false }],
    [{ 'data-classification': 'PHI' }, { sensitive: true, cde: false, phi: true }],
    [{ 'data-classification': 'internal' }, { sensitive: false, cde: false, phi: false }],
    [
      { 'data-classification': 'public', compliance: 'hipaa' },
      { sensitive: true, cde: false, phi: true },
    ],
  ])('%o', (tags, expected) => {
    expect(classified(tags)).toMatchObject(expected)
  })
})
