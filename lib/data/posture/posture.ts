import type { Severity } from '#lib/checks/result.ts'
import type { Score } from '#lib/score/score.ts'
import type { Viewer } from '../viewer.ts'

/** What a page is about: all accounts the viewer sees, or some of them. */
export interface Scope {
  accounts?: readonly string[]
}

export interface ScoreWithDelta extends Score {
  /** Difference to the scan before, in shown points; absent when they cannot be compared. */
  delta?: number
  open: number
}

export interface SeverityCount {
  severity: Severity
  open: number
  /** Since the scan before; 0 when the check set changed in between. */
  opened: number
  regressed: number
  resolved: number
  excepted: number
}

export interface Posture {
  accounts: { total: number; scanned: number; failed: number; paused: number }
  /** ISO 8601: the oldest of the accounts' latest finished scans, and the newest. */
  scannedFrom?: string
  scannedTo?: string
  overall: ScoreWithDelta
  pillars: (ScoreWithDelta & { pillar: string })[]
  severities: SeverityCount[]
  /** Absent after a first scan or a change of the check set. */
  since?: { opened: number; regressed: number; resolved: number }
  beside: { excepted: number; unknown: number; manual: number; waiting: number; registered: number }
  /** Checks with at least one open failure. */
  failingChecks: number
  regions: { total: number; withEcs: number }
}

/** The first screen: scores with coverage, what changed and what is not counted. */
export declare function readPosture(viewer: Viewer, scope?: Scope): Promise<Posture>
