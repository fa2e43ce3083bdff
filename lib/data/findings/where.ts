import type { Severity } from '#lib/checks/result.ts'
import { priorityOf, rankOf, severityPoints } from '#lib/engine/priority.ts'
import { pool } from '../client.ts'
import { all, type Binder, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { FindingFilter, FindingTab } from './filter.ts'
import { textCondition } from './text.ts'

/** The table a tab reads: findings, or outcomes that are none. In statements it is `s`, the other one `x`. */
export function isFindingTab(tab: FindingTab): boolean {
  return tab !== 'unknown' && tab !== 'registered'
}

/**
 * What tells the account of what is listed. A resource is of the account of its findings: asked of it, those of a list in the
 * order of resources are found in that order.
 */
export type AccountColumn = 's.account' | 'r.account'

/** The tables of a list: `s` what is listed, `r` its resource, `a` its account; of an outcome, `x` its finding. */
export function source(tab: FindingTab): string {
  return `${mainSource(tab)} join resource r on r.id = s.resource_id join aws_account a on a.id = s.account`
}

/** Of these tables only those that the conditions speak of: with `s` alone an index can answer. */
export function sourceOf(tab: FindingTab, conditions: readonly string[]): string {
  const ofResource = conditions.some((condition) => /\br\./.test(condition))
  return ofResource ? `${mainSource(tab)} join resource r on r.id = s.resource_id` : mainSource(tab)
}

function mainSource(tab: FindingTab): string {
  return isFindingTab(tab) ? 'finding s' : 'outcome s left join finding x on x.fingerprint = s.fingerprint'
}

/** The condition of the partial indexes of open findings. */
export const openFinding = `s.state = 'open' and not s.excepted and s.counted_in is null`

const tabConditions: Readonly<Record<FindingTab, string>> = {
  open: openFinding,
  new: openFinding,
  regressed: openFinding,
  excepted: `s.state = 'open' and s.excepted`,
  resolved: `s.state = 'resolved'`,
  unknown: `s.status = 'unknown' and s.counted_in is null and s.usage is distinct from 'registered'`,
  registered: `s.status = 'fail' and s.usage = 'registered'`,
}

/**
 * Values of a row that lists are counted by, as expressions over `source`. What is no workload has no usage. Where a tab has one
 * value alone it stands for the column: a filter that asks for another one then reads nothing.
 */
export function facetColumns(tab: FindingTab, account: AccountColumn = 's.account') {
  return {
    account,
    region: 's.region',
    pillar: 's.pillar',
    check: 's.check_id',
    severity: 's.severity',
    status: isFindingTab(tab) ? 's.status' : `'${tab === 'unknown' ? 'unknown' : 'fail'}'::text`,
    usage: tab === 'registered' ? `'registered'::usage` : 's.usage',
    triage: isFindingTab(tab) ? 's.triage' : `coalesce(x.triage, 'new')`,
  }
}

/** Conditions on what is listed that no facet stands for, with the tab's and the viewer's own. */
export async function baseConditions(
  viewer: Viewer,
  filter: FindingFilter,
  sql: Binder,
  account: AccountColumn = 's.account',
): Promise<string[]> {
  const { tab, findings, assignee, services, clusters, resource, olderThanDays, text } = filter
  const accounts = visibleAccounts(viewer)
  const finding = isFindingTab(tab) ? 's' : 'x'
  const conditions = [
    tabConditions[tab],
    oneOf(sql, account, accounts),
    tab === 'new' && `s.opened_scan = any(${sql.bind(await comparableScans(viewer))})`,
    tab === 'regressed' && `s.reopened_scan = any(${sql.bind(await comparableScans(viewer))})`,
    tab === 'resolved' &&
      filter.resolvedByLatestScan &&
      `s.counted_in is null and s.resolved_scan = any(${sql.bind(await comparableScans(viewer))})`,
    tab === 'resolved' &&
      !filter.resolvedByLatestScan &&
      `s.resolved_at > now() - make_interval(days => ${sql.bind(filter.resolvedWithinDays ?? 30)})`,
    ...ofResource(filter, accounts, sql),
    findings && `${finding}.number = any(${sql.bind(findings.map((id) => id.replace(/^F-/, '')))}::bigint[])`,
    assignee !== undefined &&
      (assignee === 'none' ? `${finding}.assignee is null` : `${finding}.assignee = ${sql.bind(assignee)}`),
    services && `s.services && ${sql.bind(services)}::text[]`,
    clusters && `s.clusters && ${sql.bind(clusters)}::text[]`,
    resource !== undefined && `s.resource_id = ${sql.bind(resource)}`,
    olderThanDays !== undefined && `${finding}.first_seen <= now() - make_interval(days => ${sql.bind(olderThanDays)})`,
    text?.trim() && (await textCondition({ text, checks: filter.textChecks, accounts }, `${finding}.number`, sql)),
  ]
  return conditions.filter((condition): condition is string => typeof condition === 'string' && condition !== '')
}

/** The latest scans of the accounts, where they can be compared with the one before. */
export async function comparableScans(viewer: Viewer, asked?: readonly string[]): Promise<number[]> {
  const sql = binder()
  const where = all(['comparable', oneOf(sql, 'id', visibleAccounts(viewer, asked))])
  const { rows } = await pool().query<{ scan: number }>(
    `select last_scan as scan from aws_account where ${where}`,
    sql.values,
  )
  return rows.map(({ scan }) => scan)
}

/** Ranks that these severities can have: what the index is sorted by. */
export function rankBand(severities: readonly Severity[]): string {
  const ranks = severities.flatMap((severity) => [
    rankOf(priorityOf({ severity, usage: 'running', exposed: true, environment: 'production' })),
    rankOf(severityPoints[severity]),
  ])
  return `s.rank between ${Math.min(...ranks, 99)} and ${Math.max(...ranks, 0)}`
}

/** Whose the resource is, and whether it can be reached. It is of the same account: with that it may be looked up first. */
function ofResource(
  { owners, tags = [], exposed }: FindingFilter,
  accounts: readonly string[] | undefined,
  sql: Binder,
): (string | undefined)[] {
  const conditions = [
    oneOf(sql, 'r.owner', owners),
    ...tags.map(({ key, value }) =>
      value === undefined
        ? `r.tags ? ${sql.bind(key)}`
        : `r.tags @> ${sql.bind(JSON.stringify({ [key]: value }))}::jsonb`,
    ),
    exposed === undefined ? undefined : `${exposed ? '' : 'not '}r.exposed`,
  ].filter((condition) => condition !== undefined)
  return conditions.length > 0 ? [...conditions, oneOf(sql, 'r.account', accounts)] : []
}

export type FacetName = keyof ReturnType<typeof facetColumns>

type FacetValues = Record<FacetName, readonly string[] | undefined>

/** What the filter asks of each facet. */
export function facetValues(filter: FindingFilter): FacetValues {
  return {
    account: filter.accounts,
    region: filter.regions,
    pillar: filter.pillars,
    check: filter.checks,
    severity: filter.severities,
    status: filter.statuses,
    usage: filter.usages,
    triage: filter.triages,
  }
}

export const facetNames: readonly FacetName[] = [
  'account',
  'region',
  'pillar',
  'check',
  'severity',
  'status',
  'usage',
  'triage',
]

/** The condition of each facet that is asked for, on its column: Postgres knows how common values of columns are. */
export function facetConditions(
  filter: FindingFilter,
  sql: Binder,
  accountColumn: AccountColumn = 's.account',
): Partial<Record<FacetName, string>> {
  const columns = facetColumns(filter.tab, accountColumn)
  const { account, region, pillar, check, status, usage, triage } = facetValues(filter)
  const { severities } = filter
  const finding = isFindingTab(filter.tab)
  return {
    account: oneOf(sql, columns.account, account),
    region: oneOf(sql, columns.region, region),
    pillar: oneOf(sql, columns.pillar, pillar),
    check: oneOf(sql, columns.check, check),
    severity: severities && ofSeverity(severities, columns.severity, sql, finding),
    status: oneOf(sql, columns.status, status),
    usage: usage && inUse(usage, columns.usage, sql),
    triage: oneOf(sql, columns.triage, triage, 'triage'),
  }
}

/** Findings are in the order of their rank, of which each severity is a band. */
function ofSeverity(severities: readonly Severity[], column: string, sql: Binder, finding: boolean): string {
  return all([oneOf(sql, column, severities, 'severity'), finding ? rankBand(severities) : undefined])
}

function inUse(usages: readonly string[], column: string, sql: Binder): string {
  const named = usages.filter((usage) => usage !== 'none')
  const isNamed = oneOf(sql, column, named, 'usage')
  return named.length === usages.length ? `${isNamed}` : `(${isNamed} or ${column} is null)`
}
