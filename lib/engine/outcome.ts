import { hash } from 'node:crypto'
import type { Confidence, Severity } from '#lib/checks/result.ts'
import type { Evidence } from '#lib/inventory/evidence.ts'
import type { Gap } from '#lib/inventory/inventory.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'

export type Status = 'pass' | 'fail' | 'not_applicable' | 'unknown' | 'manual'

export interface OutcomeReason {
  /** Id of the check's message, and its text with the values filled in. */
  id: string
  text: string
  /** Which revision, host or digest of the subject it speaks of. */
  part?: string
  severity: Severity
  confidence: Confidence
  evidence: readonly Evidence[]
}

/** What was judged before the answer of a person counted; it holds again when the answer ends. */
export type Judgement = Pick<
  Outcome,
  'status' | 'severity' | 'confidence' | 'reasons' | 'reason' | 'evidence' | 'ifYes' | 'covers' | 'countedIn'
>

/** A person's answer, reviewed by another. */
export interface Attested {
  id: number
  /** Who signed, as they were called then, and when; until when it holds. ISO 8601. */
  by: string
  at: string
  until: string
  judged: Judgement
}

/** One check on one subject in one scan. */
export interface Outcome {
  check: string
  account: string
  /** `global` for account-wide subjects. */
  region: string
  subject: { type: string; id: string; name: string; arn?: string }
  status: Status
  /** Of the outcome: for a fail its worst reason (heuristic ones one lower), else the check's default. */
  severity: Severity
  confidence: Confidence
  usage?: Usage
  services: readonly string[]
  clusters: readonly string[]
  /** Why it fails: worst first. Empty unless the status is fail. */
  reasons: readonly OutcomeReason[]
  /** For not_applicable, unknown and manual: one sentence. */
  reason?: string
  hints: readonly string[]
  /** Evidence of a pass, or the facts shown beside a question. */
  evidence: readonly Evidence[]
  /** For unknown: what could not be read. */
  gaps: readonly Pick<Gap, 'action' | 'region' | 'reason' | 'resource' | 'errorCode'>[]
  /** For manual: what a yes makes of it, when that is not a pass. */
  ifYes?: 'not_applicable'
  /** For manual: what an answer speaks of; something new in it ends the answer. */
  covers?: readonly string[]
  /** The answer that it rests on. */
  attested?: Attested
  /** Unknown only because earlier scans are missing. */
  wants?: 'history'
  fingerprint: string
  /** Fingerprint of the outcome in which the same fact is scored (COUNT ONCE). */
  countedIn?: string
}

/** All outcomes of one scan of one account, and where the list of subjects was complete. */
export interface Evaluation {
  outcomes: readonly Outcome[]
  /**
   * `check|region` pairs whose subjects were all found. Only there does a missing subject prove that it is gone;
   * elsewhere it was merely not observed.
   */
  complete: ReadonlySet<string>
}

/**
 * Identity of a finding: account, region, check and stable subject key; the revision is never part of it. 32 hex digits, of
 * which the first four are of account, region and check alone: what is stored together lies together in the indexes, where
 * a scan would otherwise touch a page for each outcome.
 */
export function fingerprint(account: string, region: string, check: string, subjectId: string): string {
  const place = `${account}\n${region}\n${check}`
  return hash('sha256', place).slice(0, 4) + hash('sha256', `${place}\n${subjectId}`).slice(0, 28)
}

/** Whether a text, such as a part of an address, can be a fingerprint. */
export function isFingerprint(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}

/** Subject of outcomes that speak of a region as a whole: nothing to judge there, or subjects that could not be listed. */
export function accountSubject(account: string, region: string): Outcome['subject'] {
  return { type: 'account', id: `account/${account}/${region}`, name: `${account} ${region}` }
}
