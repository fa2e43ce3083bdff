import { pool } from '../client.ts'
import type { Count } from '../page.ts'
import { all, type Binder, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { FindingFilter, FindingTab } from './filter.ts'
import { baseConditions, type FacetName, facetColumns, facetConditions, facetNames, source } from './where.ts'

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

/** Tabs whose rows are told apart by the columns of the roll-up. */
const tallied: Readonly<Partial<Record<FindingTab, string>>> = {
  open: `state = 'open' and not excepted and not counted`,
  excepted: `state = 'open' and excepted`,
  unknown: `status = 'unknown' and not counted and usage <> 'registered'`,
  registered: `status = 'fail' and usage = 'registered'`,
}

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

/** How many rows each value of each facet has. Exact from the roll-up, unless search, tag, age or the like is asked for. */
export async function findingFacets(viewer: Viewer, filter: FindingFilter): Promise<Facets> {
  const sql = binder()
  const relation = await countable(viewer, filter, sql, [])
  const parts = facetNames.map(
    (name) => `(select '${name}' as facet, ${counted[name]} as value, sum(count)::int as count from counted
      where ${all(facetConditions(filter, counted, sql, name))} group by 2)`,
  )
  const { rows } = await pool().query<{ facet: FacetName | null; value: string; count: number }>(
    `with counted as materialized (${relation})
     ${parts.join(' union all ')}
     union all (select null, null, sum(count)::int from counted) order by count desc, value`,
    sql.values,
  )
  const total = rows.find(({ facet }) => facet === null)?.count ?? 0
  const valuesOf = (name: FacetName) =>
    rows.flatMap(({ facet, value, count }) => (facet === name ? [{ value, count }] : []))
  return {
    values: {
      account: valuesOf('account'),
      region: valuesOf('region'),
      pillar: valuesOf('pillar'),
      check: valuesOf('check'),
      severity: valuesOf('severity'),
      status: valuesOf('status'),
      usage: valuesOf('usage'),
      triage: valuesOf('triage'),
    },
    more: !isTallied(filter) && total > mostCounted,
  }
}

/** How many findings the filter holds. */
export async function countFindings(viewer: Viewer, filter: FindingFilter): Promise<Count> {
  const sql = binder()
  const narrowing = facetConditions(filter, isTallied(filter) ? counted : facetColumns(filter.tab), sql)
  const relation = await countable(viewer, filter, sql, narrowing)
  const { rows } = await pool().query<{ count: number }>(
    `select coalesce(sum(count), 0)::int as count from (${relation}) counted`,
    sql.values,
  )
  const count = rows[0]?.count ?? 0
  if (isTallied(filter) || count <= mostCounted) return { count, more: false }
  return { count: mostCounted, more: true }
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

/** A relation with a column for each facet and `count`: the roll-up where it tells, else at most 10,001 rows. */
async function countable(
  viewer: Viewer,
  filter: FindingFilter,
  sql: Binder,
  narrowing: readonly string[],
): Promise<string> {
  const inTally = tallied[filter.tab]
  if (inTally && isTallied(filter)) {
    const where = all([inTally, oneOf(sql, 'account', visibleAccounts(viewer)), ...narrowing])
    return `select account, region, pillar, check_id, severity::text, status, usage, triage::text, count
      from tally where ${where}`
  }
  const columns = facetColumns(filter.tab)
  const selected = facetNames.map((name) => `${columns[name]} as ${counted[name]}`)
  const where = all([...(await baseConditions(viewer, filter, sql)), ...narrowing])
  return `select ${selected.join(', ')}, 1 as count from ${source(filter.tab)} where ${where} limit ${mostCounted + 1}`
}

function isTallied(filter: FindingFilter): boolean {
  const { tab, owners, tags, findings, assignee, services, clusters, resource, exposed, olderThanDays, text } = filter
  const beyond = [
    owners,
    tags,
    findings,
    assignee,
    services,
    clusters,
    resource,
    exposed,
    olderThanDays,
    text?.trim() || undefined,
  ]
  return tallied[tab] !== undefined && beyond.every((value) => value === undefined)
}
