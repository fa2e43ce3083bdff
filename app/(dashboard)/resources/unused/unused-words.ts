import { counted } from '#components/score/format.ts'
import type { UnusedCounts, UnusedRevision } from '#lib/data/registered/read.ts'

/** How things stand, as a heading. @param isKnown after the first scan: none before it says nothing */
export function verdictOf({ revisions, families }: UnusedCounts, isKnown: boolean): string {
  if (revisions === 0) return isKnown ? 'No unused revisions' : 'Unused revisions are not known yet'
  return `${counted(revisions, 'unused revision')} of ${families} ${families === 1 ? 'family' : 'families'}`
}

/** Why somebody may need a revision that nothing uses. */
export const cautionWords: Readonly<Record<NonNullable<UnusedRevision['caution']>, string>> = {
  newest: 'newest: what names the family alone runs it',
  rollback: 'a rollback may need it',
}
