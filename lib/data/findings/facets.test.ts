import { beforeAll, describe, expect, test } from 'vitest'
import { setupTestDatabase } from '../testing/database.ts'
import { everyPage, scanTestEstate } from '../testing/estate.ts'
import { administrator, staging } from '../testing/scans.ts'
import { countFindings, countTabs, type FacetName, findingFacets } from './facets.ts'
import type { FindingFilter } from './filter.ts'
import { groupFindingsByCheck, groupFindingsByResource } from './groups.ts'
import type { FindingRow } from './row.ts'
import { facetNames } from './where.ts'

setupTestDatabase()
beforeAll(scanTestEstate, 60_000)

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
    ['from the rows of what is unknown', { tab: 'unknown', text: 'svc' }],
    ['from the rows of what is only registered', { tab: 'registered', text: 'svc' }],
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

  test.each<[string, FindingFilter, number]>([
    ['unknown, asked for unknown', { tab: 'unknown', statuses: ['unknown'] }, 2],
    ['unknown, asked for failures', { tab: 'unknown', statuses: ['fail'] }, 0],
    ['unknown, asked for both', { tab: 'unknown', statuses: ['fail', 'unknown'] }, 2],
    ['registered, asked for failures', { tab: 'registered', statuses: ['fail'] }, 2],
    ['registered, asked for unknown', { tab: 'registered', statuses: ['unknown'] }, 0],
    ['registered, asked for what runs', { tab: 'registered', usages: ['running', 'none'] }, 0],
    ['registered, asked for what is registered', { tab: 'registered', usages: ['registered'] }, 2],
  ])('a tab whose rows are alike holds all of them or none: %s', async (_, filter, held) => {
    expect(await everyPage(filter)).toHaveLength(held)
    expect(await countFindings(administrator, filter)).toEqual({ count: held, more: false })
    expect(await countFindings(administrator, { ...filter, text: 'svc' })).toEqual({ count: held, more: false })
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
