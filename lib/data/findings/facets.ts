import { pool } from '../client.ts'
import type { Count } from '../page.ts'
import { all, binder } from '../sql.ts'
import { type TalliedTab, talliedTabNames } from '../tally/cells.ts'
import { countCells } from '../tally/count.ts'
import { currentCells } from '../tally/current.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { FindingFilter, FindingTab } from './filter.ts'
import { narrow, narrowedConditions } from './narrow.ts'
import {
  baseConditions,
  type FacetName,
  facetColumns,
  facetConditions,
  facetNames,
  facetValues,
  sourceOf,
} from './where.ts'

export type { FacetName }

export interface FacetValue {
  value: string
  count: number
}

export interface Facets {
  /** Per facet the values that occur, the most frequent first; each facet ignores its own filter. */
  values: Record<FacetName, FacetValue[]>
  /** Counting stopped at 10,000 rows. */
  more: boolean
}

const mostCounted = 10_000

/** How many rows each value of each facet has. Exact from the roll-up, unless search, tag, age or the like is asked for. */
export async function findingFacets(viewer: Viewer, filter: FindingFilter): Promise<Facets> {
  const tab = talliedTab(filter)
  return tab ? facetsOfTally(viewer, filter, tab) : facetsOfRows(viewer, filter)
}

async function facetsOfTally(viewer: Viewer, filter: FindingFilter, tab: TalliedTab): Promise<Facets> {
  const { values } = countCells(await currentCells(tab, visibleAccounts(viewer)), facetValues(filter))
  return {
    values: facetLists((name) => [...values[name]].map(([value, count]) => ({ value, count })).toSorted(moreFirst)),
    more: false,
  }
}

function moreFirst(a: FacetValue, b: FacetValue): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1)
}

/** Facets whose values are counted together: each set costs a pass, and these have few combinations. */
const countedTogether: readonly (readonly FacetName[])[] = [
  ['account'],
  ['region'],
  ['check', 'pillar'],
  ['severity', 'status', 'usage', 'triage'],
]

interface FacetRow extends Record<FacetName, string | null> {
  /** Which of `countedTogether`. */
  set: number
  /** A bit for each facet whose filter leaves the rows out. */
  missed: number
  count: number
}

async function facetsOfRows(viewer: Viewer, filter: FindingFilter): Promise<Facets> {
  const sql = binder()
  const columns = facetColumns(filter.tab)
  const conditions = await baseConditions(viewer, filter, sql)
  const wanted = facetConditions(filter, sql)
  // When it is one facet alone that leaves a row out, the row still counts for that facet.
  const missed = facetNames.flatMap((name) =>
    wanted[name] ? `((${wanted[name]}) is not true)::int * ${bitOf(name)}` : [],
  )
  const selected = facetNames.map((name) => `${columns[name]} as "${name}"`)
  const isInSet = ([first]: readonly FacetName[], set: number) => `when grouping("${first}") = 0 then ${set}`
  const { rows } = await pool().query<FacetRow>(
    `select case ${countedTogether.map(isInSet).join(' ')} end as set, missed, count(*)::int as count,
       ${facetNames.map((name) => `"${name}"`).join(', ')}
     from (select ${selected.join(', ')}, ${missed.join(' + ') || '0'} as missed
       from ${sourceOf(filter.tab, [...conditions, ...missed])} where ${all(conditions)} limit ${mostCounted + 1}) counted
     group by grouping sets (${countedTogether.map((names) => `("${names.join('", "')}", missed)`).join(', ')})`,
    sql.values,
  )
  const bySet = Map.groupBy(rows, ({ set }) => set)
  const valuesOf = (name: FacetName) => {
    const counts = new Map<string, number>()
    for (const row of bySet.get(countedTogether.findIndex((names) => names.includes(name))) ?? []) {
      if ((row.missed & ~bitOf(name)) !== 0) continue
      const value = row[name] ?? 'none'
      counts.set(value, (counts.get(value) ?? 0) + row.count)
    }
    return [...counts].map(([value, count]) => ({ value, count })).toSorted(moreFirst)
  }
  const total = bySet.get(0)?.reduce((sum, { count }) => sum + count, 0) ?? 0
  return { values: facetLists(valuesOf), more: total > mostCounted }
}

function bitOf(name: FacetName): number {
  return 1 << facetNames.indexOf(name)
}

function facetLists(valuesOf: (name: FacetName) => FacetValue[]): Facets['values'] {
  return {
    account: valuesOf('account'),
    region: valuesOf('region'),
    pillar: valuesOf('pillar'),
    check: valuesOf('check'),
    severity: valuesOf('severity'),
    status: valuesOf('status'),
    usage: valuesOf('usage'),
    triage: valuesOf('triage'),
  }
}

/** How many findings the filter holds. */
export async function countFindings(viewer: Viewer, filter: FindingFilter): Promise<Count> {
  const tab = talliedTab(filter)
  if (tab) {
    const wanted = facetValues(filter)
    const cells = await currentCells(tab, visibleAccounts(viewer, wanted.account))
    return { count: countCells(cells, wanted).total, more: false }
  }
  const sql = binder()
  const conditions = await narrowedConditions(viewer, await narrow(viewer, filter), sql)
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count
     from (select from ${sourceOf(filter.tab, conditions)} where ${all(conditions)} limit ${mostCounted + 1}) counted`,
    sql.values,
  )
  const count = rows[0]?.count ?? 0
  return count <= mostCounted ? { count, more: false } : { count: mostCounted, more: true }
}

/** Rows behind every tab under the same filter. */
export async function countTabs(viewer: Viewer, filter: FindingFilter): Promise<Record<FindingTab, Count>> {
  const count = (tab: FindingTab) => countFindings(viewer, { ...filter, tab })
  const [open, fresh, regressed, unknown, excepted, resolved, registered] = await Promise.all([
    count('open'),
    count('new'),
    count('regressed'),
    count('unknown'),
    count('excepted'),
    count('resolved'),
    count('registered'),
  ])
  return { open, new: fresh, regressed, unknown, excepted, resolved, registered }
}

/** What the roll-up can narrow, and what changes nothing in its tabs. */
const tallied: ReadonlySet<string> = new Set<keyof FindingFilter>([
  'tab',
  'accounts',
  'regions',
  'pillars',
  'checks',
  'severities',
  'statuses',
  'usages',
  'triages',
  'textChecks',
  'resolvedWithinDays',
  'resolvedByLatestScan',
])

/** The tab, if the roll-up tells what the filter holds. */
function talliedTab({ text, ...filter }: FindingFilter): TalliedTab | undefined {
  if (text?.trim()) return undefined
  const asked = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  return asked.every((name) => tallied.has(name)) ? talliedTabNames.find((name) => name === filter.tab) : undefined
}
