import type { PoolClient } from 'pg'
import { pool } from './client.ts'
import { keyset, type Page, type PageRequest, pageOf } from './page.ts'
import { all, binder } from './sql.ts'
import { inTransaction } from './transaction.ts'
import { requirePermission, type Viewer, visibleAccounts } from './viewer.ts'

/** What was done, to what. `before` and `after` never hold secrets. */
export interface AuditEntry {
  verb: string
  target: string
  account?: string
  before?: object
  after?: object
}

export interface AuditRow extends AuditEntry {
  id: number
  /** ISO 8601. */
  at: string
  actor: string
  name: string
}

const appending = 72_707_371
const origin = '0'.repeat(64)

/** sha256 over the row before and everything this row says; jsonb makes one text of equal values. */
const chained = (previous: string) => `encode(sha256(convert_to(jsonb_build_array(${previous},
  extract(epoch from at)::numeric(16, 3), actor, name, verb, target, account, before, after)::text, 'UTF8')), 'hex')`

/** Adds an entry, in the transaction of the change it tells of. Writers take turns, so that the chain has no forks. */
export async function appendAudit(client: PoolClient, viewer: Viewer, entry: AuditEntry): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [appending])
  await client.query(
    `insert into audit_log (at, actor, name, verb, target, account, before, after, previous, hash)
     select row.*, ${chained('row.previous')} from (
       select date_trunc('milliseconds', clock_timestamp()) as at, $1::text as actor,
         coalesce((select name from "user" where id = $1), $1) as name, $2::text as verb, $3::text as target,
         $4::text as account, $5::jsonb as before, $6::jsonb as after,
         coalesce((select hash from audit_log order by id desc limit 1), $7) as previous
     ) row`,
    [
      viewer.userId,
      entry.verb,
      entry.target,
      entry.account,
      entry.before && JSON.stringify(entry.before),
      entry.after && JSON.stringify(entry.after),
      origin,
    ],
  )
}

/** Adds an entry that tells of no change of lib/data: somebody came in, or was made an administrator. */
export async function recordAudit(viewer: Viewer, entry: AuditEntry): Promise<void> {
  await inTransaction((client) => appendAudit(client, viewer, entry))
}

/** The newest first. Those limited to accounts see what concerns these. */
export async function listAudit(viewer: Viewer, request: PageRequest = {}): Promise<Page<AuditRow>> {
  requirePermission(viewer, 'read-audit-log')
  const sql = binder()
  const accounts = visibleAccounts(viewer)
  const page = keyset(sql, [{ sql: 'id', type: 'bigint' }], request, true)
  const where = all([accounts && `account = any(${sql.bind(accounts)})`, page.where])
  const { rows } = await pool().query(
    `select id, at, actor, name, verb, target, account, before, after, ${page.place}
     from audit_log where ${where} order by ${page.orderBy} limit ${page.limit}`,
    sql.values,
  )
  return pageOf(rows, request, ({ id, at, actor, name, verb, target, account, before, after }) => ({
    id: Number(id),
    at: at.toISOString(),
    actor,
    name,
    verb,
    target,
    ...(account && { account }),
    ...(before && { before }),
    ...(after && { after }),
  }))
}

/**
 * Walks the chain. Returns the id of the first entry that was changed or whose predecessor is missing; undefined when
 * the log is whole. Entries cut off at the end leave no gap: compare the last id with one noted elsewhere.
 */
export async function findTampering(viewer: Viewer): Promise<number | undefined> {
  requirePermission(viewer, 'administer')
  const { rows } = await pool().query<{ id: string }>(
    `select id from (
       select id, hash, previous, ${chained('previous')} as computed, lag(hash, 1, $1) over (order by id) as expected
       from audit_log
     ) chain where hash <> computed or previous <> expected order by id limit 1`,
    [origin],
  )
  const [first] = rows
  return first && Number(first.id)
}
