import type { Severity } from '#lib/checks/result.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { countByCheck, type ScoreRow } from './counts.ts'
import { type Score, scoreOf } from './score.ts'

/** One outcome as the score counts it, where no exception is known. */
export function scoreRowOf(
  { check, status, severity, usage, wants, countedIn }: Outcome,
  { pillar, severity: weight }: { pillar: string; severity: Severity },
): ScoreRow {
  return {
    check,
    pillar,
    weight,
    status,
    severity,
    usage,
    countedIn: countedIn !== undefined,
    excepted: false,
    wants,
    count: 1,
  }
}

/** Scores of every service and cluster that these outcomes name, by ARN, where no exception is known. */
export function scoresByPart(
  outcomes: readonly Outcome[],
  checks: ReadonlyMap<string, { pillar: string; severity: Severity }>,
): Map<string, Score> {
  const rows = new Map<string, ScoreRow[]>()
  for (const outcome of outcomes) {
    const check = checks.get(outcome.check)
    if (!check) continue
    const row = scoreRowOf(outcome, check)
    for (const part of [...outcome.services, ...outcome.clusters]) {
      const own = rows.get(part)
      if (own) own.push(row)
      else rows.set(part, [row])
    }
  }
  return new Map([...rows].map(([part, own]) => [part, scoreOf(countByCheck(own))]))
}
