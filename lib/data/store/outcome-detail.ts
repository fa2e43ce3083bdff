import type { Outcome } from '#lib/engine/outcome.ts'

type Lists = Pick<Outcome, 'reasons' | 'evidence' | 'hints' | 'gaps'>
type Answered = Pick<Outcome, 'attested' | 'covers' | 'ifYes'>

/** What of an outcome is stored as JSON. */
export type OutcomeDetail = Lists & Answered

/** As it is stored: most outcomes have neither hints nor gaps, and Postgres reads every name of a hundred thousand. */
export type StoredDetail = Pick<Lists, 'reasons'> & Partial<Lists> & Answered

export function storedDetail({ reasons, evidence, hints, gaps, attested, covers, ifYes }: Outcome): StoredDetail {
  return {
    reasons,
    ...(evidence.length > 0 && { evidence }),
    ...(hints.length > 0 && { hints }),
    ...(gaps.length > 0 && { gaps }),
    attested,
    covers,
    ifYes,
  }
}

/** @param stored null when there is no outcome any more */
export function outcomeDetail(stored: StoredDetail | null): OutcomeDetail {
  return { reasons: [], evidence: [], hints: [], gaps: [], ...stored }
}
