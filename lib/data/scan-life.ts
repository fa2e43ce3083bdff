import type { PoolClient } from 'pg'
import { appendAudit } from './audit.ts'
import { dropCheckpoints } from './checkpoints.ts'
import { pool } from './client.ts'
import { InvalidInput } from './invalid.ts'
import type { ScanStep, ScanTrigger, ScanUnit } from './scans.ts'
import { inTransaction } from './transaction.ts'
import { requireAccount, requirePermission, type Viewer } from './viewer.ts'

// The life of a scan: queued -> running (an attempt under a lease) -> done, failed or cancelled. Only the holder of the
// current attempt may write; who comes late gets `lost` and must stop.

const claimable = `(s.state = 'queued' or (s.state = 'running' and s.lease_until < now()))`

/** What a worker needs to run a scan it has claimed. */
export interface ClaimedScan {
  scan: number
  attempt: number
  account: {
    id: string
    alias: string
    partition: string
    kind: 'role' | 'server-credentials'
    roleArn?: string
    externalId?: string
    regions: string[]
    defaultTags: Record<string, string>
  }
  settings: Record<string, unknown>
}

interface ScanRequest {
  account: string
  trigger: ScanTrigger
  settings?: Record<string, unknown>
}

/**
 * Queues a scan and returns its id. Throws InvalidInput when one of the account is queued or running, or the account is
 * paused or unknown.
 */
export async function createScan(viewer: Viewer, request: ScanRequest): Promise<number> {
  return inTransaction((client) => queueScan(client, viewer, request))
}

/** As `createScan`, within a transaction that says more than that. */
export async function queueScan(client: PoolClient, viewer: Viewer, request: ScanRequest): Promise<number> {
  requirePermission(viewer, 'scan')
  requireAccount(viewer, request.account)
  const found = await client.query<{ paused: boolean }>('select paused from aws_account where id = $1', [
    request.account,
  ])
  const [account] = found.rows
  if (!account) throw new InvalidInput(`There is no account ${request.account}: add it first.`)
  if (account.paused) throw new InvalidInput(`Account ${request.account} is paused: resume it, then scan.`)
  const { rows } = await client.query<{ id: number }>(
    `insert into scan (account, trigger, requested_by, settings, partial) values ($1, $2, $3, $4, $4 <> '{}'::jsonb)
     on conflict (account) where state in ('queued', 'running') do nothing returning id`,
    [request.account, request.trigger, viewer.userId, request.settings ?? {}],
  )
  const [scan] = rows
  if (!scan)
    throw new InvalidInput(`A scan of account ${request.account} is already running: wait for it or cancel it.`)
  await appendAudit(client, viewer, { verb: 'scan.start', target: `scan/${scan.id}`, account: request.account })
  return scan.id
}

/**
 * Takes a queued scan, or one whose worker has died; if it was asked to stop, the first renewal says so. Undefined when it
 * is not to be had.
 */
export async function claimScan(scan: number, leaseSeconds: number): Promise<ClaimedScan | undefined> {
  return claim(`select s.id from scan s where s.id = $2 and ${claimable} for update skip locked`, [leaseSeconds, scan])
}

/**
 * Scans that wait for a worker, in turns: environments take turns by how many of their scans run and wait before this one,
 * so that no environment holds more slots than its share while others wait; within one the account goes first that was
 * served longest ago. An account has one scan at a time, so none can fill a worker; a scan whose worker died was served
 * when its lease ended, so one that dies again and again does not keep others waiting. Nobody waits for ever: whoever is
 * passed by moves forward.
 */
const inTurns = `with place as (
    select id, coalesce(default_tags->>'environment', 'other') as environment from aws_account
  ),
  running as (
    select p.environment, count(*) from scan s join place p on p.id = s.account
    where s.state = 'running' and s.lease_until >= now() group by 1
  ),
  waiting as (
    select s.id, p.environment, s.created_at, greatest(s.lease_until, (
      select started_at from scan before where before.account = s.account and before.id < s.id order by id desc limit 1
    )) as served
    from scan s join place p on p.id = s.account where ${claimable} and s.id <> all($2)
  ),
  queue as (
    select w.*, coalesce(r.count, 0) + row_number() over (
      partition by w.environment order by w.served nulls first, w.created_at, w.id
    ) as turn
    from waiting w left join running r using (environment)
  )
  select s.id from queue q join scan s on s.id = q.id where ${claimable}
  order by q.turn, q.served nulls first, q.created_at, q.id limit 1 for update of s skip locked`

/**
 * Takes the scan whose turn it is, as `claimScan` does. Undefined when none waits.
 * @param running scans that this process still runs, though their lease may have ended
 */
export async function claimNext(
  leaseSeconds: number,
  running: readonly number[] = [],
): Promise<ClaimedScan | undefined> {
  await inTransaction(endAbandoned)
  return claim(inTurns, [leaseSeconds, running])
}

async function claim(which: string, values: unknown[]): Promise<ClaimedScan | undefined> {
  const { rows } = await pool().query(
    `update scan c set state = 'running', attempt = attempt + 1, started_at = coalesce(started_at, now()),
       lease_until = now() + make_interval(secs => $1), step = 'assume-role'
     from aws_account a
     where c.id = (${which}) and a.id = c.account
     returning c.id, c.attempt, c.settings, a.id as account, a.alias, a.partition, a.kind, a.role_arn, a.external_id,
       a.regions, a.default_tags`,
    values,
  )
  const [row] = rows
  if (!row) return undefined
  return {
    scan: row.id,
    attempt: row.attempt,
    settings: row.settings,
    account: {
      id: row.account,
      alias: row.alias,
      partition: row.partition,
      kind: row.kind,
      roleArn: row.role_arn ?? undefined,
      externalId: row.external_id ?? undefined,
      regions: row.regions,
      defaultTags: row.default_tags,
    },
  }
}

/**
 * Takes the scan of an account that nobody runs: one that waits, or whose process has died. Undefined when there is none;
 * one that was asked to stop is ended instead. @throws Forbidden
 */
export async function claimLeft(
  viewer: Viewer,
  account: string,
  leaseSeconds: number,
): Promise<ClaimedScan | undefined> {
  requirePermission(viewer, 'scan')
  requireAccount(viewer, account)
  await inTransaction(endAbandoned)
  const { rows } = await pool().query<{ id: number }>(`select id from scan s where account = $1 and ${claimable}`, [
    account,
  ])
  const [left] = rows
  return left && claimScan(left.id, leaseSeconds)
}

/** Keeps the claim. `lost`: somebody else has it, stop at once. `cancelled`: stop and call `endCancelled`. */
export async function renewLease(
  scan: number,
  attempt: number,
  leaseSeconds: number,
): Promise<'held' | 'cancelled' | 'lost'> {
  const { rows } = await pool().query<{ cancel_requested: boolean }>(
    `update scan set lease_until = now() + make_interval(secs => $3)
     where id = $1 and attempt = $2 and state = 'running' returning cancel_requested`,
    [scan, attempt, leaseSeconds],
  )
  const [row] = rows
  if (!row) return 'lost'
  return row.cancel_requested ? 'cancelled' : 'held'
}

/** Shows how far a scan is. A stale attempt changes nothing. */
export async function saveProgress(
  scan: number,
  attempt: number,
  progress: { step?: ScanStep; units?: readonly ScanUnit[] },
): Promise<void> {
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update scan set step = coalesce($3, step) where id = $1 and attempt = $2 and state = 'running'`,
      [scan, attempt, progress.step],
    )
    if (rowCount !== 1 || !progress.units?.length) return
    await client.query(
      `insert into scan_unit (scan, region, collector, state, calls, gaps, note, started_at, finished_at, attempt)
       select $1, r.region, r.collector, r.state, r.calls, r.gaps, r.note, r."startedAt", r."finishedAt", $2
       from json_to_recordset($3::json) as r(region text, collector text, state text, calls int, gaps int, note text,
         "startedAt" timestamptz, "finishedAt" timestamptz)
       on conflict (scan, region, collector) do update set state = excluded.state, calls = excluded.calls,
         gaps = excluded.gaps, note = excluded.note, started_at = coalesce(excluded.started_at, scan_unit.started_at),
         finished_at = excluded.finished_at, attempt = excluded.attempt`,
      [scan, attempt, JSON.stringify(progress.units)],
    )
  })
}

/**
 * Ends a scan without a result; earlier results stay.
 * @param sentence what went wrong, in one sentence
 * @param fault whose: that of the account stands on its page until a scan ends well, that of the request only on the scan's
 */
export async function failScan(
  scan: number,
  attempt: number,
  sentence: string,
  fault: 'account' | 'request' = 'account',
): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ account: string }>(
      `update scan set state = 'failed', error = $3, finished_at = now(), lease_until = null, step = null
       where id = $1 and attempt = $2 and state = 'running' returning account`,
      [scan, attempt, sentence],
    )
    const [row] = rows
    if (!row) return
    if (fault === 'account') {
      await client.query('update aws_account set last_error = $2 where id = $1', [row.account, sentence])
    }
    await dropCheckpoints(client, scan)
  })
}

/** Ends a scan that was asked to stop. */
export async function endCancelled(scan: number, attempt: number): Promise<void> {
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update scan set state = 'cancelled', finished_at = now(), lease_until = null, step = null
       where id = $1 and attempt = $2 and state = 'running'`,
      [scan, attempt],
    )
    if (rowCount === 1) await dropCheckpoints(client, scan)
  })
}

/** Cancels a scan that nobody runs at once, and asks a running one to stop. */
export async function cancelScan(viewer: Viewer, scan: number): Promise<void> {
  requirePermission(viewer, 'scan')
  await inTransaction(async (client) => {
    const found = await client.query<{ account: string }>('select account from scan where id = $1', [scan])
    const account = found.rows[0]?.account
    if (!account) throw new InvalidInput(`There is no scan ${scan}.`)
    requireAccount(viewer, account)
    const { rowCount } = await client.query(
      `update scan set cancel_requested = true where id = $1 and state in ('queued', 'running')`,
      [scan],
    )
    await endAbandoned(client)
    if (rowCount === 0) throw new InvalidInput(`Scan ${scan} has ended already.`)
    await appendAudit(client, viewer, { verb: 'scan.cancel', target: `scan/${scan}`, account })
  })
}

/** A cancelled scan without a living worker has nobody who would end it. */
async function endAbandoned(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `update scan set state = 'cancelled', finished_at = now(), lease_until = null, step = null
     where id in (select id from scan s where cancel_requested and ${claimable} for update skip locked) returning id`,
  )
  for (const { id } of rows) await dropCheckpoints(client, id)
}
