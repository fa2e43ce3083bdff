import type { Severity } from '#lib/checks/result.ts'
import type { Score } from '#lib/score/score.ts'
import type { Viewer } from '../viewer.ts'
import type { Scope } from './posture.ts'

export interface DoFirst {
  check: string
  pillar: string
  /** The worst open failure's. */
  severity: Severity
  failing: number
  judged: number
  /** Points of the unrounded score if every failure of the check is fixed. */
  gain?: number
  /** Its critical failures hold the grade down. */
  capsGrade: boolean
  /** Why it is first. */
  exposed: number
  running: number
  production: number
  opened: number
  regressed: number
  /** ISO 8601. */
  oldest: string
}

export interface DoFirstList {
  rows: DoFirst[]
  /** The score after all of them. */
  after: Score
}

/** The recommendations to begin with: the most urgent finding decides, then the gain. */
export declare function readDoFirst(viewer: Viewer, scope?: Scope, limit?: number): Promise<DoFirstList>
