import { switched } from '#app/_lib/address.ts'
import { failTitleOf } from '#app/_lib/checks.ts'
import { pillarWord } from '#app/_lib/words.ts'
import { FilterBar } from '#components/filters/filter-bar.tsx'
import { FilterChip } from '#components/filters/filter-chip.tsx'
import { FilterMenu } from '#components/filters/filter-menu.tsx'
import { severityWords } from '#components/tags/severity-tag.tsx'
import type { FacetName, FacetValue } from '#lib/data/findings/facets.ts'
import { triageWords } from '../finding-words.ts'
import { activeFilters, olderWords } from '../list-words.ts'
import type { FindingsList } from '../read-list.ts'
import { changed, type FindingsQuery, findingsHref, findingsParameters } from '../search-params.ts'

const usageWords: Readonly<Record<string, string>> = {
  running: 'Running',
  desired: 'Desired',
  scheduled: 'Scheduled',
  registered: 'Registered only',
  none: 'No workload',
}

/** Facets that have a menu. Their names are those of the address. */
const menus = [
  { name: 'severity', label: 'Severity' },
  { name: 'pillar', label: 'Pillar' },
  { name: 'check', label: 'Check' },
  { name: 'account', label: 'Account' },
  { name: 'region', label: 'Region' },
  { name: 'usage', label: 'Use' },
  { name: 'triage', label: 'Triage' },
] as const satisfies readonly { name: FacetName & keyof FindingsQuery; label: string }[]

/** Search, a menu for each facet with how many rows each choice has, and the filters in force. */
export function Filters({ query, list }: { query: FindingsQuery; list: FindingsList }) {
  const nameOf = (name: string, value: string) => valueWords(name, value, list)
  return (
    <FilterBar
      label="Filter findings"
      action="/findings"
      query={query.q}
      placeholder="Search findings"
      keep={findingsParameters(changed(query, { q: undefined }))}
    >
      {activeFilters(query, nameOf).map(({ name, label, value }) => (
        <FilterChip
          key={name}
          name={label}
          value={value}
          removeHref={findingsHref(changed(query, { [name]: undefined }))}
        />
      ))}
      {menus.map(({ name, label }) => (
        <FilterMenu
          key={name}
          id={`filter-${name}`}
          label={label}
          options={optionsOf(name, query, list).map(({ value, count }) => ({
            label: nameOf(name, value),
            count,
            chosen: isChosen(query, name, value),
            href: findingsHref(changed(query, { [name]: switched<string>(query[name], value) })),
          }))}
        />
      ))}
    </FilterBar>
  )
}

function isChosen(query: FindingsQuery, name: (typeof menus)[number]['name'], value: string): boolean {
  const chosen: readonly string[] = query[name] ?? []
  return chosen.includes(value)
}

/** What occurs, and what is chosen although it no longer occurs. */
function optionsOf(name: (typeof menus)[number]['name'], query: FindingsQuery, { facets }: FindingsList): FacetValue[] {
  const known = facets.values[name]
  const chosen: readonly string[] = query[name] ?? []
  const missing = chosen.filter((value) => known.every((each) => each.value !== value))
  return [...known, ...missing.map((value) => ({ value, count: 0 }))]
}

function valueWords(name: string, value: string, { accounts }: FindingsList): string {
  if (name === 'severity') return severityWordOf(value)
  if (name === 'pillar') return pillarWord(value)
  if (name === 'check') return failTitleOf(value)
  if (name === 'account') return accounts.find(({ id }) => id === value)?.alias ?? value
  if (name === 'usage') return usageWords[value] ?? value
  if (name === 'triage') return Object.entries(triageWords).find(([triage]) => triage === value)?.[1] ?? value
  if (name === 'assigned') return value === 'me' ? 'me' : 'nobody'
  if (name === 'older') return olderWords(value)
  if (name === 'since') return 'the latest scan'
  return value
}

function severityWordOf(value: string): string {
  return Object.entries(severityWords).find(([severity]) => severity === value)?.[1] ?? value
}
