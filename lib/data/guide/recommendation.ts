import type { Score } from '#lib/score/score.ts'
import { whatIfAllFixed } from '#lib/score/what-if.ts'
import type { Scope } from '../posture/scope.ts'
import { readDays } from '../posture/trend.ts'
import type { Viewer } from '../viewer.ts'
import { readStanding, type Standing } from './standings.ts'
import { type RecommendationSubject, readSubjects } from './subjects.ts'

export interface RecommendationDetail {
  /** Absent when the check was never evaluated in these accounts. */
  standing?: Standing
  now: Score
  /** After all failures of the check are fixed. */
  after: Score
  /** Failing, unknown, manual, passing, not applicable; of each the worst and oldest first. */
  subjects: RecommendationSubject[]
  /** Per day, the oldest first. */
  trend: { day: string; failing: number; judged: number }[]
}

export async function readRecommendation(
  viewer: Viewer,
  check: string,
  scope: Scope = {},
  days = 30,
): Promise<RecommendationDetail> {
  const [{ standing, counts }, subjects, history] = await Promise.all([
    readStanding(viewer, check, scope),
    readSubjects(viewer, check, scope),
    readDays(viewer, scope, days),
  ])
  const { before: now, after } = whatIfAllFixed(counts, new Set([check]))
  const trend = history.flatMap(({ day, counts: then }) => {
    const own = then.find((each) => each.check === check)
    return own ? [{ day, failing: own.fail, judged: own.pass + own.fail }] : []
  })
  return { ...(standing && { standing }), now, after, subjects, trend }
}
