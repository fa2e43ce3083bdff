import { beforeAll, describe, expect, test } from 'vitest'
import { pool } from '#lib/data/client.ts'
import { countFindings, findingFacets } from '#lib/data/findings/facets.ts'
import { listFindings } from '#lib/data/findings/list.ts'
import { facetNames, facetValues } from '#lib/data/findings/where.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { type PriorityInput, priorityOf, rankOf } from '#lib/engine/priority.ts'
import { randomOf } from '../random.ts'
import { loadEstate, sizes } from './estate.ts'
import { measure, quantile } from './measure.ts'
import { filterOf, kinds, requestsOf, viewerOf } from './requests.ts'

setupTestDatabase()
let accounts: string[]
beforeAll(async () => {
  accounts = await loadEstate({ rows: 8_000, accounts: 4, seed: 7 })
})

test('accounts of different sizes hold all rows together', () => {
  const shares = sizes(5_000_000, 200)
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(5_000_000)
  expect(shares.every((share) => share > 0 && share % 10 === 0)).toBe(true)
})

test('the statuses are mixed as the bench says, and every failure in use has its finding and its event', async () => {
  const { rows } = await pool().query<{ status: string; share: number }>(
    'select status, count(*)::float8 / sum(count(*)) over () as share from outcome group by 1',
  )
  const share = Object.fromEntries(rows.map((row) => [row.status, row.share]))
  expect(share.fail).toBeCloseTo(0.3, 1)
  expect(share.pass).toBeCloseTo(0.6, 1)
  expect(share.unknown).toBeCloseTo(0.05, 1)
  const missing = `select count(*)::int as count from outcome o left join finding f using (fingerprint)
    left join finding_event e on e.finding = f.number
    where o.status = 'fail' and o.usage is distinct from 'registered' and e.finding is null`
  expect((await pool().query(missing)).rows).toEqual([{ count: 0 }])
})

test('findings have the rank that their priority gives them', async () => {
  const { rows } = await pool().query<Omit<PriorityInput, 'usage'> & { usage: null; rank: number }>(
    `select distinct f.severity, f.usage, r.exposed, r.environment, f.rank
     from finding f join resource r on r.id = f.resource_id`,
  )
  expect(rows.length).toBeGreaterThan(20)
  for (const { rank, usage, ...given } of rows) {
    expect(rank).toBe(rankOf(priorityOf({ ...given, usage: usage ?? undefined })))
  }
})

describe('under any filter, for viewers of all accounts and of some', () => {
  const random = randomOf(3)
  const cases = Array.from({ length: 40 }, (_, index) => index)

  test.each(cases)('what is counted is what is listed (%i)', async () => {
    const viewer = viewerOf(random, accounts)
    const filter = filterOf(random, accounts)
    const listed = new Set<string>()
    let after: string | undefined
    do {
      const page = await listFindings(viewer, filter, undefined, { after, size: 200 })
      for (const { id } of page.rows) listed.add(id)
      after = page.next
    } while (after)
    expect(await countFindings(viewer, filter)).toEqual({ count: listed.size, more: false })
    const { values } = await findingFacets(viewer, filter)
    const wanted = facetValues(filter)
    for (const facet of facetNames) {
      const counted = values[facet].filter(({ value }) => wanted[facet]?.includes(value) ?? true)
      expect([facet, counted.reduce((sum, { count }) => sum + count, 0)]).toEqual([facet, listed.size])
    }
  })
})

test.each(kinds)('every request of the kind %s is answered', async (kind) => {
  const millis = await measure(await requestsOf(kind, 20, accounts, 5), 4)
  expect(millis).toHaveLength(20)
  expect(quantile(millis, 0.95)).toBeGreaterThan(0)
})

test('a quantile is the value that so many do not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  expect([quantile(hundred, 0.5), quantile(hundred, 0.95), quantile(hundred, 1)]).toEqual([50, 95, 100])
})
