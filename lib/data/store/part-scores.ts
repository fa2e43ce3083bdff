import { isDeepStrictEqual } from 'node:util'
import type { PoolClient } from 'pg'
import type { CheckSet } from '#lib/engine/check-set.ts'
import type { Changes } from '#lib/engine/reconcile.ts'
import { countByCheck } from '#lib/score/counts.ts'
import { type Score, scoreOf } from '#lib/score/score.ts'
import { copyRows } from '../copy.ts'
import { writeRows } from '../transaction.ts'
import { scoreRow, type TallyScoreColumns, type Weight } from './tally.ts'

/** Services and clusters, by ARN. */
export type Parts = ReadonlySet<string>

/** The services and clusters whose score a scan may change, before its changes are written. */
export async function touchedParts(
  client: PoolClient,
  { write, remove }: Pick<Changes, 'write' | 'remove'>,
): Promise<Parts> {
  const now = write.flatMap(({ outcome: { services, clusters } }) => [...services, ...clusters])
  const stood = write.flatMap(({ outcome, isNew }) => (isNew ? [] : [outcome.fingerprint]))
  const { rows } = await client.query<{ part: string }>(
    'select distinct unnest(services || clusters) as part from outcome where fingerprint = any($1)',
    [[...stood, ...remove]],
  )
  return new Set([...now, ...rows.map(({ part }) => part)])
}

/** The scores of services and clusters as they are stored, by ARN. @param parts absent: all of the account */
export async function readPartScores(
  client: PoolClient,
  account: string,
  checks: readonly Weight[],
  parts: Parts | undefined,
): Promise<ReadonlyMap<string, Score>> {
  const { rows } = await client.query<TallyScoreColumns & { part: string }>(
    `select p.part, o.check_id, coalesce(c.pillar, o.pillar) as pillar, coalesce(c.severity, o.severity) as weight,
       o.status, coalesce(f.severity, o.severity) as severity, coalesce(f.usage, o.usage)::text as usage,
       o.counted_in is not null as counted, coalesce(f.excepted, false) as excepted, o.waiting, count(*)::int as count
     from outcome o
       cross join lateral unnest(o.services || o.clusters) as p(part)
       left join finding f on f.fingerprint = o.fingerprint and f.state = 'open'
       left join json_to_recordset($2::json) as c(id text, pillar text, severity severity) on c.id = o.check_id
     where o.account = $1 and ($3::text[] is null or p.part = any($3))
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
    [
      account,
      JSON.stringify(checks.map(({ id, pillar, severity }) => ({ id, pillar, severity }))),
      parts && [...parts],
    ],
  )
  const byPart = Map.groupBy(rows, ({ part }) => part)
  return new Map(
    [...byPart].map(([part, own]) => [
      part,
      scoreOf(countByCheck(own.map((row) => scoreRow({ ...row, usage: row.usage ?? 'none' })))),
    ]),
  )
}

/**
 * Writes the scores of services and clusters as they are now, those alone that differ from the last one written. A part
 * that nothing is judged in any more has a score without a number.
 * @param scores of these parts
 * @param parts absent: all of the account
 */
export async function writePartScores(
  client: PoolClient,
  account: string,
  { scan, at, checkSet }: { scan: number; at: string; checkSet: CheckSet },
  scores: ReadonlyMap<string, Score>,
  parts: Parts | undefined,
): Promise<void> {
  const last = await readLast(client, account, parts)
  const gone = [...last.keys()].filter((part) => !scores.has(part)).map((part) => [part, scoreOf([])] as const)
  const point = { account, at, scan, check_set_hash: checkSet.hash, check_set_count: checkSet.count }
  const added = [...scores].filter(([part]) => !last.has(part))
  await copyRows(client, 'part_score', columns, added, ([part, result]) => ({
    ...point,
    at: new Date(at),
    part,
    result,
  }))
  const differing = [...scores, ...gone].filter(([part, result]) => {
    const before = last.get(part)
    return before && (before.hash !== checkSet.hash || !isDeepStrictEqual(before.result, result))
  })
  await writeRows(
    client,
    differing,
    ([part, result]) => ({ part, result }),
    `insert into part_score (account, part, at, scan, check_set_hash, check_set_count, result)
     select $2, part, $3, $4, $5, $6, result from json_to_recordset($1::json) as r(part text, result jsonb)
     on conflict (account, part, at) do update set scan = excluded.scan, result = excluded.result,
       check_set_hash = excluded.check_set_hash, check_set_count = excluded.check_set_count`,
    [account, at, scan, checkSet.hash, checkSet.count],
  )
}

const columns = ['account', 'part', 'at', 'scan', 'check_set_hash', 'check_set_count', 'result']

async function readLast(
  client: PoolClient,
  account: string,
  parts: Parts | undefined,
): Promise<Map<string, { result: Score; hash: string }>> {
  const { rows } = await client.query<{ part: string; result: Score; hash: string }>(
    `select distinct on (part) part, result, check_set_hash as hash from part_score
     where account = $1 and ($2::text[] is null or part = any($2)) order by part, at desc`,
    [account, parts && [...parts]],
  )
  return new Map(rows.map(({ part, ...last }) => [part, last]))
}
