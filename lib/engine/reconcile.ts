import { hash } from 'node:crypto'
import { type Evaluation, fingerprint as identify, type Outcome } from './outcome.ts'

/** `check_retired` says nothing of the subject: the check itself is gone, or went up in another. */
export const resolvedReasons = ['fixed', 'deleted', 'no_longer_in_use', 'not_applicable', 'check_retired'] as const
export type ResolvedReason = (typeof resolvedReasons)[number]

/** Where something stored belongs. Only needed to tell what a scan of a part of the account may change. */
export interface StoredSubject {
  region: string
  type: string
  id: string
  services: readonly string[]
  clusters: readonly string[]
}

export interface StoredOutcome {
  check: string
  region: string
  hash: string
  subject?: StoredSubject
}

export interface StoredFinding {
  check: string
  region: string
  state: 'open' | 'resolved'
  /** Of the latest outcome that said anything. */
  status: string
  priority: number
  /** What a `changed` event is about, and what is only kept current. */
  verdict: string
  facts: string
  subject?: StoredSubject
}

/** What is stored of one account, by fingerprint. */
export interface Stored {
  outcomes: ReadonlyMap<string, StoredOutcome>
  findings: ReadonlyMap<string, StoredFinding>
}

/** The check set, as far as identity goes. `aliases` are ids that the check had before. */
export interface CheckNames {
  id: string
  aliases: readonly string[]
}

export interface FailingChange {
  outcome: Outcome
  verdict: string
  priority: number
  facts: string
}

export interface Resolution {
  fingerprint: string
  reason: ResolvedReason
  /** What is seen now; absent when the subject or its check is gone. */
  outcome?: Outcome
}

/** Everything that has to be written. All empty when nothing changed. */
export interface Changes {
  /** Outcomes that are new or differ. */
  write: { outcome: Outcome; isNew: boolean }[]
  /** Fingerprints of outcomes whose subject, or check, is gone. */
  remove: string[]
  opened: Pick<FailingChange, 'outcome' | 'priority'>[]
  /** Severity, confidence or reasons differ. */
  changed: FailingChange[]
  reopened: FailingChange[]
  /** Only facts differ: kept current without an event. */
  updated: FailingChange[]
  resolved: Resolution[]
  /** Open findings whose subject cannot be judged now; they stay as they are and show it. */
  obscured: { fingerprint: string; status: 'unknown' | 'manual' }[]
  /** Findings of a check that was renamed, and who they are now; to be applied before the rest. */
  renamed: { from: string; to: string; check: string }[]
}

export interface Comparing {
  /** Of what the scan did not see, whether it would have seen it. */
  mayBeGone?(fingerprint: string, stored: StoredOutcome | StoredFinding): boolean
  /** For callers that have hashed the outcomes already. */
  hashOf?(outcome: Outcome): string
}

/**
 * Compares a scan with what is stored of its account. Only what was observed changes anything: a failure in use opens,
 * changes or reopens its finding; a pass, a not-applicable, a subject that nothing uses any more or one that is provably
 * gone resolves it; unknown and manual leave it as it is, and so does silence. A reopened finding keeps its first seen
 * because its row is never replaced. `checks` is the whole check set: outcomes of retired checks are removed, and their
 * findings end apart from those that were fixed.
 */
export function reconcile(
  evaluation: Evaluation,
  stored: Stored,
  checks: readonly CheckNames[],
  priorityOf: (outcome: Outcome) => number,
  { mayBeGone = () => true, hashOf = contentHash }: Comparing = {},
): Changes {
  const changes = noChanges()
  const named = new Map(checks.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => [name, id] as const)))
  const former = formerNames(checks)
  /** Of what is stored: of that alone it is asked whether it is gone. */
  const seen = new Set<string>()
  for (const outcome of evaluation.outcomes) {
    const { fingerprint } = outcome
    const before = stored.outcomes.get(fingerprint)
    const isSame = before !== undefined && before.hash === hashOf(outcome)
    if (!isSame) changes.write.push({ outcome, isNew: before === undefined })
    let finding = stored.findings.get(fingerprint)
    if (before || finding) seen.add(fingerprint)
    for (const from of former(outcome)) {
      seen.add(from)
      if (stored.outcomes.has(from)) changes.remove.push(from)
      const known = stored.findings.get(from)
      if (!known) continue
      if (finding) {
        // Two checks became one: the subject's life goes on under the first name that has one.
        if (known.state === 'open') changes.resolved.push({ fingerprint: from, reason: 'check_retired' })
        continue
      }
      finding = known
      changes.renamed.push({ from, to: fingerprint, check: outcome.check })
    }
    judge(outcome, isSame, finding, priorityOf(outcome), changes)
  }
  const isGone = (fingerprint: string, row: StoredOutcome | StoredFinding) => {
    if (seen.has(fingerprint) || !mayBeGone(fingerprint, row)) return false
    const { check, region } = row
    const current = named.get(check)
    return current === undefined || evaluation.complete.has(`${current}|${region}`)
  }
  for (const [fingerprint, outcome] of stored.outcomes) {
    if (isGone(fingerprint, outcome)) changes.remove.push(fingerprint)
  }
  for (const [fingerprint, finding] of stored.findings) {
    if (finding.state !== 'open' || !isGone(fingerprint, finding)) continue
    changes.resolved.push({ fingerprint, reason: named.has(finding.check) ? 'deleted' : 'check_retired' })
  }
  return changes
}

function noChanges(): Changes {
  return {
    write: [],
    remove: [],
    opened: [],
    changed: [],
    reopened: [],
    updated: [],
    resolved: [],
    obscured: [],
    renamed: [],
  }
}

/** Fingerprints an outcome had under the earlier ids of its check. */
export function formerNames(checks: readonly CheckNames[]): (outcome: Outcome) => string[] {
  const aliases = new Map(checks.filter((check) => check.aliases.length > 0).map((check) => [check.id, check.aliases]))
  if (aliases.size === 0) return () => []
  return ({ account, region, check, subject }) =>
    (aliases.get(check) ?? []).map((alias) => identify(account, region, alias, subject.id))
}

function judge(
  outcome: Outcome,
  isSame: boolean,
  finding: StoredFinding | undefined,
  priority: number,
  changes: Changes,
): void {
  const isOpen = finding?.state === 'open'
  if (outcome.status === 'fail' && outcome.usage !== 'registered') {
    // The content of an outcome covers its verdict and its facts: nothing of this can differ.
    if (isSame && isOpen && finding.priority === priority && finding.status === 'fail') return
    if (!finding) {
      changes.opened.push({ outcome, priority })
      return
    }
    const change = { outcome, priority, verdict: verdictHash(outcome), facts: factsHash(outcome) }
    if (!isOpen) changes.reopened.push(change)
    else if (finding.verdict !== change.verdict) changes.changed.push(change)
    else if (differs(finding, change)) changes.updated.push(change)
    return
  }
  if (!isOpen) return
  const { status, fingerprint } = outcome
  if (status === 'unknown' || status === 'manual') {
    if (finding.status !== status) changes.obscured.push({ fingerprint, status })
    return
  }
  changes.resolved.push({ fingerprint, reason: resolution(outcome), outcome })
}

function differs(finding: StoredFinding, { facts, priority }: FailingChange): boolean {
  return finding.facts !== facts || finding.priority !== priority || finding.status !== 'fail'
}

/** Why an open finding ends with this outcome, which is no failure in use and neither unknown nor manual. */
function resolution({ status, usage }: Outcome): ResolvedReason {
  // What a revision that nothing uses comes to does not say that the one in use was fixed.
  if (usage === 'registered') return 'no_longer_in_use'
  return status === 'not_applicable' ? 'not_applicable' : 'fixed'
}

/** All that is stored of an outcome. */
export function contentHash(outcome: Outcome): string {
  const { status, severity, confidence, usage, subject, services, clusters, reasons, countedIn, wants } = outcome
  const { reason, hints, evidence, gaps, attested, covers, ifYes } = outcome
  const { type, name, arn } = subject
  const asked = attested || covers || ifYes ? [[attested, covers, ifYes]] : []
  return digest([
    [status, severity, confidence, usage, type, name, arn, countedIn, wants],
    [sorted(services), sorted(clusters), reasons, reason, hints, evidence, gaps],
    ...asked,
  ])
}

/** What a person would call a different finding. Which revision it was seen in is not part of it. */
export function verdictHash({ severity, confidence, reasons }: Outcome): string {
  const said = new Set(reasons.map((reason) => [reason.id, reason.text, reason.severity].join('\n')))
  return digest([severity, confidence, [...said].toSorted()])
}

/** What a finding shows of its subject: kept current without an event. */
export function factsHash({ usage, subject, services, clusters, countedIn }: Outcome): string {
  return digest([usage, subject.name, subject.arn, sorted(services), sorted(clusters), countedIn])
}

/** Most subjects belong to one service and one cluster: a copy of each list would take a tenth of the comparison. */
function sorted(arns: readonly string[]): readonly string[] {
  return arns.length > 1 ? arns.toSorted() : arns
}

/** 96 bits: enough to tell versions of one row apart. */
function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 16)
}
