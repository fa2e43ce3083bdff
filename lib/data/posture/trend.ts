import { type CheckCounts, pool as poolCounts } from '#lib/score/counts.ts'
import { type Score, scoreOf } from '#lib/score/score.ts'
import { pool } from '../client.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { Scope } from './scope.ts'

export interface TrendPoint extends Score {
  /** YYYY-MM-DD, UTC. Each account counts with its last scan up to the end of that day. */
  day: string
  /** The check set differs from the day before: do not compare across. */
  checkSetChanged?: { from: number; to: number }
}

/** Counts of every account in scope at the end of a day, pooled. */
export interface DayCounts {
  day: string
  counts: CheckCounts[]
  checkSet: { hash: string; count: number }
}

/** Score and coverage per day, the oldest first; days before the first scan are left out. */
export async function readTrend(viewer: Viewer, scope: Scope = {}, days = 30): Promise<TrendPoint[]> {
  const history = await readDays(viewer, scope, days)
  return marked(history.map(({ day, counts, checkSet }) => ({ day, score: scoreOf(counts), checkSet })))
}

/** The points of a trend, with a mark where the check set is another than the day before. */
export function marked(days: readonly { day: string; score: Score; checkSet: DayCounts['checkSet'] }[]): TrendPoint[] {
  return days.map(({ day, score, checkSet }, index) => {
    const before = days[index - 1]?.checkSet
    const changed = before && before.hash !== checkSet.hash
    return { day, ...score, ...(changed && { checkSetChanged: { from: before.count, to: checkSet.count } }) }
  })
}

/** The counts behind the trend, so that a recommendation can draw its own. */
export async function readDays(viewer: Viewer, scope: Scope, days: number): Promise<DayCounts[]> {
  const sql = binder()
  const from = sql.bind(days - 1)
  const where = all([`s.scope = 'account'`, oneOf(sql, 's.account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<Snapshot>(
    `with day as (
       select (today - n)::text as day, ((today - n + 1)::timestamp at time zone 'UTC') as until
       from (select (now() at time zone 'UTC')::date as today) clock, generate_series(0, ${from}::int) n
     )
     select day.day, s.account, s.counts, s.check_set_hash as hash, s.check_set_count as count
     from day cross join lateral (
       select distinct on (s.account) s.* from score_snapshot s
       where ${where} and s.at < day.until order by s.account, s.at desc
     ) s order by day.day, s.at`,
    sql.values,
  )
  return [...Map.groupBy(rows, ({ day }) => day)].flatMap(([day, snapshots]) => {
    const newest = snapshots.at(-1)
    if (!newest) return []
    const checkSet = { hash: newest.hash, count: newest.count }
    return { day, counts: poolCounts(snapshots.map(({ counts }) => counts)), checkSet }
  })
}

interface Snapshot {
  day: string
  account: string
  counts: CheckCounts[]
  hash: string
  count: number
}
