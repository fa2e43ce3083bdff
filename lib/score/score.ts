import type { Severity } from '#lib/checks/result.ts'
import type { CheckCounts } from './counts.ts'

/** Weight of a check by its default severity. */
export const weights: Readonly<Record<Severity, number>> = { critical: 10, high: 7, medium: 3, low: 1, info: 0 }

export const grades = ['A', 'B', 'C', 'D', 'F'] as const
export type Grade = (typeof grades)[number]

/** Lowest score of each grade; F is below the last. */
export const gradeFloors: readonly { grade: Grade; from: number }[] = [
  { grade: 'A', from: 90 },
  { grade: 'B', from: 80 },
  { grade: 'C', from: 70 },
  { grade: 'D', from: 60 },
  { grade: 'F', from: 0 },
]

/** Below this coverage, in percent, there is no score. */
export const minimumCoverage = 80

/** The best grade while a critical outcome is open. */
export const criticalCap: Grade = 'D'

export interface Score {
  /** 0 to 100, unrounded; absent below the minimum coverage, or when nothing in scope carries weight. */
  exact?: number
  /** `exact` rounded down: the number to show. */
  value?: number
  /** 0 to 100, unrounded: weight judged of the weight that could have been; 100 when there was nothing to judge. */
  coverage: number
  grade?: Grade
  /** The grade without the cap; differs from `grade` only while a critical outcome is open. */
  uncapped?: Grade
  /** Open critical failures in scope. */
  critical: number
}

/**
 * The score of a scope. Each check counts pass / (pass + fail) over its subjects in use, weighted by its default
 * severity; the mean is taken from unrounded values. Coverage is the weight judged over judged and unknown.
 */
export function scoreOf(counts: readonly CheckCounts[]): Score {
  let weightOfChecks = 0
  let earned = 0
  let judgedWeight = 0
  let unknownWeight = 0
  let critical = 0
  for (const each of counts) {
    const weight = weights[each.weight]
    const judged = each.pass + each.fail
    critical += each.critical
    judgedWeight += weight * judged
    unknownWeight += weight * each.unknown
    if (judged === 0) continue
    weightOfChecks += weight
    earned += (weight * each.pass) / judged
  }
  const total = judgedWeight + unknownWeight
  const coverage = total === 0 ? 100 : (100 * judgedWeight) / total
  if (coverage < minimumCoverage || weightOfChecks === 0) return { coverage, critical }
  const exact = (100 * earned) / weightOfChecks
  const uncapped = gradeOf(exact)
  return { exact, value: roundDown(exact), coverage, grade: capped(uncapped, critical), uncapped, critical }
}

/** Scores of each pillar that has counts, by pillar. */
export function scoreByPillar(counts: readonly CheckCounts[]): Map<string, Score> {
  const byPillar = Map.groupBy(counts, (each) => each.pillar)
  return new Map([...byPillar].map(([pillar, own]) => [pillar, scoreOf(own)]))
}

/** Whole number to show for a score or a coverage: down, so that 89.9 never reads 90. */
export function roundDown(exact: number): number {
  // The sum of thirds and sevenths may miss a whole number by a few units in the last place.
  return Math.floor(exact + 1e-9)
}

function gradeOf(exact: number): Grade {
  return gradeFloors.find(({ from }) => roundDown(exact) >= from)?.grade ?? 'F'
}

function capped(grade: Grade, critical: number): Grade {
  return critical > 0 && grades.indexOf(grade) < grades.indexOf(criticalCap) ? criticalCap : grade
}
