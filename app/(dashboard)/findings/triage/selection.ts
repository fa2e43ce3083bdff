import { checksAbout } from '#app/_lib/checks.ts'
import type { FindingFilter } from '#lib/data/findings/filter.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { activeFilters } from '../list-words.ts'
import { changed, type FindingsQuery, filterOf, findingsHref, isTriaged, readFindingsQuery } from '../search-params.ts'

/** What a change of many findings is about: those that were ticked, or all that a list holds. */
export interface Selection {
  filter: FindingFilter
  query: FindingsQuery
  /** How many were ticked; absent for a whole list. */
  ticked?: number
  /** The list that it comes from. */
  listHref: string
}

/** Reads the address of the page, without its path: that of a list, or with ticked ones as `finding`, once for each. */
export function selectionOf(viewer: Viewer, search: string): Selection | { problem: string } {
  const given = new URLSearchParams(search)
  const ticked = given.getAll('finding')
  const wrong = ticked.find((id) => !/^F-\d{1,18}$/.test(id))
  if (wrong !== undefined) return { problem: `There is no finding “${wrong}” to triage: go back to the list.` }
  given.delete('finding')
  const read = readFindingsQuery(
    Object.fromEntries([...new Set(given.keys())].map((name) => [name, given.getAll(name)])),
  )
  if ('problem' in read) return read
  const query = changed(read.query, {})
  if (!isTriaged(query.tab)) return { problem: 'Only open findings are triaged: go back to the open ones.' }
  const filter = filterOf(query, query.q ? checksAbout(query.q) : [], viewer.userId)
  const listHref = findingsHref(query)
  if (ticked.length === 0) return { filter, query, listHref }
  return { filter: { ...filter, findings: ticked }, query, ticked: ticked.length, listHref }
}

/** "high, prod": what the list is narrowed by; nothing for all that is open. */
export function selectionWords({ query }: Selection, nameOf: (name: string, value: string) => string): string {
  return activeFilters(query, nameOf)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('; ')
}
