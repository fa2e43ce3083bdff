import type { Confidence, Severity } from '#lib/checks/result.ts'
import type { Outcome, Status } from '#lib/engine/outcome.ts'
import { rankOf } from '#lib/engine/priority.ts'
import type { ResolvedReason } from '#lib/engine/reconcile.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'
import type { FindingTab, Triage } from './filter.ts'
import { isFindingTab } from './where.ts'

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
  /** Id of the resource that the subject is or belongs to. */
  resource: number
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
  /** `name` is the id of those who have left. */
  assignee?: { id: string; name: string }
  excepted: boolean
  /** 0 to 99, the most urgent first (lib/engine/priority.ts); absent without a finding. */
  priority?: number
}

/** The columns of a row, over the tables of `source`. */
export function rowColumns(tab: FindingTab): string {
  const finding = isFindingTab(tab) ? 's' : 'x'
  return `s.fingerprint, s.check_id, s.pillar, s.severity, s.heuristic, s.message, s.subject_type, s.subject_key,
    s.subject_name, s.subject_arn, s.resource_id, s.account, a.alias, s.region, s.usage, r.exposed, r.owner,
    r.environment, s.status, ${finding}.number, ${finding}.state, ${finding}.first_seen, ${finding}.triage,
    ${finding}.assignee, (select name from "user" where id = ${finding}.assignee) as assignee_name, ${finding}.excepted,
    ${finding}.rank, ${finding}.resolved_at, ${finding}.resolved_reason,
    a.comparable and ${finding}.opened_scan = a.last_scan as is_new,
    a.comparable and ${finding}.reopened_scan = a.last_scan as is_regressed`
}

export interface RawFinding {
  fingerprint: string
  check_id: string
  pillar: string
  severity: Severity
  heuristic: boolean
  message: string
  subject_type: string
  subject_key: string
  subject_name: string
  subject_arn: string | null
  resource_id: number
  account: string
  alias: string
  region: string
  usage: Usage | null
  exposed: boolean
  owner: string | null
  environment: string | null
  status: Status | 'gone'
  number: string | null
  state: 'open' | 'resolved' | null
  first_seen: Date | null
  triage: Triage | null
  assignee: string | null
  assignee_name: string | null
  excepted: boolean | null
  rank: number | null
  resolved_at: Date | null
  resolved_reason: ResolvedReason | null
  is_new: boolean | null
  is_regressed: boolean | null
}

type SubjectColumns = Pick<RawFinding, 'subject_type' | 'subject_key' | 'subject_name' | 'subject_arn'>

/** The subject of a finding or an outcome, from its columns. */
export function subjectOf(raw: SubjectColumns): FindingRow['subject'] {
  const { subject_type: type, subject_key: id, subject_name: name, subject_arn: arn } = raw
  return { type, id, name, ...(arn && { arn }) }
}

export function findingRow(raw: RawFinding): FindingRow {
  const change = raw.is_regressed ? 'regressed' : raw.is_new ? 'new' : undefined
  return {
    id: raw.number === null ? raw.fingerprint : `F-${raw.number}`,
    fingerprint: raw.fingerprint,
    check: raw.check_id,
    pillar: raw.pillar,
    severity: raw.severity,
    confidence: raw.heuristic ? 'heuristic' : 'certain',
    status: raw.status,
    state: raw.state ?? 'none',
    message: raw.message,
    subject: subjectOf(raw),
    resource: raw.resource_id,
    account: { id: raw.account, alias: raw.alias },
    region: raw.region,
    ...(raw.usage && { usage: raw.usage }),
    exposed: raw.exposed,
    ...(raw.owner && { owner: raw.owner }),
    ...(raw.environment && { environment: raw.environment }),
    ...(raw.first_seen && { firstSeen: raw.first_seen.toISOString() }),
    ...(change && { change }),
    ...(raw.resolved_at &&
      raw.resolved_reason && { resolved: { at: raw.resolved_at.toISOString(), reason: raw.resolved_reason } }),
    triage: raw.triage ?? 'new',
    ...(raw.assignee && { assignee: { id: raw.assignee, name: raw.assignee_name ?? raw.assignee } }),
    excepted: raw.excepted ?? false,
    ...(raw.rank !== null && { priority: rankOf(raw.rank) }),
  }
}
