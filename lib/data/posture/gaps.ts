import type { GapReason } from '#lib/inventory/inventory.ts'
import type { AccountName } from '../findings/row.ts'
import type { Viewer } from '../viewer.ts'
import type { Scope } from './posture.ts'

/** What a scan could not read, one row per action, place and reason. */
export interface GapRow {
  account: AccountName
  region: string
  action: string
  reason: GapReason
  errorCode?: string
  scan: number
  /** Keys of the records that could not be read; empty when a whole list is incomplete. */
  resources: string[]
  /** Outcomes that are unknown because of it, and the checks they belong to. */
  unknown: number
  checks: string[]
}

/** Gaps of the latest finished scan of every account, those that hide the most first. */
export declare function readOpenGaps(viewer: Viewer, scope?: Scope): Promise<GapRow[]>
