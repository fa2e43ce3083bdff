import type { PoolClient } from 'pg'
import { appendAudit } from '../audit.ts'
import { InvalidInput } from '../invalid.ts'
import { ensurePartitions } from '../store/ledger.ts'
import { lockAccounts } from '../store/recount.ts'
import { inTransaction } from '../transaction.ts'
import { Forbidden, requirePermission, type Viewer } from '../viewer.ts'
import { applyAnswers } from './apply.ts'
import { reachOf, requireReach } from './reach.ts'

interface Found {
  id: number
  check_id: string
  account: string | null
  fingerprint: string | null
  statement: string
  state: string
  signed_by: string
  expires_at: Date
}

const longestNote = 4_000

/**
 * A second person agrees: the answer counts from now on, in the place of an earlier one of the same scope. It may end at
 * once, when something was seen since it was signed that speaks against it.
 */
export async function acceptAnswer(viewer: Viewer, id: number, note = '', now = new Date()): Promise<void> {
  await decide(viewer, id, 'attestation.accept', note, now, async (client, found) => {
    requirePending(found, now)
    requireOther(viewer, found)
    await client.query(
      `update attestation set state = 'ended', ended_at = $2, ended_reason = $3
       where id <> $1 and state = 'valid' and check_id = $4 and statement = $5
         and account is not distinct from $6 and fingerprint is not distinct from $7`,
      [id, now, `A-${id} took its place.`, found.check_id, found.statement, found.account, found.fingerprint],
    )
    await review(client, viewer, id, 'valid', note, now)
  })
}

/** A second person does not agree, and says why. */
export async function declineAnswer(viewer: Viewer, id: number, note: string, now = new Date()): Promise<void> {
  await decide(viewer, id, 'attestation.decline', note, now, async (client, found) => {
    requirePending(found, now)
    requireOther(viewer, found)
    if (note.trim() === '') throw new InvalidInput('Say why, so that it can be signed anew.')
    await review(client, viewer, id, 'declined', note, now)
  })
}

/** Takes an answer back, whoever signed it: what rested on it is to be attested again. */
export async function withdrawAnswer(viewer: Viewer, id: number, note: string, now = new Date()): Promise<void> {
  await decide(viewer, id, 'attestation.withdraw', note, now, async (client, { state }) => {
    if (state !== 'pending' && state !== 'valid') throw new InvalidInput(`A-${id} has ended: reload the page.`)
    if (note.trim() === '') throw new InvalidInput('Say why it does not hold any more.')
    await client.query(
      `update attestation set state = 'ended', ended_at = $2,
         ended_reason = 'Taken back by ' || coalesce((select name from "user" where id = $3), $3) || ': ' || $4
       where id = $1`,
      [id, now, viewer.userId, note.trim()],
    )
  })
}

async function review(
  client: PoolClient,
  viewer: Viewer,
  id: number,
  state: 'valid' | 'declined',
  note: string,
  now: Date,
): Promise<void> {
  await client.query(
    `update attestation set state = $2, reviewed_by = $3, reviewed_at = $4, review_note = $5,
       reviewed_name = coalesce((select name from "user" where id = $3), $3) where id = $1`,
    [id, state, viewer.userId, now, note.trim()],
  )
}

/** Writes a decision with what follows from it in every account that it is about, and the audit log. */
async function decide(
  viewer: Viewer,
  id: number,
  verb: string,
  note: string,
  now: Date,
  write: (client: PoolClient, found: Found) => Promise<void>,
): Promise<void> {
  requirePermission(viewer, 'attest')
  if (note.length > longestNote) throw new InvalidInput(`Use at most ${longestNote} characters.`)
  const reach = await reachOf(viewer, id)
  requireReach(viewer, reach)
  await ensurePartitions(now.toISOString())
  await inTransaction(async (client) => {
    const accounts = await lockAccounts(client, reach.account === undefined ? undefined : [reach.account])
    const { rows } = await client.query<Found>(
      `select id, check_id, account, fingerprint, statement, state, signed_by, expires_at
       from attestation where id = $1 for update`,
      [id],
    )
    const [found] = rows
    if (!found) throw new InvalidInput(`There is no attestation A-${id}: go back to the list.`)
    await write(client, found)
    for (const account of accounts) await applyAnswers(client, account, [found.check_id], now.toISOString())
    await appendAudit(client, viewer, {
      verb,
      target: `attestation/A-${id}`,
      account: reach.account,
      ...(note.trim() !== '' && { after: { note: note.trim() } }),
    })
  })
}

function requirePending({ id, state, expires_at }: Found, now: Date): void {
  if (state !== 'pending' || expires_at <= now) {
    throw new InvalidInput(`A-${id} does not wait for a review any more: reload the page.`)
  }
}

function requireOther(viewer: Viewer, { signed_by }: Found): void {
  if (signed_by !== viewer.userId) return
  throw new Forbidden('You signed this answer: a different auditor or an administrator reviews it.')
}
