import { describe, expect, test } from 'vitest'
import { role } from '#lib/checks/testing/account.ts'
import { cluster, service } from '#lib/checks/testing/ecs.ts'
import { inventoryOf } from '#lib/checks/testing/estate.ts'
import * as id from '#lib/checks/testing/ids.ts'
import { lookOf } from '#lib/checks/testing/look-of.ts'
import type { Gap } from './inventory.ts'
import { ifKnown, type Look, MissingEvidence, openInventory } from './look.ts'
import { GLOBAL } from './sections.ts'

const denied = (over: Partial<Gap> = {}): Gap => ({
  section: 'services',
  region: id.region,
  action: 'ecs:DescribeServices',
  reason: 'denied',
  ...over,
})
const other = id.arn('ecs', 'cluster/other')
const inOther = service({ serviceArn: id.arn('ecs', 'service/other/web'), clusterArn: other })

describe('get', () => {
  test('gives the record, or undefined where it provably is not', () => {
    expect(lookOf().get('services', id.serviceArn)?.serviceName).toBe('web')
    expect(lookOf().get('services', 'gone')).toBeUndefined()
  })
  test('never says that a record is absent while a gap may hide it', () => {
    expect(() => lookOf({ services: [] }, { gaps: [denied()] }).get('services', id.serviceArn)).toThrow(MissingEvidence)
  })
  test('a gap of one record hides that record only', () => {
    const look = lookOf({ services: [] }, { gaps: [denied({ resource: id.serviceArn })] })
    expect(() => look.get('services', id.serviceArn)).toThrow('could not read ecs:DescribeServices')
    expect(look.get('services', 'gone')).toBeUndefined()
  })
  test('what was read stands, whatever else could not be', () => {
    expect(lookOf({}, { gaps: [denied()] }).get('services', id.serviceArn)).toBeDefined()
  })
})

describe('all', () => {
  test('gives the records, or those of one cluster', () => {
    const look = lookOf({ services: [service(), inOther] })
    expect(look.all('services')).toHaveLength(2)
    expect(look.all('services', other)).toEqual([inOther])
  })
  test('never gives a list that may be incomplete', () => {
    expect(() => lookOf({}, { gaps: [denied()] }).all('services')).toThrow(MissingEvidence)
    expect(() => lookOf({}, { gaps: [denied({ resource: 'one' })] }).all('services')).toThrow(MissingEvidence)
  })
  test('a gap within one cluster leaves the others’ lists whole', () => {
    const look = lookOf({ services: [service(), inOther] }, { gaps: [denied({ within: id.clusterArn })] })
    expect(look.all('services', other)).toEqual([inOther])
    expect(() => look.all('services', id.clusterArn)).toThrow(MissingEvidence)
    expect(() => look.all('services')).toThrow(MissingEvidence)
  })
  test('a gap of no known cluster may be in each', () => {
    expect(() => lookOf({}, { gaps: [denied()] }).all('services', other)).toThrow(MissingEvidence)
  })
})

test('seen gives what was read, complete or not; gaps say what was not', () => {
  const look = lookOf({}, { gaps: [denied()] })
  expect(look.seen('services')).toHaveLength(1)
  expect(look.gaps('services')).toEqual([denied()])
  expect(look.gaps('tasks')).toEqual([])
})

test('the error names each action once, and carries all gaps', () => {
  const error = new MissingEvidence([denied(), denied({ resource: 'one' }), denied({ action: 'ecs:ListServices' })])
  expect(error.message).toBe('could not read ecs:DescribeServices, ecs:ListServices')
  expect(error.gaps).toHaveLength(3)
})

describe('regions', () => {
  const open = openInventory({
    ...inventoryOf({ roles: [role()] }),
    regions: [id.region, 'us-east-1'],
    sections: {
      clusters: { [id.region]: [cluster()], 'us-east-1': [cluster({ clusterArn: other })] },
      roles: { [GLOBAL]: [role()] },
    },
    gaps: [denied({ region: 'us-east-1' })],
  })
  test('a look sees its own region only', () => {
    expect(open(id.region).seen('clusters')).toHaveLength(1)
    expect(open(id.region).get('clusters', other)).toBeUndefined()
    expect(open(id.region).in('us-east-1').get('clusters', other)).toBeDefined()
  })
  test('a gap of another region hides nothing here', () => {
    expect(open(id.region).all('services')).toEqual([])
    expect(() => open('us-east-1').all('services')).toThrow(MissingEvidence)
  })
  test('account-wide sections are the same from everywhere', () => {
    expect(open('us-east-1').all('roles')).toEqual(open(id.region).all('roles'))
  })
  test('subjects of the account see every region, with every gap', () => {
    expect(open(GLOBAL).all('clusters')).toHaveLength(2)
    expect(() => open(GLOBAL).all('services')).toThrow(MissingEvidence)
  })
})

describe('once', () => {
  test('computes a view once per region', () => {
    let times = 0
    const view = (look: Look<'services'>) => {
      times += 1
      return look.seen('services').length
    }
    const look = lookOf()
    expect([look.once(view), look.once(view), look.in(id.region).once(view)]).toEqual([1, 1, 1])
    expect(times).toBe(1)
    look.in('us-east-1').once(view)
    expect(times).toBe(2)
  })
  test('remembers missing evidence', () => {
    let times = 0
    const view = (look: Look<'services'>) => {
      times += 1
      return look.all('services')
    }
    const look = lookOf({}, { gaps: [denied()] })
    expect(() => look.once(view)).toThrow(MissingEvidence)
    expect(() => look.once(view)).toThrow(MissingEvidence)
    expect(times).toBe(1)
  })
  test('does not remember a defect as missing evidence', () => {
    expect(() =>
      lookOf().once(() => {
        throw new TypeError('a defect')
      }),
    ).toThrow(TypeError)
  })
})

describe('ifKnown', () => {
  test('skips a condition that meets a gap, and nothing else', () => {
    const look = lookOf({}, { gaps: [denied()] })
    expect(ifKnown(() => look.all('services'))).toBeUndefined()
    expect(ifKnown(() => 'known')).toBe('known')
    expect(() =>
      ifKnown(() => {
        throw new TypeError('a defect')
      }),
    ).toThrow(TypeError)
  })
})
