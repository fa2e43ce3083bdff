import { type CheckCounts, countByCheck } from '#lib/score/counts.ts'
import { pool } from '../client.ts'
import { all, binder, oneOf } from '../sql.ts'
import { scoreRow, type TallyScoreColumns } from '../store/tally.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { Scope } from './scope.ts'

/** How the accounts in scope stand on each check now, pooled. */
export async function readCounts(viewer: Viewer, scope: Scope = {}): Promise<CheckCounts[]> {
  const places = await readCountsByPlace(viewer, scope, 'pooled')
  return places[0]?.counts ?? []
}

export interface PlaceCounts {
  account: string
  region: string
  counts: CheckCounts[]
}

/** The same per account and region; or as one place for all of them. */
export async function readCountsByPlace(
  viewer: Viewer,
  scope: Scope = {},
  places: 'each' | 'pooled' = 'each',
): Promise<PlaceCounts[]> {
  const sql = binder()
  const place = places === 'each' ? 'account, region' : `'' as account, '' as region`
  const where = all([`status <> 'gone'`, oneOf(sql, 'account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<TallyScoreColumns & { account: string; region: string }>(
    `select ${place}, check_id, pillar, weight, status, severity, usage, counted, excepted, waiting,
       sum(count)::int as count
     from tally where ${where} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`,
    sql.values,
  )
  const grouped = Map.groupBy(rows, ({ account, region }) => `${account}|${region}`)
  return [...grouped.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    return { account: first.account, region: first.region, counts: countByCheck(group.map(scoreRow)) }
  })
}
