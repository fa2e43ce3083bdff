import { triages } from '#lib/data/findings/filter.ts'
import type { Assignee } from '#lib/data/triage/people.ts'
import { triageWords } from './finding-words.ts'

export const triageOptions = triages.map((value) => ({ value, label: triageWords[value] }))

/** Nobody, and everybody who can have it; whoever has it stays in the list even if they no longer could. */
export function assigneeOptions(people: readonly Assignee[], current?: Assignee): { value: string; label: string }[] {
  const known = people.some(({ id }) => id === current?.id)
  const everybody = current && !known ? [current, ...people] : people
  return [{ value: '', label: 'nobody' }, ...everybody.map(({ id, name }) => ({ value: id, label: name }))]
}
