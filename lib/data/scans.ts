import type { Grade } from '#lib/score/score.ts'
import type { AccountName } from './findings/row.ts'
import type { Page, PageRequest } from './page.ts'
import type { GapRow } from './posture/gaps.ts'
import type { Viewer } from './viewer.ts'

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
  score?: number
  grade?: Grade
  /** 0 to 100, rounded down. */
  coverage?: number
  checkSet?: { count: number; hash: string }
  /** Outcomes by status; changes since the scan before. */
  outcomes?: { pass: number; fail: number; unknown: number; notApplicable: number; manual: number }
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

export interface LedgerRow {
  action: string
  region: string
  count: number
  retried: number
  throttled: number
  denied: number
  failed: number
  bytes: number
  millis: number
}

export interface ScanDetail extends ScanRow {
  regions: string[]
  settings: Record<string, unknown>
  units: ScanUnit[]
  gaps: GapRow[]
  ledger: LedgerRow[]
  previous?: ScanRow
}

/** The newest first. */
export declare function listScans(
  viewer: Viewer,
  filter?: { accounts?: readonly string[]; states?: readonly ScanState[] },
  page?: PageRequest,
): Promise<Page<ScanRow>>

export declare function findScan(viewer: Viewer, id: number): Promise<ScanDetail | undefined>

/** Queued and running scans, for the header and the live page. */
export declare function listActiveScans(viewer: Viewer): Promise<ScanRow[]>
