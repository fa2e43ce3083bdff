import type { Check } from '#lib/checks/define-check.ts'
import type { Standing } from '#lib/data/guide/standings.ts'
import type { Recommendation } from '#lib/frameworks/recommendations.ts'

/**
 * How a recommendation stands: the worst outcome in use, or why there is none.
 * unscanned  there is a check, and no scan in scope has run it
 * attest     a person answers it, and answers cannot be recorded yet
 * unchecked  there is no check yet
 */
export const guideStates = [
  'fail',
  'unknown',
  'manual',
  'pass',
  'not_applicable',
  'unscanned',
  'attest',
  'unchecked',
] as const
export type GuideState = (typeof guideStates)[number]

export interface GuideRow extends Recommendation {
  state: GuideState
  hasCheck: boolean
  standing?: Standing
}

/** Every recommendation in the guide's own order, with how the estate stands. */
export function guideRows(
  recommendations: readonly Recommendation[],
  checks: readonly Pick<Check, 'id'>[],
  standings: ReadonlyMap<string, Standing>,
): GuideRow[] {
  const checked = new Set<string>(checks.map(({ id }) => id))
  return recommendations.map((each) => {
    const standing = standings.get(each.id)
    const hasCheck = checked.has(each.id)
    return { ...each, hasCheck, state: stateOf(each, hasCheck, standing), ...(standing && { standing }) }
  })
}

function stateOf({ mode }: Recommendation, hasCheck: boolean, standing: Standing | undefined): GuideState {
  if (hasCheck) return standing?.status ?? 'unscanned'
  return mode === 'attestation' ? 'attest' : 'unchecked'
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
    attest: count('attest'),
    unchecked: count('unchecked'),
  }
}

/** How the estate stands on all that is checked; what could not be judged is said beside what fails. */
export function guideVerdict(rows: readonly GuideRow[]): string {
  const { fail, unknown, unscanned } = countStates(rows)
  const checked = rows.filter(({ hasCheck }) => hasCheck).length
  if (unscanned === checked) return `${rows.length} recommendations, nothing scanned yet`
  const failing = `${fail} of ${checked} checked recommendations fail`
  return unknown > 0 ? `${failing}, ${unknown} unknown` : failing
}

/** "guide p. 2 to 23"; undefined where none of the rows is in the guide itself. */
export function pageRange(rows: readonly GuideRow[]): string | undefined {
  const pages = rows.flatMap(({ guide }) => guide.page ?? [])
  if (pages.length === 0) return undefined
  const [first, last] = [Math.min(...pages), Math.max(...pages)]
  return first === last ? `guide p. ${first}` : `guide p. ${first} to ${last}`
}
