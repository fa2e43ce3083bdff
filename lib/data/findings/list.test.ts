import { beforeAll, describe, expect, test } from 'vitest'
import { setupTestDatabase } from '../testing/database.ts'
import { everyPage, scanTestEstate } from '../testing/estate.ts'
import { administrator, production, staging } from '../testing/scans.ts'
import { countFindings } from './facets.ts'
import { type FindingFilter, type FindingOrder, findingSorts, findingTabs } from './filter.ts'
import { listFindings } from './list.ts'
import type { FindingRow } from './row.ts'

setupTestDatabase()
beforeAll(scanTestEstate, 60_000)

describe('a list of findings', () => {
  test('holds in each tab what belongs there', async () => {
    const sizes = await Promise.all(findingTabs.map(async (tab) => [tab, (await everyPage({ tab })).length]))
    expect(Object.fromEntries(sizes)).toEqual({
      open: 91,
      new: 4,
      regressed: 1,
      unknown: 2,
      excepted: 5,
      resolved: 4,
      registered: 2,
    })
  })

  test.each(findingSorts)('sorted by %s it has every finding once, in both directions, forth and back', async (by) => {
    for (const descending of [false, true]) {
      const whole = await listFindings(administrator, { tab: 'open' }, { by, descending }, { size: 200 })
      const paged = await everyPage({ tab: 'open' }, { by, descending })
      expect(paged).toEqual(whole.rows)
      expect(new Set(paged.map((row) => row.id)).size).toBe(91)
      const second = await listFindings(
        administrator,
        { tab: 'open' },
        { by, descending },
        { size: 7, after: await cursorAfter(by, descending) },
      )
      const back = await listFindings(
        administrator,
        { tab: 'open' },
        { by, descending },
        { size: 7, before: second.previous },
      )
      expect(back.rows).toEqual(paged.slice(0, 7))
      expect(back.previous).toBeUndefined()
    }
  })

  async function cursorAfter(by: FindingOrder['by'], descending: boolean): Promise<string | undefined> {
    return (await listFindings(administrator, { tab: 'open' }, { by, descending }, { size: 7 })).next
  }

  test('begins with the most urgent, and with the older of two that are equally urgent', async () => {
    const rows = await everyPage({ tab: 'open' })
    const keys = rows.map(
      ({ priority = -1, firstSeen = '' }) => `${String(99 - priority).padStart(2, '0')} ${firstSeen}`,
    )
    expect(keys).toEqual(keys.toSorted())
    expect(rows[0]).toMatchObject({ severity: 'critical', environment: 'production' })
  })

  test('the lists of outcomes page as well', async () => {
    for (const tab of ['unknown', 'registered'] as const) {
      for (const by of findingSorts) expect(await everyPage({ tab }, { by }, 1)).toHaveLength(2)
    }
  })

  test.each<[string, Partial<FindingFilter>, (row: FindingRow) => boolean]>([
    ['account', { accounts: [staging] }, (row) => row.account.id === staging],
    ['region', { regions: ['us-east-1'] }, (row) => row.region === 'us-east-1'],
    ['check', { checks: ['scr-no-plaintext-env'] }, (row) => row.check === 'scr-no-plaintext-env'],
    ['two severities', { severities: ['low', 'critical'] }, (row) => ['low', 'critical'].includes(row.severity)],
    ['usage', { usages: ['scheduled'] }, (row) => row.usage === 'scheduled'],
    ['status', { statuses: ['unknown'] }, (row) => row.status === 'unknown'],
    ['owner', { owners: ['payments'] }, (row) => row.owner === 'payments'],
    ['tag and value', { tags: [{ key: 'team', value: 'web' }] }, (row) => row.owner === 'web'],
    ['two tags', { tags: [{ key: 'team', value: 'payments' }, { key: 'scope' }] }, (row) => row.owner === 'payments'],
    ['exposure', { exposed: true }, (row) => row.exposed],
    ['age', { olderThanDays: 30 }, (row) => (row.firstSeen ?? '') < '2026-10-02'],
    ['a word', { text: 'SVC-07' }, (row) => row.subject.name.startsWith('svc-07')],
    ['two words', { text: 'app 50%_off-svc-07' }, (row) => row.subject.name.startsWith('svc-07')],
    ['a wildcard as text', { text: 'svc%07' }, () => false],
    [
      'a service',
      { services: [`arn:aws:ecs:us-east-1:${staging}:service/main/svc-09`] },
      (row) => row.account.id === staging && row.region === 'us-east-1' && row.subject.name.startsWith('svc-09'),
    ],
    [
      'an ARN with revision',
      { text: `arn:aws:ecs:eu-west-1:${production}:task-definition/svc-08:12` },
      (row) => row.account.id === production && row.region === 'eu-west-1' && row.subject.name.startsWith('svc-08'),
    ],
    [
      'a word or a title',
      { text: 'svc-07', textChecks: ['scr-no-plaintext-env'] },
      (row) => row.subject.name.startsWith('svc-07') || row.check === 'scr-no-plaintext-env',
    ],
    [
      'all at once',
      { accounts: [staging], severities: ['high'], text: 'svc', exposed: true },
      (row) => row.account.id === staging && row.severity === 'high' && row.exposed,
    ],
  ])('narrowed by %s holds exactly those, and is counted right', async (_, narrowing, belongs) => {
    const all = await everyPage({ tab: 'open' })
    const filter: FindingFilter = { tab: 'open', ...narrowing }
    const rows = await everyPage(filter)
    expect(rows).toEqual(all.filter(belongs))
    expect(await countFindings(administrator, filter)).toEqual({ count: rows.length, more: false })
  })

  test('an F-number finds exactly that one', async () => {
    const [, wanted] = await everyPage({ tab: 'open' })
    expect(await everyPage({ tab: 'open', text: wanted?.id.toLowerCase() })).toEqual([wanted])
  })

  test('a cursor of something else is refused with a sentence', async () => {
    for (const after of [
      'x',
      Buffer.from('["1"]').toString('base64url'),
      Buffer.from('[1,2,3]').toString('base64url'),
    ]) {
      await expect(listFindings(administrator, { tab: 'open' }, undefined, { after })).rejects.toThrow('start again')
    }
  })
})
