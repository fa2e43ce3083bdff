import { pool } from '../client.ts'
import type { Count } from '../page.ts'
import { all, type Binder, binder } from '../sql.ts'
import { type TalliedTab, talliedTabNames } from '../tally/cells.ts'
import { countCells } from '../tally/count.ts'
import { currentCells } from '../tally/current.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { FindingFilter, FindingTab } from './filter.ts'
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

async function facetsOfRows(viewer: Viewer, filter: FindingFilter): Promise<Facets> {
  const sql = binder()
  const relation = await countable(viewer, filter, sql)
  const parts = facetNames.map(
    (name) => `(select '${name}' as facet, ${counted[name]} as value, count(*)::int as count from counted
      where ${all(facetConditions(filter, counted, sql, name))} group by 2)`,
  )
  const { rows } = await pool().query<{ facet: FacetName | null; value: string; count: number }>(
    `with counted as materialized (${relation})
     ${parts.join(' union all ')}
     union all (select null, null, count(*)::int from counted) order by count desc, value`,
    sql.values,
  )
  const total = rows.find(({ facet }) => facet === null)?.count ?? 0
  return {
    values: facetLists((name) => rows.flatMap(({ facet, value, count }) => (facet === name ? [{ value, count }] : []))),
    more: total > mostCounted,
  }
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
  const conditions = [
    ...(await baseConditions(viewer, filter, sql)),
    ...facetConditions(filter, facetColumns(filter.tab), sql),
  ]
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

/** The columns of `countable`. */
const counted: Readonly<Record<FacetName, string>> = {
  account: 'account',
  region: 'region',
  pillar: 'pillar',
  check: 'check_id',
  severity: 'severity',
  status: 'status',
  usage: 'usage',
  triage: 'triage',
}

/** A relation with a column for each facet: at most 10,001 rows. */
async function countable(viewer: Viewer, filter: FindingFilter, sql: Binder): Promise<string> {
  const columns = facetColumns(filter.tab)
  const selected = facetNames.map((name) => `${columns[name]} as ${counted[name]}`)
  const conditions = await baseConditions(viewer, filter, sql)
  return `select ${selected.join(', ')} from ${sourceOf(filter.tab, conditions)} where ${all(conditions)}
    limit ${mostCounted + 1}`
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
