import type { Severity } from '#lib/checks/result.ts'
import { pool } from '../client.ts'
import type { FindingDetail } from '../findings/detail.ts'
import { type FindingRow, findingRow, type RawFinding, rowColumns } from '../findings/row.ts'
import { source } from '../findings/where.ts'
import { keyset, type Page, type PageRequest, pageOf } from '../page.ts'
import type { Key } from '../place.ts'
import { all, type Binder, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { ExceptionKind, ExceptionRow, ExceptionScope, ExceptionState, Person } from './exception.ts'
import { inScope } from './scope.ts'

/**
 * active    in force
 * expiring  in force, and ends within 30 days
 * pending   waits for a second person
 * expired   its day has come
 * ended     revoked, refused or lapsed before its day
 */
export const exceptionTabs = ['active', 'expiring', 'pending', 'expired', 'ended'] as const
export type ExceptionTab = (typeof exceptionTabs)[number]

/** By the date and not by what has run: an exception is over the moment its day comes. */
const stateNow = `case when e.state in ('pending', 'active') and e.expires_at <= now() then 'expired' else e.state::text end`

const tabConditions: Readonly<Record<ExceptionTab, string>> = {
  active: `${stateNow} = 'active'`,
  expiring: `${stateNow} = 'active' and e.expires_at <= now() + interval '30 days'`,
  pending: `${stateNow} = 'pending'`,
  expired: `${stateNow} = 'expired'`,
  ended: `${stateNow} in ('revoked', 'refused', 'lapsed')`,
}

/** What is asked for: those of some accounts, those of one check. */
export interface ExceptionsWithin {
  accounts?: readonly string[]
  check?: string
}

function within(viewer: Viewer, sql: Binder, { accounts, check }: ExceptionsWithin): string {
  return all([visible(viewer, sql, accounts), check && `e.check_id = ${sql.bind(check)}`])
}

/** Those of the accounts that are asked for and may be seen; those over every account where they cover something there. */
function visible(viewer: Viewer, sql: Binder, asked?: readonly string[]): string | undefined {
  const accounts = visibleAccounts(viewer, asked)
  if (!accounts) return undefined
  const listed = sql.bind(accounts)
  return `(e.account = any(${listed}) or (e.account is null and exists (
    select from exception_cover c where c.exception = e.id and c.account = any(${listed}))))`
}

export interface ExceptionFilter extends ExceptionsWithin {
  tab: ExceptionTab
}

/** What is in force ends soonest first; what is over ended latest first. */
export async function listExceptions(
  viewer: Viewer,
  { tab, ...asked }: ExceptionFilter,
  request: PageRequest = {},
): Promise<Page<ExceptionRow>> {
  const sql = binder()
  const past = tab === 'expired' || tab === 'ended'
  const time: Key = { sql: past ? 'coalesce(e.ended_at, e.expires_at)' : 'e.expires_at', type: 'timestamptz' }
  const page = keyset(sql, [time, { sql: 'e.id', type: 'int' }], request, past)
  const where = all([tabConditions[tab], within(viewer, sql, asked), page.where])
  const { rows } = await pool().query(
    `select ${rowOf(viewer, sql)}, ${page.place} from ${tables} where ${where} order by ${page.orderBy} limit ${page.limit}`,
    sql.values,
  )
  return pageOf(rows, request, exceptionRow)
}

/** Undefined when there is none that the viewer may see. */
export async function findException(viewer: Viewer, id: number): Promise<ExceptionRow | undefined> {
  const sql = binder()
  const where = all([`e.id = ${sql.bind(id)}`, visible(viewer, sql)])
  const { rows } = await pool().query<RawException>(
    `select ${rowOf(viewer, sql)} from ${tables} where ${where}`,
    sql.values,
  )
  return rows[0] && exceptionRow(rows[0])
}

/** Those that cover a finding, or would if they were approved: in force first, then the latest. */
export async function exceptionsOf(
  viewer: Viewer,
  finding: Pick<FindingDetail, 'fingerprint'>,
): Promise<ExceptionRow[]> {
  const sql = binder()
  const covers = `exists (
    select from exception_cover c join finding f on f.number = c.finding join resource r on r.id = f.resource_id
    where c.exception = e.id and f.fingerprint = ${sql.bind(finding.fingerprint)} and ${inScope}
      and (c.lapsed_at is null or e.state = 'lapsed'))`
  const where = all([covers, visible(viewer, sql)])
  const { rows } = await pool().query<RawException>(
    `select ${rowOf(viewer, sql)} from ${tables} where ${where}
     order by ${stateNow} <> 'active', ${stateNow} <> 'pending', e.id desc limit 20`,
    sql.values,
  )
  return rows.map(exceptionRow)
}

export async function countExceptions(
  viewer: Viewer,
  asked: ExceptionsWithin = {},
): Promise<Record<ExceptionTab, number>> {
  const sql = binder()
  const counts = exceptionTabs.map((tab) => `(count(*) filter (where ${tabConditions[tab]}))::int as ${tab}`)
  const { rows } = await pool().query<Record<ExceptionTab, number>>(
    `select ${counts.join(', ')} from exception e where ${within(viewer, sql, asked)}`,
    sql.values,
  )
  return rows[0] ?? { active: 0, expiring: 0, pending: 0, expired: 0, ended: 0 }
}

/** The open findings that it covers, or would if it were approved: the most urgent first, at most 50. */
export async function listCovered(viewer: Viewer, id: number): Promise<FindingRow[]> {
  const sql = binder()
  const where = all([
    `e.id = ${sql.bind(id)} and c.lapsed_at is null and f.state = 'open' and ${inScope}`,
    oneOf(sql, 'f.account', visibleAccounts(viewer)),
  ])
  const { rows } = await pool().query<RawFinding>(
    `select ${rowColumns('open')} from exception e join exception_cover c on c.exception = e.id
       join finding f on f.number = c.finding, ${source('open')}
     where s.number = f.number and ${where} order by s.rank, s.first_seen, s.number limit 50`,
    sql.values,
  )
  return rows.map(findingRow)
}

const tables = 'exception e left join aws_account a on a.id = e.account left join finding s on s.number = e.finding'

function rowOf(viewer: Viewer, sql: Binder): string {
  const seen = all([
    `c.exception = e.id and c.lapsed_at is null and f.state = 'open' and ${inScope}`,
    oneOf(sql, 'c.account', visibleAccounts(viewer)),
  ])
  return `e.id, e.kind, e.reason, e.check_id, e.finding, e.account, a.alias, e.tag_key, e.tag_value, e.severity, ${stateNow} as state,
    e.requested_at, e.approved_at, e.expires_at, case when e.state in ('pending', 'active') then null else e.ended_at end as ended_at,
    s.subject_name as subject, ${person('e.requested_by')} as requested_by, ${person('e.approved_by')} as approved_by,
    ${person('e.ended_by')} as ended_by,
    (select count(*)::int from exception_cover c join finding f on f.number = c.finding join resource r on r.id = f.resource_id
     where ${seen}) as covers`
}

/** Whoever has left keeps the id. */
function person(column: string): string {
  return `jsonb_build_object('id', ${column}, 'name', coalesce((select name from "user" where id = ${column}), ${column}))`
}

interface RawException {
  id: number
  kind: ExceptionKind
  reason: string
  check_id: string
  finding: string | null
  account: string | null
  alias: string | null
  tag_key: string | null
  tag_value: string | null
  severity: Severity
  state: ExceptionState
  requested_at: Date
  approved_at: Date | null
  expires_at: Date
  ended_at: Date | null
  subject: string | null
  requested_by: Person
  approved_by: Person
  ended_by: Person
  covers: number
}

function exceptionRow(raw: RawException): ExceptionRow {
  return {
    id: raw.id,
    kind: raw.kind,
    reason: raw.reason,
    scope: scopeOf(raw),
    ...(raw.account !== null && raw.alias !== null && { account: { id: raw.account, alias: raw.alias } }),
    ...(raw.subject !== null && { subject: raw.subject }),
    severity: raw.severity,
    state: raw.state,
    requested: { by: raw.requested_by, at: raw.requested_at.toISOString() },
    ...(raw.approved_at && { approved: { by: raw.approved_by, at: raw.approved_at.toISOString() } }),
    ...(raw.ended_at && { ended: { by: raw.ended_by, at: raw.ended_at.toISOString() } }),
    expiresAt: raw.expires_at.toISOString(),
    covers: raw.covers,
  }
}

function scopeOf({ check_id: check, account, finding, tag_key, tag_value }: RawException): ExceptionScope {
  if (tag_key !== null && tag_value !== null) {
    return { kind: 'tag', check, ...(account !== null && { account }), key: tag_key, value: tag_value }
  }
  // The table holds no other: a scope without a tag has an account.
  const place = { check, account: account ?? '' }
  return finding === null ? { kind: 'account', ...place } : { kind: 'finding', ...place, finding: `F-${finding}` }
}
