import { hash } from 'node:crypto'
import type { Evaluation, Outcome } from './outcome.ts'

export const resolvedReasons = ['fixed', 'deleted', 'no_longer_in_use', 'not_applicable'] as const
export type ResolvedReason = (typeof resolvedReasons)[number]

export interface StoredOutcome {
  check: string
  region: string
  hash: string
}

export interface StoredFinding {
  check: string
  region: string
  state: 'open' | 'resolved'
  /** What a `changed` event is about, and what is only kept current. */
  verdict: string
  facts: string
}

/** What is stored of one account, by fingerprint. */
export interface Stored {
  outcomes: ReadonlyMap<string, StoredOutcome>
  findings: ReadonlyMap<string, StoredFinding>
}

/** Facts of a finding that come from the estate around it; they may change without an event. */
export interface FindingFacts {
  /** 0 to 99, the most urgent first. */
  priority: number
  exposed: boolean
  owner?: string
  environment?: string
}

interface FailingChange {
  outcome: Outcome
  verdict: string
  facts: FindingFacts
  factsHash: string
}

export interface Resolution {
  fingerprint: string
  reason: ResolvedReason
  /** What is seen now; absent when the subject or its check is gone. */
  outcome?: Outcome
}

/** Everything that has to be written. All empty when nothing changed. */
export interface Changes {
  /** Outcomes that are new or differ, with their content hash. */
  write: { outcome: Outcome; hash: string }[]
  /** Fingerprints of outcomes whose subject, or check, is gone. */
  remove: string[]
  opened: FailingChange[]
  /** Severity, confidence or reasons differ. */
  changed: FailingChange[]
  reopened: FailingChange[]
  /** Only facts differ: kept current without an event. */
  updated: FailingChange[]
  resolved: Resolution[]
}

/**
 * Compares a scan with what is stored of its account. Only what was observed changes anything: a failure in use opens,
 * changes or reopens its finding; a pass, a not-applicable, a failure that nothing uses any more or a subject that is
 * provably gone resolves it; unknown and manual leave it as it is, and so does silence. A reopened finding keeps its
 * first seen because its row is never replaced. `checks` are the ids of the whole check set: outcomes of retired checks
 * are removed.
 */
export function reconcile(
  evaluation: Evaluation,
  stored: Stored,
  checks: ReadonlySet<string>,
  factsOf: (outcome: Outcome) => FindingFacts,
): Changes {
  const changes: Changes = { write: [], remove: [], opened: [], changed: [], reopened: [], updated: [], resolved: [] }
  const observed = new Set<string>()
  for (const outcome of evaluation.outcomes) {
    observed.add(outcome.fingerprint)
    const content = contentHash(outcome)
    if (stored.outcomes.get(outcome.fingerprint)?.hash !== content) changes.write.push({ outcome, hash: content })
    judge(outcome, stored.findings.get(outcome.fingerprint), factsOf, changes)
  }
  const gone = (fingerprint: string, { check, region }: { check: string; region: string }) =>
    !observed.has(fingerprint) && (!checks.has(check) || evaluation.complete.has(`${check}|${region}`))
  for (const [fingerprint, outcome] of stored.outcomes) {
    if (gone(fingerprint, outcome)) changes.remove.push(fingerprint)
  }
  for (const [fingerprint, finding] of stored.findings) {
    if (finding.state !== 'open' || !gone(fingerprint, finding)) continue
    changes.resolved.push({ fingerprint, reason: checks.has(finding.check) ? 'deleted' : 'not_applicable' })
  }
  return changes
}

function judge(
  outcome: Outcome,
  finding: StoredFinding | undefined,
  factsOf: (outcome: Outcome) => FindingFacts,
  changes: Changes,
): void {
  const isOpen = finding?.state === 'open'
  if (outcome.status === 'fail' && outcome.usage !== 'registered') {
    const facts = factsOf(outcome)
    const change = { outcome, verdict: verdictHash(outcome), facts, factsHash: factsHash(outcome, facts) }
    if (!finding) changes.opened.push(change)
    else if (!isOpen) changes.reopened.push(change)
    else if (finding.verdict !== change.verdict) changes.changed.push(change)
    else if (finding.facts !== change.factsHash) changes.updated.push(change)
    return
  }
  const reason = isOpen ? resolution(outcome) : undefined
  if (reason) changes.resolved.push({ fingerprint: outcome.fingerprint, reason, outcome })
}

/** Why an open finding ends with this outcome; undefined when the outcome proves nothing. */
function resolution(outcome: Outcome): ResolvedReason | undefined {
  if (outcome.status === 'pass') return 'fixed'
  if (outcome.status === 'not_applicable') return 'not_applicable'
  return outcome.status === 'fail' ? 'no_longer_in_use' : undefined
}

/** All that is stored of an outcome. */
function contentHash(outcome: Outcome): string {
  const { status, severity, confidence, usage, subject, services, clusters, reasons, countedIn, wants } = outcome
  const { reason, hints, evidence, gaps } = outcome
  const { type, name, arn } = subject
  return digest([
    [status, severity, confidence, usage, type, name, arn, countedIn, wants],
    [services.toSorted(), clusters.toSorted(), reasons, reason, hints, evidence, gaps],
  ])
}

/** What a person would call a different finding. Which revision it was seen in is not part of it. */
function verdictHash({ severity, confidence, reasons }: Outcome): string {
  const said = new Set(reasons.map((reason) => [reason.id, reason.text, reason.severity].join('\n')))
  return digest([severity, confidence, [...said].toSorted()])
}

function factsHash({ usage, subject, services, clusters, countedIn }: Outcome, facts: FindingFacts): string {
  return digest([
    [usage, subject.name, subject.arn, services.toSorted(), clusters.toSorted(), countedIn],
    [facts.priority, facts.exposed, facts.owner, facts.environment],
  ])
}

/** 96 bits: enough to tell versions of one row apart. */
function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 16)
}
