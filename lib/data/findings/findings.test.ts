import { beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '#lib/engine/outcome.ts'
import type { Resource } from '#lib/engine/resources.ts'
import { pool } from '../client.ts'
import { refreshTally } from '../store/tally.ts'
import { setupTestDatabase } from '../testing/database.ts'
import {
  addTestAccount,
  administrator,
  containerOutcome,
  production,
  scanOf,
  staging,
  testChecks,
} from '../testing/scans.ts'
import { inTransaction } from '../transaction.ts'
import { findFinding } from './detail.ts'
import { countFindings, countTabs, type FacetName, findingFacets } from './facets.ts'
import { type FindingFilter, type FindingOrder, findingSorts, findingTabs } from './filter.ts'
import { groupFindingsByCheck, groupFindingsByResource } from './groups.ts'
import { listFindings } from './list.ts'
import type { FindingRow } from './row.ts'
import { facetNames } from './where.ts'

setupTestDatabase()

const severities = ['critical', 'high', 'medium', 'low'] as const
const usages = ['running', 'desired', 'scheduled'] as const
const names = Array.from({ length: 25 }, (_, index) => `svc-${String(index).padStart(2, '0')}`)
const regions = ['eu-west-1', 'us-east-1']

/** One failure per name, region and check, varied in severity and usage. */
const failuresOf = (account: string): Outcome[] =>
  names.flatMap((name, index) =>
    testChecks.slice(0, 2).map(({ id }, position) =>
      containerOutcome(name, 'fail', {
        account,
        region: regions[(index + position) % 2],
        check: id,
        severity: severities[(index + position) % 4],
        usage: usages[index % 3],
      }),
    ),
  )

const paymentTags: Resource['tags'] = { team: 'payments', scope: 'pci' }
const webTags: Resource['tags'] = { team: 'web' }

const resourcesOf = (account: string): Resource[] =>
  regions.flatMap((region) =>
    names.map(
      (name): Resource => ({
        key: `arn:aws:ecs:${region}:${account}:task-definition/${name}`,
        type: 'task-definition',
        name,
        arn: `arn:aws:ecs:${region}:${account}:task-definition/${name}`,
        region,
        tags: name < 'svc-10' ? paymentTags : webTags,
        owner: name < 'svc-10' ? 'payments' : 'web',
        environment: account === production ? 'production' : 'staging',
        exposed: name < 'svc-05',
        relations: [],
        terms: ['app', `registry/50%_off-${name}:1`],
        configuration: { networkMode: 'awsvpc' },
      }),
    ),
  )

/** Three scans: most fail from the start; then some are fixed; then one comes back, one cannot be read, and two are new. */
async function scanEstate(account: string): Promise<void> {
  const all = failuresOf(account)
  const as = (status: 'pass' | 'unknown', list: Outcome[]) =>
    list.map(({ subject, check, region }) =>
      containerOutcome(subject.name.slice(0, 6), status, { account, region, check }),
    )
  const fixed = all.slice(0, 3)
  const lasting = all.slice(3, -2)
  const fresh = all.slice(-2)
  const old = containerOutcome('svc-old', 'fail', { account, usage: 'registered' })
  const resources = resourcesOf(account)
  await scanOf([...fixed, ...lasting], { account, resources, at: '2026-10-01T08:00:00.000Z' })
  await scanOf([...as('pass', fixed), ...lasting], {
    account,
    resources,
    at: new Date(Date.now() - 86_400_000).toISOString(),
  })
  await scanOf(
    [
      ...all.slice(0, 1),
      ...as('pass', all.slice(1, 3)),
      ...as('unknown', all.slice(3, 4)),
      ...lasting.slice(1),
      ...fresh,
      old,
    ],
    { account, resources, at: new Date().toISOString() },
  )
}

beforeAll(async () => {
  await addTestAccount(production, 'prod')
  await addTestAccount(staging, 'staging')
  await scanEstate(production)
  await scanEstate(staging)
  await inTransaction(async (client) => {
    await client.query(
      `update finding set excepted = true where number in (
         select number from finding where account = $1 and state = 'open' order by number limit 5)`,
      [production],
    )
    await refreshTally(client, production, testChecks)
  })
}, 60_000)

async function everyPage(filter: FindingFilter, order?: FindingOrder, size = 7): Promise<FindingRow[]> {
  const rows: FindingRow[] = []
  let after: string | undefined
  do {
    const page = await listFindings(administrator, filter, order, { after, size })
    rows.push(...page.rows)
    after = page.next
  } while (after)
  return rows
}

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

describe('facets', () => {
  const ofRow: Record<FacetName, (row: FindingRow) => string> = {
    account: (row) => row.account.id,
    region: (row) => row.region,
    pillar: (row) => row.pillar,
    check: (row) => row.check,
    severity: (row) => row.severity,
    status: (row) => row.status,
    usage: (row) => row.usage ?? 'none',
    triage: (row) => row.triage,
  }
  const tally = (rows: FindingRow[], facet: FacetName) =>
    Object.fromEntries([...Map.groupBy(rows, ofRow[facet])].map(([value, group]) => [value, group.length]))

  test.each<[string, FindingFilter]>([
    ['from the roll-up', { tab: 'open' }],
    ['from the roll-up under exception', { tab: 'excepted' }],
    ['from the rows', { tab: 'open', text: 'svc-1' }],
    ['from the rows of resolved ones', { tab: 'resolved' }],
  ])('%s count what the list holds', async (_, filter) => {
    const rows = await everyPage(filter)
    const { values, more } = await findingFacets(administrator, filter)
    expect(more).toBe(false)
    for (const facet of facetNames) {
      const counted = values[facet].map(({ value, count }) => [value, count])
      expect(Object.fromEntries(counted)).toEqual(tally(rows, facet))
    }
  })

  test('a facet ignores its own filter and keeps the others', async () => {
    const filter: FindingFilter = { tab: 'open', severities: ['high'], regions: ['eu-west-1'] }
    const { values } = await findingFacets(administrator, filter)
    const ofRegion = await everyPage({ tab: 'open', regions: ['eu-west-1'] })
    const both = await everyPage(filter)
    const counts = (facet: FacetName) => Object.fromEntries(values[facet].map(({ value, count }) => [value, count]))
    expect(counts('severity')).toEqual(tally(ofRegion, 'severity'))
    expect(counts('account')).toEqual(tally(both, 'account'))
  })

  test('tabs are counted under the same filter', async () => {
    const counts = await countTabs(administrator, { tab: 'open', accounts: [staging] })
    expect(Object.fromEntries(Object.entries(counts).map(([tab, { count }]) => [tab, count]))).toEqual({
      open: 48,
      new: 2,
      regressed: 1,
      unknown: 1,
      excepted: 0,
      resolved: 2,
      registered: 1,
    })
  })
})

describe('groups', () => {
  test('by check: the worst first, with X of Y over what was judged in use', async () => {
    const groups = await groupFindingsByCheck(administrator, { tab: 'open', accounts: [staging] })
    const rows = await everyPage({ tab: 'open', accounts: [staging] })
    expect(groups.map(({ check, findings }) => [check, findings]).toSorted()).toEqual(
      [...Map.groupBy(rows, (row) => row.check)].map(([check, list]) => [check, list.length]).toSorted(),
    )
    const group = groups.find(({ check }) => check === 'ctr-non-root-user')
    expect(group).toMatchObject({ severity: 'critical', failing: 24, judged: 25, oldest: '2026-10-01T08:00:00.000Z' })
  })

  test('by resource: each with its findings', async () => {
    const groups = await groupFindingsByResource(administrator, { tab: 'open', text: 'svc-07' })
    expect(groups.map(({ name, type, findings }) => [name, type, findings])).toEqual(
      Array.from({ length: 4 }, () => ['svc-07', 'task-definition', 1]),
    )
  })
})

describe('the detail of a finding', () => {
  test('tells its life, its evidence and what else fails on the resource', async () => {
    const [regressed] = await everyPage({ tab: 'regressed' })
    const detail = await findFinding(administrator, regressed?.id ?? '')
    expect(detail?.events.map((event) => event.kind)).toEqual(['reopened', 'resolved', 'opened'])
    expect(detail).toMatchObject({ change: 'regressed', firstSeen: '2026-10-01T08:00:00.000Z', state: 'open' })
    expect(detail?.reasons[0]?.evidence).toEqual([{ path: 'containerDefinitions[0].user', value: null }])
    expect(detail?.configuration).toEqual({ networkMode: 'awsvpc' })
    expect(await findFinding(administrator, regressed?.fingerprint ?? '')).toEqual(detail)
  })

  test('of one that cannot be read any more keeps what it was about, and names the call', async () => {
    const unknown = (await everyPage({ tab: 'unknown' })).find((row) => row.state === 'open')
    const detail = await findFinding(administrator, unknown?.id ?? '')
    expect(detail).toMatchObject({ status: 'unknown', state: 'open' })
    expect(detail?.reasons).toHaveLength(1)
    expect(detail?.gaps).toEqual([
      { action: 'ecr:BatchGetImage', region: unknown?.region, reason: 'denied', errorCode: 'AccessDeniedException' },
    ])
  })

  test('an outcome without a finding is found by its fingerprint', async () => {
    const [registered] = await everyPage({ tab: 'registered' })
    expect(registered?.id).toBe(registered?.fingerprint)
    expect(await findFinding(administrator, registered?.id ?? '')).toMatchObject({
      state: 'none',
      status: 'fail',
      events: [],
    })
  })

  test('what is not there is not found', async () => {
    for (const id of ['F-0', 'F-999999999999', 'x', '']) expect(await findFinding(administrator, id)).toBeUndefined()
  })

  test('findings that are scored in another one are linked both ways and are in no list', async () => {
    const [scored, linked] = await everyPage({ tab: 'open', accounts: [production] })
    await pool().query('update finding set counted_in = $1 where fingerprint = $2', [
      scored?.fingerprint,
      linked?.fingerprint,
    ])
    expect((await findFinding(administrator, scored?.id ?? ''))?.counts).toEqual([
      { id: linked?.id, check: linked?.check },
    ])
    expect((await findFinding(administrator, linked?.id ?? ''))?.countedIn).toEqual({
      id: scored?.id,
      check: scored?.check,
    })
    expect((await everyPage({ tab: 'open' })).map((row) => row.id)).not.toContain(linked?.id)
    await pool().query('update finding set counted_in = null')
  })
})
