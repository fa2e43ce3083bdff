import type { PoolClient } from 'pg'
import { type AuditEntry, appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { InvalidInput } from '../invalid.ts'
import { ensurePartitions } from '../store/ledger.ts'
import { lockAccounts, rescore } from '../store/recount.ts'
import { inTransaction } from '../transaction.ts'
import { Forbidden, requirePermission, type Viewer } from '../viewer.ts'
import { applyExceptions } from './cover.ts'
import { judged, requireScope, widened } from './scope.ts'

/** A second person agrees: the exception is in force until its day. Whoever asked for it cannot. */
export async function approveException(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  requirePermission(viewer, 'approve-exception')
  await decide(viewer, id, now, 'exception.approve', async (client, found) => {
    requirePending(found)
    requireOther(viewer, found)
    await client.query(
      `update exception_cover c set lapsed_at = $2 from finding f join outcome o on o.fingerprint = f.fingerprint
       where c.exception = $1 and f.number = c.finding and ${judged} and ${widened}`,
      [id, now],
    )
    const left = await client.query(
      'select 1 from exception_cover where exception = $1 and lapsed_at is null limit 1',
      [id],
    )
    if (left.rowCount === 0) {
      throw new InvalidInput('What was to be accepted has got worse since: refuse this one, and let it be asked anew.')
    }
    await client.query(`update exception set state = 'active', approved_by = $2, approved_at = $3 where id = $1`, [
      id,
      viewer.userId,
      now,
    ])
  })
}

/** A second person does not agree. */
export async function refuseException(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  requirePermission(viewer, 'approve-exception')
  await decide(viewer, id, now, 'exception.refuse', async (client, found) => {
    requirePending(found)
    requireOther(viewer, found)
    await end(client, viewer, id, 'refused', now)
  })
}

/** Takes an exception back, whoever asked for it: what it hid is there again, with its age. */
export async function revokeException(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  requirePermission(viewer, 'request-exception')
  await decide(viewer, id, now, 'exception.revoke', async (client, { state }) => {
    if (state !== 'pending' && state !== 'active') throw new InvalidInput(`E-${id} has ended: reload the page.`)
    await end(client, viewer, id, 'revoked', now)
  })
}

async function end(client: PoolClient, viewer: Viewer, id: number, state: 'refused' | 'revoked', now: Date) {
  await client.query('update exception set state = $2, ended_by = $3, ended_at = $4 where id = $1', [
    id,
    state,
    viewer.userId,
    now,
  ])
}

interface Found {
  id: number
  account: string | null
  state: string
  requested_by: string
}

/** Writes a decision with what follows from it: what is hidden, the roll-up, the scores and the audit log. */
async function decide(
  viewer: Viewer,
  id: number,
  now: Date,
  verb: AuditEntry['verb'],
  write: (client: PoolClient, found: Found) => Promise<void>,
): Promise<void> {
  await ensurePartitions(now.toISOString())
  const account = await accountOf(id)
  requireScope(viewer, account)
  await inTransaction(async (client) => {
    const accounts = await lockAccounts(client, account === undefined ? undefined : [account])
    const { rows } = await client.query<Found>(
      `select id, account, requested_by, case when expires_at <= $2 then 'expired' else state::text end as state
       from exception where id = $1 for update`,
      [id, now],
    )
    const [found] = rows
    if (!found) throw gone(id)
    await write(client, found)
    for (const each of accounts) {
      const cause = { at: now.toISOString(), actor: viewer.userId }
      if (await applyExceptions(client, each, now, cause)) await rescore(client, each)
    }
    await appendAudit(client, viewer, { verb, target: `exception/E-${id}`, account })
  })
}

async function accountOf(id: number): Promise<string | undefined> {
  const { rows } = await pool().query<{ account: string | null }>('select account from exception where id = $1', [id])
  const [row] = rows
  if (!row) throw gone(id)
  return row.account ?? undefined
}

function gone(id: number): InvalidInput {
  return new InvalidInput(`There is no exception E-${id}: go back to the list.`)
}

function requirePending({ id, state }: Found): void {
  if (state !== 'pending') throw new InvalidInput(`E-${id} does not wait for approval any more: reload the page.`)
}

function requireOther(viewer: Viewer, { requested_by }: Found): void {
  if (requested_by !== viewer.userId) return
  throw new Forbidden('You asked for this exception: a different auditor or an administrator decides.')
}
