import type { Outcome, OutcomeReason } from '#lib/engine/outcome.ts'
import type { ResolvedReason } from '#lib/engine/reconcile.ts'
import type { Evidence, Json } from '#lib/inventory/evidence.ts'
import type { Viewer } from '../viewer.ts'
import type { FindingRow } from './row.ts'

export const eventKinds = ['opened', 'changed', 'resolved', 'reopened'] as const
export type EventKind = (typeof eventKinds)[number]

export interface FindingEvent {
  kind: EventKind
  /** ISO 8601. */
  at: string
  scan?: number
  /** Who, for what people did. */
  actor?: string
  severity?: FindingRow['severity']
  /** For resolved. */
  reason?: ResolvedReason
  /** The reasons at that moment, with their evidence. */
  reasons: OutcomeReason[]
}

export interface FindingDetail extends FindingRow {
  reasons: OutcomeReason[]
  /** Evidence of a pass. */
  evidence: Evidence[]
  hints: string[]
  /** One sentence for unknown, manual and not applicable. */
  reason?: string
  /** For unknown: the calls that did not answer. */
  gaps: Outcome['gaps'][number][]
  wants?: 'history'
  services: string[]
  clusters: string[]
  /** The finding in which the same fact is scored. */
  countedIn?: { id: string; check: string }
  /** Findings that are counted in this one. */
  counts: { id: string; check: string }[]
  /** Latest finished scan that covered it. */
  lastScan?: { id: number; at: string }
  /** Newest first, at most 200. */
  events: FindingEvent[]
  /** Other open findings on the same resource, the most urgent first, at most 50. */
  others: FindingRow[]
  /** Redacted configuration of the resource, if it was collected. */
  configuration?: Json
}

/** By F-number or fingerprint; undefined when there is none that the viewer may see. */
export declare function findFinding(viewer: Viewer, id: string): Promise<FindingDetail | undefined>
