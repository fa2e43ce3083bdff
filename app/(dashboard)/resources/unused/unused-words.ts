import { counted } from '#components/score/format.ts'
import type { UnusedCounts, UnusedRevision } from '#lib/data/registered/read.ts'

/** How things stand, as a heading. */
export function verdictOf({ revisions, families }: UnusedCounts): string {
  if (revisions === 0) return 'No unused revisions'
  return `${counted(revisions, 'unused revision')} of ${families} ${families === 1 ? 'family' : 'families'}`
}

/** Why somebody may need a revision that nothing uses. */
export const cautionWords: Readonly<Record<NonNullable<UnusedRevision['caution']>, string>> = {
  newest: 'newest: what names the family alone runs it',
  rollback: 'a rollback may need it',
}
