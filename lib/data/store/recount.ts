import type { PoolClient } from 'pg'
import { readPartScores, writePartScores } from './part-scores.ts'
import { writeScores } from './scores.ts'
import { refreshTally, type Weight } from './tally.ts'

/**
 * Locks accounts, so that no scan of them is stored while a person's decision is written. Call it first in its
 * transaction: storing takes the same lock first. @param accounts absent: all
 */
export async function lockAccounts(client: PoolClient, accounts?: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from aws_account where $1::text[] is null or id = any($1) order by id for no key update',
    [accounts ?? null],
  )
  return rows.map(({ id }) => id)
}

/**
 * Brings the roll-up of an account in line after a person's decision; checks weigh what they weighed at the last scan.
 * @returns these weights
 */
export async function recount(client: PoolClient, account: string): Promise<Weight[]> {
  const { rows } = await client.query<Weight>(
    'select distinct check_id as id, pillar, weight as severity from tally where account = $1',
    [account],
  )
  await refreshTally(client, account, rows)
  return rows
}

/** Also the scores that stand with its latest scan: for decisions that take findings out of the score, or back into it. */
export async function rescore(client: PoolClient, account: string): Promise<void> {
  const weights = await recount(client, account)
  const { rows } = await client.query<{ scan: number; at: Date; hash: string; count: number }>(
    `select s.scan, s.at, s.check_set_hash as hash, s.check_set_count as count
     from aws_account a join score_snapshot s on s.scan = a.last_scan and s.scope = 'account' where a.id = $1`,
    [account],
  )
  const [latest] = rows
  if (!latest) return
  const { scan, at, hash, count } = latest
  const point = { scan, at: at.toISOString(), checkSet: { hash, count } }
  await writeScores(client, account, point)
  await writePartScores(client, account, point, await readPartScores(client, account, weights, undefined), undefined)
}
