import type { Rule } from '#lib/checks/define-check.ts'
import type { Standing } from '#lib/data/guide/standings.ts'
import type { Recommendation } from '#lib/frameworks/recommendations.ts'

/**
 * How a recommendation stands: the worst outcome in use, or why there is none.
 * unscanned  there is a check or a question, and no scan in scope has run it
 * unchecked  there is neither yet
 */
export const guideStates = ['fail', 'unknown', 'manual', 'pass', 'not_applicable', 'unscanned', 'unchecked'] as const
export type GuideState = (typeof guideStates)[number]

export interface GuideRow extends Recommendation {
  state: GuideState
  /** A check judges it, or a question asks for it. */
  covered: boolean
  standing?: Standing
}

/** Every recommendation in the guide's own order, with how the estate stands. */
export function guideRows(
  recommendations: readonly Recommendation[],
  rules: readonly Pick<Rule, 'id'>[],
  standings: ReadonlyMap<string, Standing>,
): GuideRow[] {
  const known = new Set<string>(rules.map(({ id }) => id))
  return recommendations.map((each) => {
    const standing = standings.get(each.id)
    const covered = known.has(each.id)
    const state = covered ? (standing?.status ?? 'unscanned') : 'unchecked'
    return { ...each, covered, state, ...(standing && { standing }) }
  })
}

export interface GuideFilter {
  status?: GuideState | 'all'
  pillar?: readonly string[]
  severity?: readonly string[]
  mode?: readonly string[]
  /** Words that must all be in the title or id. */
  q?: string
}

export function filterGuide(rows: readonly GuideRow[], filter: GuideFilter): GuideRow[] {
  const { status = 'all', pillar, severity, mode, q = '' } = filter
  const words = q.toLowerCase().split(/\s+/)
  return rows.filter(
    (row) =>
      (status === 'all' || row.state === status) &&
      (pillar?.includes(row.pillar) ?? true) &&
      (severity?.includes(row.severity) ?? true) &&
      (mode?.includes(row.mode) ?? true) &&
      words.every((word) => `${row.title} ${row.id}`.toLowerCase().includes(word)),
  )
}

/** How many rows are in each state. */
export function countStates(rows: readonly GuideRow[]): Record<GuideState, number> {
  const count = (state: GuideState) => rows.filter((row) => row.state === state).length
  return {
    fail: count('fail'),
    unknown: count('unknown'),
    manual: count('manual'),
    pass: count('pass'),
    not_applicable: count('not_applicable'),
    unscanned: count('unscanned'),
    unchecked: count('unchecked'),
  }
}

/** How the estate stands on all that is checked; what could not be judged is said beside what fails. */
export function guideVerdict(rows: readonly GuideRow[]): string {
  const { fail, unknown, unscanned } = countStates(rows)
  const checked = rows.filter(isChecked).length
  if (unscanned === rows.filter(({ covered }) => covered).length)
    return `${rows.length} recommendations, nothing scanned yet`
  const failing = `${fail} of ${checked} checked recommendations fail`
  return unknown > 0 ? `${failing}, ${unknown} unknown` : failing
}

/** Judged by a check, not asked of a person. */
export function isChecked({ covered, mode }: GuideRow): boolean {
  return covered && mode !== 'attestation'
}

/** "guide p. 2 to 23"; undefined where none of the rows is in the guide itself. */
export function pageRange(rows: readonly GuideRow[]): string | undefined {
  const pages = rows.flatMap(({ guide }) => guide.page ?? [])
  if (pages.length === 0) return undefined
  const [first, last] = [Math.min(...pages), Math.max(...pages)]
  return first === last ? `guide p. ${first}` : `guide p. ${first} to ${last}`
}
