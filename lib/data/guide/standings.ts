import type { Severity } from '#lib/checks/result.ts'
import type { CheckCounts } from '#lib/score/counts.ts'
import type { AccountName } from '../findings/row.ts'
import type { Scope } from '../posture/scope.ts'
import type { Viewer } from '../viewer.ts'

/** How the estate stands on one check. A recommendation without a row here has never been evaluated. */
export interface Standing extends CheckCounts {
  /** fail > unknown > manual > pass > not_applicable. */
  status: 'fail' | 'unknown' | 'manual' | 'pass' | 'not_applicable'
  /** The worst open failure's severity. */
  worst?: Severity
  /** Points if all its failures are fixed. */
  gain?: number
}

/** By check id; join with the catalogue for the whole guide. */
export declare function readStandings(viewer: Viewer, scope?: Scope): Promise<Map<string, Standing>>

export interface RecommendationSubject {
  /** Opens the finding detail. */
  id: string
  fingerprint: string
  status: 'fail' | 'unknown' | 'manual' | 'pass' | 'not_applicable'
  severity: Severity
  subject: { type: string; id: string; name: string; arn?: string }
  account: AccountName
  region: string
  usage?: string
  /** First reason of a failure, else the sentence of the outcome. */
  message: string
  hints: string[]
  owner?: string
  services: string[]
  firstSeen?: string
  change?: 'new' | 'regressed'
  excepted: boolean
  countedIn: boolean
}

export interface RecommendationDetail {
  standing?: Standing
  /** Score now and after all failures of the check are fixed, unrounded. */
  scoreNow?: number
  scoreAfter?: number
  gradeAfter?: string
  /** Per status the worst first, at most 500 each. */
  subjects: RecommendationSubject[]
  /** Failing and judged per day, oldest first. */
  trend: { day: string; failing: number; judged: number }[]
}

export declare function readRecommendation(viewer: Viewer, check: string, scope?: Scope): Promise<RecommendationDetail>
