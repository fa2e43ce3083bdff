import type { Severity } from '#lib/checks/result.ts'
import { pool } from '../client.ts'
import { all, type Binder, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import type { FindingFilter } from './filter.ts'
import type { AccountName } from './row.ts'
import { baseConditions, facetConditions, isFindingTab, source } from './where.ts'

export interface CheckGroup {
  check: string
  pillar: string
  /** The worst among its findings. */
  severity: Severity
  findings: number
  /** X of Y: failing of judged subjects in use, in the accounts of the filter. */
  failing: number
  judged: number
  /** ISO 8601: the oldest first seen. */
  oldest?: string
  accounts: number
}

export interface ResourceGroup {
  resource: number
  name: string
  type: string
  account: AccountName
  region: string
  severity: Severity
  findings: number
  /** ISO 8601: the oldest first seen. */
  oldest?: string
}

const mostGroups = 200

/** Findings grouped by check: the worst first, then the most frequent. */
export async function groupFindingsByCheck(viewer: Viewer, filter: FindingFilter): Promise<CheckGroup[]> {
  const sql = binder()
  const where = await conditions(viewer, filter, sql)
  const accounts = oneOf(sql, 'account', visibleAccounts(viewer, filter.accounts))
  const { rows } = await pool().query(
    `with groups as (
       select s.check_id, s.pillar, min(s.severity) as severity, count(*)::int as findings,
         min(${firstSeen(filter)}) as oldest, count(distinct s.account)::int as accounts
       from ${source(filter.tab)} where ${where} group by 1, 2
     ),
     standings as (
       select check_id, sum(count) filter (where status = 'fail')::int as failing, sum(count)::int as judged
       from tally
       where ${all([accounts])} and status in ('pass', 'fail') and usage <> 'registered' and not counted and not excepted
       group by 1
     )
     select g.*, coalesce(t.failing, 0) as failing, coalesce(t.judged, 0) as judged
     from groups g left join standings t using (check_id)
     order by g.severity, g.findings desc, g.check_id`,
    sql.values,
  )
  return rows.map(({ check_id, pillar, severity, findings, failing, judged, oldest, accounts }) => ({
    check: check_id,
    pillar,
    severity,
    findings,
    failing,
    judged,
    ...(oldest && { oldest: oldest.toISOString() }),
    accounts,
  }))
}

/** Findings grouped by resource: the worst first, then the most frequent; at most 200 groups. */
export async function groupFindingsByResource(viewer: Viewer, filter: FindingFilter): Promise<ResourceGroup[]> {
  const sql = binder()
  const where = await conditions(viewer, filter, sql)
  const { rows } = await pool().query(
    `select r.id, r.name, r.type, s.account, a.alias, r.region, min(s.severity) as severity,
       count(*)::int as findings, min(${firstSeen(filter)}) as oldest
     from ${source(filter.tab)} where ${where}
     group by r.id, s.account, a.alias order by severity, findings desc, r.name, r.id limit ${mostGroups}`,
    sql.values,
  )
  return rows.map(({ id, name, type, account, alias, region, severity, findings, oldest }) => ({
    resource: id,
    name,
    type,
    account: { id: account, alias },
    region,
    severity,
    findings,
    ...(oldest && { oldest: oldest.toISOString() }),
  }))
}

async function conditions(viewer: Viewer, filter: FindingFilter, sql: Binder): Promise<string> {
  return all([...(await baseConditions(viewer, filter, sql)), ...Object.values(facetConditions(filter, sql))])
}

function firstSeen({ tab }: FindingFilter): string {
  return isFindingTab(tab) ? 's.first_seen' : 'x.first_seen'
}
