import type { Confidence, Severity } from '#lib/checks/result.ts'
import type { Outcome, Status } from '#lib/engine/outcome.ts'
import type { ResolvedReason } from '#lib/engine/reconcile.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'
import type { Triage } from './filter.ts'

export interface AccountName {
  id: string
  alias: string
}

/** One line of a findings list. */
export interface FindingRow {
  /** F-1042; for an outcome that never failed in use, its fingerprint. Both open the detail. */
  id: string
  fingerprint: string
  check: string
  pillar: string
  severity: Severity
  confidence: Confidence
  /** What the latest scan says; `gone` when the subject no longer exists. */
  status: Status | 'gone'
  /** Life of the finding; `none` when there is no finding, only an outcome. */
  state: 'open' | 'resolved' | 'none'
  /** First reason, in words. */
  message: string
  subject: Outcome['subject']
  /** Key of the resource that the subject is or belongs to. */
  resource: string
  account: AccountName
  region: string
  usage?: Usage
  /** Reachable from the internet, itself or through a service that uses it. */
  exposed: boolean
  owner?: string
  environment?: string
  /** ISO 8601. Kept across new revisions and reopening. */
  firstSeen?: string
  change?: 'new' | 'regressed'
  resolved?: { at: string; reason: ResolvedReason }
  triage: Triage
  assignee?: string
  excepted: boolean
  /** 0 to 99, the most urgent first; see lib/engine/priority.ts. */
  priority: number
}
