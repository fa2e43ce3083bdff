import type { Outcome } from '#lib/engine/outcome.ts'
import type { Gap, Inventory } from '#lib/inventory/inventory.ts'
import type { Score } from '#lib/score/score.ts'
import { type CheckInfo, citedControls } from './check-info.ts'
import { type ReportGap, type ReportResult, SCHEMA_VERSION, type ScanReport } from './scan-report.ts'
import { scoreOfOutcomes } from './score-of-outcomes.ts'

export interface ReportInput {
  toolVersion: string
  checkSet: ScanReport['checkSet']
  checks: readonly CheckInfo[]
  startedAt: string
  finishedAt: string
  settings: Omit<ScanReport['settings'], 'policy'>
  inventory: Pick<Inventory, 'account' | 'regions' | 'gaps' | 'policy'>
  outcomes: readonly Outcome[]
  /** Absent for what was not read from an account. */
  revisions?: ScanReport['coverage']['revisions']
  calls: ScanReport['calls']
}

/** One finished scan as the versioned document that every export is written from. Results are sorted, so that equal scans print equal reports. */
export function buildScanReport(input: ReportInput): ScanReport {
  const checks = new Map<string, CheckInfo>(input.checks.map((check) => [check.id, check]))
  const { overall, pillars } = scoreOfOutcomes(input.outcomes, input.checks)
  return {
    schemaVersion: SCHEMA_VERSION,
    toolVersion: input.toolVersion,
    checkSet: input.checkSet,
    account: input.inventory.account,
    regions: [...input.inventory.regions],
    startedAt: input.startedAt,
    finishedAt: input.finishedAt,
    settings: { ...input.settings, policy: { ...input.inventory.policy } },
    coverage: {
      percent: overall.coverage,
      gaps: gapsWithChecks(input.inventory.gaps, input.outcomes),
      ...(input.revisions && { revisions: input.revisions }),
    },
    calls: input.calls,
    score: {
      overall: overall.value ?? null,
      grade: overall.grade ?? null,
      pillars: Object.fromEntries([...pillars].map(([pillar, score]) => [pillar, pillarScore(score)])),
    },
    results: input.outcomes.map((outcome) => toResult(outcome, checks.get(outcome.check))).sort(byCheckAndSubject),
  }
}

function pillarScore({ value, grade, coverage }: Score): ScanReport['score']['pillars'][string] {
  return { score: value ?? null, grade: grade ?? null, coverage }
}

function byCheckAndSubject(a: ReportResult, b: ReportResult): number {
  return compare(a.check, b.check) || compare(a.region, b.region) || compare(a.subject.id, b.subject.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function toResult(outcome: Outcome, check: CheckInfo | undefined): ReportResult {
  const { status, severity, confidence, region, usage, countedIn, reason, fingerprint } = outcome
  const message = outcome.reasons.map((each) => each.text).join(' ')
  const evidence = [
    ...outcome.evidence,
    ...outcome.reasons.flatMap((each) =>
      each.evidence.map((value) => ({ ...value, ...(each.part && { part: each.part }) })),
    ),
  ]
  return {
    check: outcome.check,
    status,
    severity,
    confidence,
    region,
    subject: { ...outcome.subject },
    ...(usage && { usage }),
    title: (status === 'fail' ? check?.failTitle : check?.title) ?? outcome.check,
    ...(message && { message }),
    ...(reason && { reason }),
    ...(outcome.hints.length > 0 && { hint: outcome.hints.join(' ') }),
    ...(evidence.length > 0 && { evidence }),
    fingerprint,
    ...(countedIn && { countedIn }),
    controls: check ? citedControls(check) : {},
  }
}

/** Each gap once per action, region and resource, with the checks whose outcomes are unknown because of it. */
function gapsWithChecks(gaps: readonly Gap[], outcomes: readonly Outcome[]): ReportGap[] {
  const blinded = new Map<string, Set<string>>()
  for (const outcome of outcomes) {
    for (const gap of outcome.gaps) {
      const key = gapKey(gap)
      blinded.set(key, (blinded.get(key) ?? new Set()).add(outcome.check))
    }
  }
  const rows = new Map<string, ReportGap>()
  for (const gap of gaps) {
    const { action, region, resource, reason, errorCode } = gap
    const checks = [...(blinded.get(gapKey(gap)) ?? [])].sort()
    rows.set(gapKey(gap), {
      action,
      region,
      ...(resource && { resource }),
      reason,
      ...(errorCode && { errorCode }),
      checks,
    })
  }
  return [...rows.entries()].sort(([a], [b]) => compare(a, b)).map(([, row]) => row)
}

function gapKey(gap: Pick<Gap, 'action' | 'region' | 'resource' | 'reason'>): string {
  return [gap.action, gap.region, gap.resource ?? '', gap.reason].join('\n')
}
