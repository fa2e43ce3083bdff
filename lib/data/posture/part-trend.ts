import type { Score } from '#lib/score/score.ts'
import { pool } from '../client.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import { marked, type TrendPoint } from './trend.ts'

/**
 * Score and coverage of one service or cluster per day, the oldest first; days before its first score are left out.
 * @param part its ARN
 */
export async function readPartTrend(
  viewer: Viewer,
  { account, part }: { account: string; part: string },
  days = 30,
): Promise<TrendPoint[]> {
  const sql = binder()
  const where = all([`s.part = ${sql.bind(part)}`, oneOf(sql, 's.account', visibleAccounts(viewer, [account]))])
  const { rows } = await pool().query<{ day: string; result: Score; hash: string; count: number }>(
    `with day as (
       select (today - n)::text as day, ((today - n + 1)::timestamp at time zone 'UTC') as until
       from (select (now() at time zone 'UTC')::date as today) clock, generate_series(0, ${sql.bind(days - 1)}::int) n
     )
     select day.day, s.result, s.check_set_hash as hash, s.check_set_count as count
     from day cross join lateral (
       select * from part_score s where ${where} and s.at < day.until order by s.at desc limit 1
     ) s order by day.day`,
    sql.values,
  )
  return marked(rows.map(({ day, result, ...checkSet }) => ({ day, score: result, checkSet })))
}
