import type { PoolClient } from 'pg'
import { type Severity, severities } from '#lib/checks/result.ts'
import { appendAudit } from '../audit.ts'
import { InvalidInput } from '../invalid.ts'
import { ensurePartitions } from '../store/ledger.ts'
import { lockAccounts, rescore } from '../store/recount.ts'
import { inTransaction } from '../transaction.ts'
import { requirePermission, type Viewer } from '../viewer.ts'
import { applyExceptions } from './cover.ts'
import { dayMs, type ExceptionKind, type ExceptionScope, type ExceptionState, longestDays } from './exception.ts'
import { acceptedReasons, inScope, judged, requireScope, scopeColumns, scopeRow } from './scope.ts'

export interface NewException {
  kind: ExceptionKind
  reason: string
  scope: ExceptionScope
  /** When the findings come back: at most 365 days ahead. */
  expiresAt: Date
}

/**
 * Asks for an exception. It is in force at once, unless something critical is in its scope: then it waits for a second
 * person. Bound to what the findings in its scope say now. Throws InvalidInput or Forbidden. @returns its number
 */
export async function requestException(viewer: Viewer, input: NewException, now = new Date()): Promise<number> {
  requirePermission(viewer, 'request-exception')
  const { scope } = input
  requireScope(viewer, scope.account)
  const reason = requireReason(input.reason)
  requireExpiry(input.expiresAt, now)
  if (scope.kind === 'tag' && scope.key.trim() === '') throw new InvalidInput('Choose the tag of the exception.')
  await ensurePartitions(now.toISOString())
  return inTransaction(async (client) => {
    const accounts = await lockAccounts(client, scope.account === undefined ? undefined : [scope.account])
    await refuseTwice(client, scope, now)
    const accepted = await readAccepted(client, scope)
    const worst = severities.find((severity) => accepted.some((each) => each.severity === severity))
    if (!worst)
      throw new InvalidInput('The latest scan sees nothing failing in this scope: there is nothing to except.')
    const state: ExceptionState = worst === 'critical' ? 'pending' : 'active'
    const id = await insert(client, viewer, { ...input, reason }, { worst, accepted, state, now })
    await appendAudit(client, viewer, {
      verb: 'exception.request',
      target: `exception/E-${id}`,
      account: scope.account,
      after: {
        ...input,
        reason,
        expiresAt: input.expiresAt.toISOString(),
        severity: worst,
        covers: accepted.length,
        state,
      },
    })
    if (state === 'pending') return id
    for (const account of accounts) {
      if (await applyExceptions(client, account, now, { at: now.toISOString(), actor: viewer.userId })) {
        await rescore(client, account)
      }
    }
    return id
  })
}

function requireReason(text: string): string {
  const reason = text.trim()
  if (reason.length < 10 || reason.length > 2_000) {
    throw new InvalidInput('Write the reason for an auditor, in 10 to 2,000 characters.')
  }
  return reason
}

function requireExpiry(expiresAt: Date, now: Date): void {
  const days = (expiresAt.getTime() - now.getTime()) / dayMs
  if (days > 0 && days <= longestDays) return
  throw new InvalidInput(
    `Choose a day on which it ends: tomorrow at the earliest, in ${longestDays} days at the latest.`,
  )
}

async function refuseTwice(client: PoolClient, scope: ExceptionScope, now: Date): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `select id from exception x
     where x.state in ('pending', 'active') and x.expires_at > $6 and x.check_id = $1
       and x.finding is not distinct from $2 and x.account is not distinct from $3
       and x.tag_key is not distinct from $4 and x.tag_value is not distinct from $5`,
    [...scopeColumns(scope), now],
  )
  if (rows[0]) throw new InvalidInput(`E-${rows[0].id} has this scope already: revoke it before you ask anew.`)
}

interface Accepted {
  number: string
  account: string
  severity: Severity
  reasons: { id: string; text: string }[]
}

async function readAccepted(client: PoolClient, scope: ExceptionScope): Promise<Accepted[]> {
  const { rows } = await client.query<Accepted>(
    `select f.number, f.account, f.severity, ${acceptedReasons} as reasons
     from ${scopeRow}, finding f join outcome o on o.fingerprint = f.fingerprint join resource r on r.id = f.resource_id
     where ${inScope} and ${judged}`,
    scopeColumns(scope),
  )
  return rows
}

interface Decided {
  worst: Severity
  accepted: readonly Accepted[]
  state: ExceptionState
  now: Date
}

async function insert(
  client: PoolClient,
  viewer: Viewer,
  { kind, reason, scope, expiresAt }: NewException,
  { worst, accepted, state, now }: Decided,
): Promise<number> {
  const messages = new Set(accepted.flatMap(({ reasons }) => reasons.map(({ id }) => id)))
  const { rows } = await client.query<{ id: number }>(
    `insert into exception (check_id, finding, account, tag_key, tag_value, kind, reason, severity, messages, state,
       requested_by, requested_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [...scopeColumns(scope), kind, reason, worst, [...messages], state, viewer.userId, now, expiresAt],
  )
  const id = rows[0]?.id ?? 0
  await client.query(
    `insert into exception_cover (exception, finding, account, severity, reasons, since)
     select $2, number, account, severity, reasons, $3
     from json_to_recordset($1::json) as r(number bigint, account text, severity severity, reasons jsonb)`,
    [JSON.stringify(accepted), id, now],
  )
  return id
}
