import type { CheckCounts } from './counts.ts'

/** What the score of a framework needs to know of one of its requirements. */
export interface Requirement {
  id: string
  /** What configuration facts can say: all of it, a part, or nothing. */
  coverage: 'full' | 'partial' | 'attestation'
  /** It binds everybody; others bind some entities or components alone, which no scan can tell. */
  isForAll: boolean
  /** Checks whose facts decide a part of it. */
  checks: readonly string[]
}

/**
 * not_met: a check that decides a part of it fails. not_assessed: no check decides any of it, or something could not be
 * read. met: facts decide all of it and every one passes. manual: a person answers, knowing what the checks say.
 */
export const requirementStates = ['not_met', 'not_assessed', 'manual', 'met'] as const
export type RequirementState = (typeof requirementStates)[number]

export interface RequirementStanding {
  id: string
  state: RequirementState
  /** Subjects that fail, pass and could not be judged, over its checks. */
  fail: number
  pass: number
  unknown: number
}

/** How each requirement stands, in the order given. */
export function requirementStandings(
  requirements: readonly Requirement[],
  counts: readonly CheckCounts[],
): RequirementStanding[] {
  const byCheck = new Map(counts.map((each) => [each.check, each]))
  return requirements.map((requirement) =>
    standingOf(
      requirement,
      requirement.checks.flatMap((id) => byCheck.get(id) ?? []),
    ),
  )
}

/** How many requirements stand so. */
export function countRequirements(standings: readonly RequirementStanding[]): Record<RequirementState, number> {
  const count = (state: RequirementState) => standings.filter((each) => each.state === state).length
  return { not_met: count('not_met'), not_assessed: count('not_assessed'), manual: count('manual'), met: count('met') }
}

function standingOf({ id, coverage, isForAll, checks }: Requirement, own: readonly CheckCounts[]): RequirementStanding {
  const sum = (kind: 'pass' | 'fail' | 'unknown' | 'waiting' | 'manual' | 'excepted') =>
    own.reduce((total, each) => total + each[kind], 0)
  const [fail, pass, unknown] = [sum('fail'), sum('pass'), sum('unknown') + sum('waiting')]
  const standing = { id, fail, pass, unknown }
  if (coverage === 'attestation') return { ...standing, state: 'manual' }
  if (fail > 0) return { ...standing, state: isForAll ? 'not_met' : 'manual' }
  const isWhole = checks.length > 0 && own.length === checks.length && unknown === 0
  if (!isWhole || pass + sum('manual') + sum('excepted') === 0) return { ...standing, state: 'not_assessed' }
  const isDecided = coverage === 'full' && isForAll && sum('manual') === 0 && sum('excepted') === 0
  return { ...standing, state: isDecided ? 'met' : 'manual' }
}
