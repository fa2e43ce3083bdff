import type { Severity } from '#lib/checks/result.ts'
import { pool } from '../client.ts'
import { readCounts } from '../posture/counts.ts'
import { all, binder } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import type { FindingFilter } from './filter.ts'
import { narrow, narrowedConditions } from './narrow.ts'
import type { AccountName } from './row.ts'
import { isFindingTab, sourceOf } from './where.ts'

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
  const conditions = await narrowedConditions(viewer, await narrow(viewer, filter), sql)
  const [{ rows }, counts] = await Promise.all([
    pool().query<RawCheckGroup>(
      `select check_id as check, pillar, min(severity) as severity, sum(findings)::int as findings, min(oldest) as oldest,
         count(*)::int as accounts
       from (select s.check_id, s.pillar, s.account, min(s.severity) as severity, count(*) as findings,
           min(${firstSeen(filter)}) as oldest
         from ${sourceOf(filter.tab, conditions)} where ${all(conditions)} group by 1, 2, 3) of_account
       group by 1, 2 order by severity, findings desc, check_id`,
      sql.values,
    ),
    readCounts(viewer, { accounts: filter.accounts }),
  ])
  const standings = new Map(counts.map((each) => [each.check, each]))
  return rows.map(({ oldest, ...group }) => {
    const { pass = 0, fail = 0 } = standings.get(group.check) ?? {}
    return { ...group, failing: fail, judged: pass + fail, ...(oldest && { oldest: oldest.toISOString() }) }
  })
}

type RawCheckGroup = Omit<CheckGroup, 'failing' | 'judged' | 'oldest'> & { oldest: Date | null }

/** Findings grouped by resource: the worst first, then the most frequent; at most 200 groups. */
export async function groupFindingsByResource(viewer: Viewer, filter: FindingFilter): Promise<ResourceGroup[]> {
  const sql = binder()
  const conditions = await narrowedConditions(viewer, await narrow(viewer, filter), sql)
  const { rows } = await pool().query(
    `select r.id, r.name, r.type, r.account, a.alias, r.region, g.severity, g.findings, g.oldest
     from (select s.resource_id, min(s.severity) as severity, count(*)::int as findings, min(${firstSeen(filter)}) as oldest
       from ${sourceOf(filter.tab, conditions)} where ${all(conditions)}
       group by 1 order by severity, findings desc, s.resource_id limit ${mostGroups}) g
     join resource r on r.id = g.resource_id join aws_account a on a.id = r.account
     order by g.severity, g.findings desc, r.name, r.id`,
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

function firstSeen({ tab }: FindingFilter): string {
  return isFindingTab(tab) ? 's.first_seen' : 'x.first_seen'
}
