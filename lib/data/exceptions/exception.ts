import type { Severity } from '#lib/checks/result.ts'
import type { AccountName } from '../findings/row.ts'

export const exceptionKinds = ['risk_accepted', 'false_positive', 'compensating_control'] as const
export type ExceptionKind = (typeof exceptionKinds)[number]

/** What of a check an exception is about. There is none over a whole check, nor over several. */
export type ExceptionScope =
  | { kind: 'finding'; check: string; account: string /** F-1042. */; finding: string }
  | { kind: 'account'; check: string; account: string }
  /** Resources with this tag; without an account, in every account. */
  | { kind: 'tag'; check: string; account?: string; key: string; value: string }

/**
 * pending  waits for a second person, and hides nothing
 * active   in force
 * expired  its day has come
 * revoked  taken back by a person
 * refused  the second person said no
 * lapsed   what it accepted got worse
 */
export type ExceptionState = 'pending' | 'active' | 'expired' | 'revoked' | 'refused' | 'lapsed'

export interface Person {
  /** User id; `system` where nobody decided. */
  id: string
  name: string
}

export interface ExceptionRow {
  /** E-31 on screens. */
  id: number
  kind: ExceptionKind
  reason: string
  scope: ExceptionScope
  /** Absent for a tag in every account. */
  account?: AccountName
  /** Of the finding that it is about, where it is about one. */
  subject?: string
  /** The worst that was accepted. */
  severity: Severity
  /** As it is at this moment: its day ends it, whatever has run since. */
  state: ExceptionState
  requested: { by: Person; at: string }
  approved?: { by: Person; at: string }
  ended?: { by: Person; at: string }
  /** ISO 8601. */
  expiresAt: string
  /** Open findings that it covers, or would if it were approved, in the accounts that the viewer may see. */
  covers: number
}

/** The longest that something may be accepted. */
export const longestDays = 365

export const dayMs = 86_400_000
