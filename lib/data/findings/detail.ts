import { isFingerprint, type Outcome, type OutcomeReason } from '#lib/engine/outcome.ts'
import type { ResolvedReason } from '#lib/engine/reconcile.ts'
import type { Evidence, Json } from '#lib/inventory/evidence.ts'
import { pool } from '../client.ts'
import { all, binder, oneOf } from '../sql.ts'
import { outcomeDetail, type StoredDetail } from '../store/outcome-detail.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { Triage } from './filter.ts'
import { type FindingRow, findingRow, type RawFinding, rowColumns } from './row.ts'
import { openFinding, source } from './where.ts'

/** What a scan saw, and what people did. */
export const eventKinds = [
  'opened',
  'changed',
  'resolved',
  'reopened',
  'triage',
  'assigned',
  'comment',
  'excepted',
  'exception-ended',
] as const
export type EventKind = (typeof eventKinds)[number]

export interface FindingEvent {
  kind: EventKind
  /** ISO 8601. */
  at: string
  scan?: number
  /** Who, for what people did: by name, as far as they are still known. */
  actor?: string
  /** For triage. */
  triage?: Triage
  /** For assigned: to whom, by name; absent when it was taken from somebody. */
  assignee?: string
  /** For comment. */
  text?: string
  /** For excepted and exception-ended: which, and why it ended. */
  exception?: number
  why?: string
  severity?: FindingRow['severity']
  /** For resolved. */
  reason?: ResolvedReason
  /** The reasons at that moment, with their evidence. */
  reasons: readonly OutcomeReason[]
  /** Evidence of the pass that resolved it. */
  evidence: readonly Evidence[]
}

export interface FindingDetail extends FindingRow {
  /** Of the latest failure; a finding that is unknown now or resolved keeps what it was about. */
  reasons: readonly OutcomeReason[]
  /** Evidence of a pass. */
  evidence: readonly Evidence[]
  hints: readonly string[]
  /** For unknown: the calls that did not answer. */
  gaps: Outcome['gaps']
  services: string[]
  clusters: string[]
  /** The finding in which the same fact is scored. */
  countedIn?: LinkedFinding
  /** Findings that are counted in this one. */
  counts: LinkedFinding[]
  /** Latest finished scan of its account. */
  lastScan?: { id: number; at: string }
  /** Newest first, at most 200. */
  events: FindingEvent[]
  /** Other open findings on the same resource, the most urgent first, at most 50. */
  others: FindingRow[]
  /** Redacted configuration of the resource, if it was collected. */
  configuration?: Json
}

export interface LinkedFinding {
  id: string
  check: string
}

interface RawDetail extends RawFinding {
  detail: StoredDetail | null
  services: string[]
  clusters: string[]
  counted_in: string | null
  last_scan: number | null
  last_scan_at: Date | null
  configuration: Json
}

/** By F-number or fingerprint; undefined when there is none that the viewer may see. */
export async function findFinding(viewer: Viewer, id: string): Promise<FindingDetail | undefined> {
  const number = /^F-(\d{1,18})$/i.exec(id)?.[1]
  const raw = number ? await readRow(viewer, 'open', 's.number', number) : await readByFingerprint(viewer, id)
  if (!raw) return undefined
  const [events, others, counts, countedIn] = await Promise.all([
    readEvents(raw.number),
    readOthers(raw),
    readLinked('counted_in', raw.fingerprint),
    raw.counted_in === null ? [] : readLinked('fingerprint', raw.counted_in),
  ])
  const { reasons, ...latest } = outcomeDetail(raw.detail)
  const lastReasons = events.find((event) => event.reasons.length > 0)?.reasons ?? []
  return {
    ...findingRow(raw),
    ...latest,
    reasons: reasons.length > 0 ? reasons : lastReasons,
    services: raw.services,
    clusters: raw.clusters,
    ...(countedIn[0] && { countedIn: countedIn[0] }),
    counts,
    ...(raw.last_scan !== null &&
      raw.last_scan_at && { lastScan: { id: raw.last_scan, at: raw.last_scan_at.toISOString() } }),
    events,
    others,
    ...(raw.configuration !== null && { configuration: raw.configuration }),
  }
}

async function readByFingerprint(viewer: Viewer, id: string): Promise<RawDetail | undefined> {
  if (!isFingerprint(id)) return undefined
  return (await readRow(viewer, 'open', 's.fingerprint', id)) ?? (await readRow(viewer, 'unknown', 's.fingerprint', id))
}

/** A row from the findings, or for `unknown` from the outcomes, whatever its state. */
async function readRow(
  viewer: Viewer,
  tab: 'open' | 'unknown',
  column: string,
  value: string,
): Promise<RawDetail | undefined> {
  const sql = binder()
  const where = all([`${column} = ${sql.bind(value)}`, oneOf(sql, 's.account', visibleAccounts(viewer))])
  const { rows } = await pool().query<RawDetail>(
    `select ${rowColumns(tab)}, (select detail from outcome o where o.fingerprint = s.fingerprint) as detail, s.services, s.clusters, s.counted_in, r.configuration, a.last_scan,
       (select started_at from scan where id = a.last_scan) as last_scan_at
     from ${source(tab)} where ${where}`,
    sql.values,
  )
  return rows[0]
}

async function readEvents(number: string | null): Promise<FindingEvent[]> {
  if (number === null) return []
  const { rows } = await pool().query(
    `select kind, at, scan, detail, coalesce((select name from "user" where id = actor), actor) as actor,
       coalesce((select name from "user" where kind = 'assigned' and id = detail ->> 'to'), detail ->> 'to') as "to"
     from finding_event where finding = $1 order by at desc limit 200`,
    [number],
  )
  return rows.map(({ kind, at, scan, actor, detail, to }) => ({
    kind,
    at: at.toISOString(),
    ...(scan !== null && { scan }),
    ...(actor !== null && { actor }),
    ...(detail.severity && { severity: detail.severity }),
    ...(detail.reason && { reason: detail.reason }),
    ...(kind === 'triage' && { triage: to }),
    ...(kind === 'assigned' && to !== null && { assignee: to }),
    ...(detail.text && { text: detail.text }),
    ...(detail.exception && { exception: detail.exception }),
    ...(detail.why && { why: detail.why }),
    reasons: detail.reasons ?? [],
    evidence: detail.evidence ?? [],
  }))
}

async function readOthers({ fingerprint, resource_id }: RawDetail): Promise<FindingRow[]> {
  const { rows } = await pool().query<RawFinding>(
    `select ${rowColumns('open')} from ${source('open')}
     where s.resource_id = $1 and s.fingerprint <> $2 and ${openFinding}
     order by s.rank, s.first_seen, s.number limit 50`,
    [resource_id, fingerprint],
  )
  return rows.map(findingRow)
}

/** Findings of one account that are told apart by one of these columns; the account is that of the fingerprint. */
async function readLinked(column: 'fingerprint' | 'counted_in', value: string): Promise<LinkedFinding[]> {
  const { rows } = await pool().query<{ number: string; check_id: string }>(
    `select number, check_id from finding where ${column} = $1 and state = 'open' order by number`,
    [value],
  )
  return rows.map(({ number, check_id }) => ({ id: `F-${number}`, check: check_id }))
}
