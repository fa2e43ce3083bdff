import type { Grade } from '#lib/score/score.ts'
import { roundDown } from '#lib/score/score.ts'
import { pool } from './client.ts'
import type { AccountName } from './findings/row.ts'
import { keyset, type Page, type PageRequest, pageOf } from './page.ts'
import { type GapRow, readScanGaps } from './posture/gaps.ts'
import { all, binder, oneOf } from './sql.ts'
import type { LedgerEntry } from './store/ledger.ts'
import { type Viewer, visibleAccounts } from './viewer.ts'

export const scanStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type ScanState = (typeof scanStates)[number]
export type ScanTrigger = 'manual' | 'first' | 'schedule' | 'cli' | 'demo'
export const scanSteps = ['assume-role', 'collect', 'evaluate', 'store'] as const
export type ScanStep = (typeof scanSteps)[number]

export interface ScanRow {
  id: number
  account: AccountName
  state: ScanState
  trigger: ScanTrigger
  /** Name of the person, or `system`. */
  requestedBy?: string
  step?: ScanStep
  /** Units (a collector in a region). */
  progress: { done: number; total: number }
  cancelRequested: boolean
  /** ISO 8601. */
  createdAt: string
  startedAt?: string
  finishedAt?: string
  /** One sentence. */
  error?: string
  /** Rounded down, like the coverage. */
  score?: number
  grade?: Grade
  coverage?: number
  checkSet?: { count: number; hash: string }
  /** Outcomes by status. */
  outcomes?: Partial<Record<'pass' | 'fail' | 'unknown' | 'not_applicable' | 'manual', number>>
  /** It looked at a part of the account only: `settings` of its detail say which. */
  partial: boolean
  /** Since the scan before. */
  changes?: { opened: number; changed: number; resolved: number; reopened: number }
  calls?: { total: number; retried: number; throttled: number; denied: number; failed: number }
  gapCount: number
}

export interface ScanUnit {
  region: string
  collector: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  calls: number
  gaps: number
  note?: string
  /** ISO 8601. */
  startedAt?: string
  finishedAt?: string
}

export interface ScanDetail extends ScanRow {
  regions: string[]
  settings: Record<string, unknown>
  units: ScanUnit[]
  gaps: GapRow[]
  ledger: LedgerEntry[]
  /** The finished scan of the account before it. */
  previous?: ScanRow
}

export interface ScanFilter {
  accounts?: readonly string[]
  states?: readonly ScanState[]
}

const columns = `s.id, s.account, a.alias, s.state, s.trigger, coalesce(u.name, s.requested_by) as requested_by, s.step,
  s.cancel_requested, s.created_at, s.started_at, s.finished_at, s.error, s.score, s.grade, s.coverage,
  s.check_set_count, s.check_set_hash, s.outcomes, s.changes, s.calls, s.gap_count, s.regions, s.settings, s.partial, s.previous,
  (select count(*)::int from scan_unit where scan = s.id) as units,
  (select count(*)::int from scan_unit where scan = s.id and state in ('done', 'failed')) as units_done`
const tables = 'scan s join aws_account a on a.id = s.account left join "user" u on u.id = s.requested_by'

/** The newest first. */
export async function listScans(
  viewer: Viewer,
  filter: ScanFilter = {},
  request: PageRequest = {},
): Promise<Page<ScanRow>> {
  const sql = binder()
  const page = keyset(sql, [{ sql: 's.id', type: 'int' }], request, true)
  const where = all([
    oneOf(sql, 's.account', visibleAccounts(viewer, filter.accounts)),
    filter.states && `s.state::text = any(${sql.bind(filter.states)})`,
    page.where,
  ])
  const { rows } = await pool().query(
    `select ${columns}, ${page.place} from ${tables} where ${where} order by ${page.orderBy} limit ${page.limit}`,
    sql.values,
  )
  return pageOf(rows, request, scanRow)
}

/** Queued and running scans, for the header and the live page. */
export async function listActiveScans(viewer: Viewer): Promise<ScanRow[]> {
  return (await listScans(viewer, { states: ['queued', 'running'] }, { size: 200 })).rows
}

/** Undefined when there is none that the viewer may see. */
export async function findScan(viewer: Viewer, id: number): Promise<ScanDetail | undefined> {
  const raw = await readScan(viewer, id)
  if (!raw) return undefined
  const [units, gaps, ledger, previous] = await Promise.all([
    readUnits(id),
    readScanGaps(viewer, id),
    readLedger(id),
    raw.previous === null ? undefined : readScan(viewer, raw.previous),
  ])
  return {
    ...scanRow(raw),
    regions: raw.regions,
    settings: raw.settings,
    units,
    gaps,
    ledger,
    ...(previous && { previous: scanRow(previous) }),
  }
}

interface RawScan {
  id: number
  account: string
  alias: string
  state: ScanState
  trigger: ScanTrigger
  requested_by: string | null
  step: ScanStep | null
  cancel_requested: boolean
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
  error: string | null
  score: number | null
  grade: Grade | null
  coverage: number | null
  check_set_count: number | null
  check_set_hash: string | null
  outcomes: ScanRow['outcomes'] | null
  changes: ScanRow['changes'] | null
  calls: ScanRow['calls'] | null
  gap_count: number
  partial: boolean
  regions: string[]
  settings: Record<string, unknown>
  previous: number | null
  units: number
  units_done: number
}

async function readScan(viewer: Viewer, id: number): Promise<RawScan | undefined> {
  const sql = binder()
  const where = all([`s.id = ${sql.bind(id)}`, oneOf(sql, 's.account', visibleAccounts(viewer))])
  const { rows } = await pool().query<RawScan>(`select ${columns} from ${tables} where ${where}`, sql.values)
  return rows[0]
}

function scanRow(raw: RawScan): ScanRow {
  const { check_set_count: count, check_set_hash: hash } = raw
  return {
    id: raw.id,
    account: { id: raw.account, alias: raw.alias },
    state: raw.state,
    trigger: raw.trigger,
    ...(raw.requested_by && { requestedBy: raw.requested_by }),
    ...(raw.step && { step: raw.step }),
    progress: { done: raw.units_done, total: raw.units },
    cancelRequested: raw.cancel_requested,
    createdAt: raw.created_at.toISOString(),
    ...(raw.started_at && { startedAt: raw.started_at.toISOString() }),
    ...(raw.finished_at && { finishedAt: raw.finished_at.toISOString() }),
    ...(raw.error && { error: raw.error }),
    ...(raw.score !== null && { score: roundDown(raw.score) }),
    ...(raw.grade && { grade: raw.grade }),
    ...(raw.coverage !== null && { coverage: roundDown(raw.coverage) }),
    ...(count !== null && hash !== null && { checkSet: { count, hash } }),
    ...(raw.outcomes && { outcomes: raw.outcomes }),
    ...(raw.changes && { changes: raw.changes }),
    ...(raw.calls && { calls: raw.calls }),
    gapCount: raw.gap_count,
    partial: raw.partial,
  }
}

async function readUnits(scan: number): Promise<ScanUnit[]> {
  const { rows } = await pool().query(
    `select region, collector, state, calls, gaps, note, started_at, finished_at from scan_unit where scan = $1
     order by started_at nulls last, collector, region`,
    [scan],
  )
  return rows.map(({ note, started_at, finished_at, ...unit }) => ({
    ...unit,
    ...(note && { note }),
    ...(started_at && { startedAt: started_at.toISOString() }),
    ...(finished_at && { finishedAt: finished_at.toISOString() }),
  }))
}

async function readLedger(scan: number): Promise<LedgerEntry[]> {
  const { rows } = await pool().query<LedgerEntry>(
    `select action, region, count, retried, throttled, denied, failed, bytes::float8 as bytes, millis::float8 as millis
     from api_call where scan = $1 order by count desc, action, region`,
    [scan],
  )
  return rows
}
