import type { PoolClient } from 'pg'
import type { CheckSet } from '#lib/engine/check-set.ts'
import { countByCheck, pool } from '#lib/score/counts.ts'
import { type Score, scoreOf } from '#lib/score/score.ts'
import { readScoreRows } from './tally.ts'

/**
 * Writes the scores of an account as they are now to one of its scans: of the whole, with the counts behind it, and of
 * each region. Call it when the roll-up is current; a later call replaces what an earlier one wrote, unless it asked other
 * questions: a scan of a part after an upgrade must not look like a breach.
 */
export async function writeScores(
  client: PoolClient,
  account: string,
  { scan, at, checkSet }: { scan: number; at: string; checkSet: CheckSet },
): Promise<Score> {
  const byRegion = await readScoreRows(client, account)
  const regions = [...byRegion].map(([region, rows]) => ({ region, counts: countByCheck(rows) }))
  const counts = pool(regions.map((each) => each.counts))
  const whole = scoreOf(counts)
  const rows = [
    { scope: 'account', result: whole, counts },
    ...regions.map((each) => ({ scope: `region:${each.region}`, result: scoreOf(each.counts) })),
  ]
  await client.query(
    `insert into score_snapshot (scan, scope, account, at, check_set_hash, check_set_count, result, counts)
     select $1, scope, $2, $3, $4, $5, result, counts
     from json_to_recordset($6::json) as r(scope text, result jsonb, counts jsonb)
     on conflict (scan, scope) do update set result = excluded.result, counts = excluded.counts
       where score_snapshot.check_set_hash = excluded.check_set_hash`,
    [scan, account, at, checkSet.hash, checkSet.count, JSON.stringify(rows)],
  )
  return whole
}
