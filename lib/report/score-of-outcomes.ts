import type { Outcome } from '#lib/engine/outcome.ts'
import { countByCheck } from '#lib/score/counts.ts'
import { scoreRowOf } from '#lib/score/outcome-row.ts'
import { type Score, scoreByPillar, scoreOf } from '#lib/score/score.ts'
import type { CheckInfo } from './check-info.ts'

/** Scores of one scan without a database: no exceptions are known. Outcomes of checks that are not given are left out. */
export function scoreOfOutcomes(
  outcomes: readonly Outcome[],
  checks: readonly Pick<CheckInfo, 'id' | 'pillar' | 'severity'>[],
): { overall: Score; pillars: Map<string, Score> } {
  const byId = new Map<string, Pick<CheckInfo, 'pillar' | 'severity'>>(checks.map((check) => [check.id, check]))
  const counts = countByCheck(
    outcomes.flatMap((outcome) => {
      const check = byId.get(outcome.check)
      return check ? [scoreRowOf(outcome, check)] : []
    }),
  )
  return { overall: scoreOf(counts), pillars: scoreByPillar(counts) }
}
