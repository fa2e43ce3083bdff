import type { CheckCounts } from './counts.ts'
import { type Score, scoreOf } from './score.ts'

/** How many failures of a check would be fixed, and how many of them are critical. */
export interface Fix {
  fail: number
  critical: number
}

export interface WhatIf {
  before: Score
  after: Score
  /** Difference of the unrounded scores; absent when one of them has no number. */
  gain?: number
}

/** The score after some failures pass: `fixes` by check id. More fixes than failures count as all of them. */
export function whatIf(counts: readonly CheckCounts[], fixes: ReadonlyMap<string, Fix>): WhatIf {
  const before = scoreOf(counts)
  const after = scoreOf(counts.map((each) => fixed(each, fixes.get(each.check))))
  if (before.exact === undefined || after.exact === undefined) return { before, after }
  return { before, after, gain: after.exact - before.exact }
}

/** The score after every failure of these checks is fixed. */
export function whatIfAllFixed(counts: readonly CheckCounts[], checks: ReadonlySet<string>): WhatIf {
  const chosen = counts.filter((each) => checks.has(each.check))
  return whatIf(counts, new Map(chosen.map((each) => [each.check, { fail: each.fail, critical: each.critical }])))
}

function fixed(counts: CheckCounts, fix: Fix | undefined): CheckCounts {
  if (!fix) return counts
  const passing = Math.min(fix.fail, counts.fail)
  return {
    ...counts,
    pass: counts.pass + passing,
    fail: counts.fail - passing,
    critical: Math.max(0, counts.critical - fix.critical),
  }
}
