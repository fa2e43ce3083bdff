import type { PoolClient } from 'pg'
import { pool } from './client.ts'
import { StaleAttempt } from './stale-attempt.ts'
import type { LedgerEntry } from './store/ledger.ts'
import { inTransaction } from './transaction.ts'

// What a running scan has collected. Only the current attempt may write; what is here is gone when the scan ends.

/** Evidence that is older than this is collected anew: a scan would else speak of two different days. */
const longestHours = 6

export interface Attempt {
  scan: number
  attempt: number
}

/** A piece of what one unit collected; the one that is `last` makes the unit whole. */
export interface CheckpointPart {
  region: string
  collector: string
  part: number
  last: boolean
  data: Uint8Array
}

/**
 * Says from when on this scan's evidence is, and which calls earlier attempts have made. Checkpoints of another version,
 * too old ones and those of units that did not end are dropped.
 * @param collectedBy version of what collects and judges
 * @throws StaleAttempt
 */
export async function resumeEvidence(
  claim: Attempt,
  collectedBy: string,
): Promise<{ takenAt: string; calls: LedgerEntry[] }> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ fresh: boolean }>(
      `select coalesce(collected_by = $3 and taken_at > now() - make_interval(hours => $4), false) as fresh from scan
       where id = $1 and attempt = $2 and state = 'running' for update`,
      [claim.scan, claim.attempt, collectedBy, longestHours],
    )
    const [row] = rows
    if (!row) throw new StaleAttempt(claim)
    await client.query(row.fresh ? dropUnfinished : dropAll, [claim.scan])
    const begun = await client.query<{ taken_at: Date; calls: LedgerEntry[] | null }>(
      `update scan set collected_by = $2, taken_at = case when $3 then taken_at else now() end where id = $1
       returning taken_at, calls_so_far as calls`,
      [claim.scan, collectedBy, row.fresh],
    )
    const [evidence] = begun.rows
    if (!evidence) throw new StaleAttempt(claim)
    return { takenAt: evidence.taken_at.toISOString(), calls: evidence.calls ?? [] }
  })
}

const dropAll = 'delete from scan_checkpoint where scan = $1'
const dropUnfinished = `delete from scan_checkpoint c where scan = $1 and not exists (
  select from scan_checkpoint e where e.last and e.part >= c.part
    and (e.scan, e.region, e.collector, e.attempt) = (c.scan, c.region, c.collector, c.attempt))`

/**
 * Keeps a piece of a unit, and every call made so far.
 * @throws StaleAttempt
 */
export async function saveCheckpoint(
  { scan, attempt }: Attempt,
  { region, collector, part, last, data }: CheckpointPart,
  calls: readonly LedgerEntry[],
): Promise<void> {
  const { rowCount } = await pool().query(
    `with current as (
       update scan set calls_so_far = $8 where id = $1 and attempt = $2 and state = 'running' returning id
     )
     insert into scan_checkpoint (scan, attempt, region, collector, part, last, data)
     select id, $2, $3, $4, $5, $6, $7 from current
     on conflict (scan, region, collector, part)
       do update set attempt = excluded.attempt, last = excluded.last, data = excluded.data`,
    [scan, attempt, region, collector, part, last, data, JSON.stringify(calls)],
  )
  if (rowCount !== 1) throw new StaleAttempt({ scan, attempt })
}

const partsAtOnce = 20

/**
 * The pieces of all units, one unit after the other, few at a time. One that was replaced by a shorter one may have
 * pieces left behind its last.
 */
export async function* readCheckpoints(scan: number): AsyncGenerator<CheckpointPart> {
  let after: [string, string, number] = ['', '', -1]
  for (;;) {
    const { rows } = await pool().query<CheckpointPart>(
      `select region, collector, part, last, data from scan_checkpoint
       where scan = $1 and (region, collector, part) > ($2, $3, $4) order by region, collector, part limit $5`,
      [scan, ...after, partsAtOnce],
    )
    yield* rows
    const end = rows.at(-1)
    if (!end || rows.length < partsAtOnce) return
    after = [end.region, end.collector, end.part]
  }
}

/** Forgets what a scan that ends has collected. Part of the transaction that ends it. */
export async function dropCheckpoints(client: PoolClient, scan: number): Promise<void> {
  await client.query(dropAll, [scan])
  await client.query('update scan set calls_so_far = null where id = $1', [scan])
}
