import type { Outcome } from '#lib/engine/outcome.ts'
import { countByCheck, type ScoreRow } from '#lib/score/counts.ts'
import { type Score, scoreByPillar, scoreOf } from '#lib/score/score.ts'
import type { CheckInfo } from './check-info.ts'

/** Scores of one scan without a database: no exceptions are known. Outcomes of checks that are not given are left out. */
export function scoreOfOutcomes(
  outcomes: readonly Outcome[],
  checks: readonly Pick<CheckInfo, 'id' | 'pillar' | 'severity'>[],
): { overall: Score; pillars: Map<string, Score> } {
  const byId = new Map<string, Pick<CheckInfo, 'pillar' | 'severity'>>(checks.map((check) => [check.id, check]))
  const counts = countByCheck(
    outcomes.flatMap((outcome): ScoreRow[] => {
      const check = byId.get(outcome.check)
      if (!check) return []
      const { status, severity, usage, wants } = outcome
      return [
        {
          check: outcome.check,
          pillar: check.pillar,
          weight: check.severity,
          status,
          severity,
          usage,
          countedIn: outcome.countedIn !== undefined,
          excepted: false,
          wants,
          count: 1,
        },
      ]
    }),
  )
  return { overall: scoreOf(counts), pillars: scoreByPillar(counts) }
}
