import type { Severity } from '#lib/checks/result.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import type { ScoreRow } from './counts.ts'

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
