import type { Severity } from '#lib/checks/result.ts'
import { productionNames } from '#lib/engine/priority.ts'
import type { CheckCounts } from '#lib/score/counts.ts'
import type { Score } from '#lib/score/score.ts'
import { whatIfAllFixed } from '#lib/score/what-if.ts'
import { pool } from '../client.ts'
import { openFinding } from '../findings/where.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import { readCounts } from './counts.ts'
import type { Scope } from './scope.ts'

export interface DoFirst {
  check: string
  pillar: string
  /** The worst open finding's. */
  severity: Severity
  failing: number
  judged: number
  /** Points of the unrounded score if every failure of the check is fixed. */
  gain?: number
  /** Its critical failures hold the grade down. */
  capsGrade: boolean
  /** Why it is first: how many of its findings are so. */
  exposed: number
  running: number
  production: number
  opened: number
  regressed: number
  /** ISO 8601: the oldest first seen. */
  oldest: string
}

export interface DoFirstList {
  rows: DoFirst[]
  /** The score after all of them. */
  after: Score
}

/** The recommendations to begin with: by the most urgent of their findings, then by the gain. */
export async function readDoFirst(viewer: Viewer, scope: Scope = {}, limit = 5): Promise<DoFirstList> {
  const [counts, urgent] = await Promise.all([readCounts(viewer, scope), readUrgent(viewer, scope)])
  const byCheck = new Map(counts.map((each) => [each.check, each]))
  const rows = urgent
    .map((each) => ({ ...each, gain: whatIfAllFixed(counts, new Set([each.check])).gain }))
    .toSorted((a, b) => a.rank - b.rank || (b.gain ?? 0) - (a.gain ?? 0) || (a.check < b.check ? -1 : 1))
    .slice(0, limit)
    .map((each) => toRow(each, byCheck.get(each.check)))
  return { rows, after: whatIfAllFixed(counts, new Set(rows.map(({ check }) => check))).after }
}

interface Urgent {
  check: string
  pillar: string
  severity: Severity
  rank: number
  exposed: number
  running: number
  production: number
  opened: number
  regressed: number
  oldest: Date
}

function toRow({ rank: _, oldest, ...urgent }: Urgent & { gain?: number }, counts?: CheckCounts): DoFirst {
  return {
    ...urgent,
    failing: counts?.fail ?? 0,
    judged: (counts?.pass ?? 0) + (counts?.fail ?? 0),
    capsGrade: (counts?.critical ?? 0) > 0,
    oldest: oldest.toISOString(),
  }
}

async function readUrgent(viewer: Viewer, scope: Scope): Promise<Urgent[]> {
  const sql = binder()
  const where = all([openFinding, oneOf(sql, 's.account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<Urgent>(
    `select s.check_id as check, s.pillar, min(s.severity) as severity, min(s.rank)::int as rank,
       count(*) filter (where r.exposed)::int as exposed,
       count(*) filter (where s.usage = 'running')::int as running,
       count(*) filter (where lower(trim(r.environment)) = any(${sql.bind(productionNames)}))::int as production,
       count(*) filter (where a.comparable and s.opened_scan = a.last_scan)::int as opened,
       count(*) filter (where a.comparable and s.reopened_scan = a.last_scan)::int as regressed,
       min(s.first_seen) as oldest
     from finding s join resource r on r.id = s.resource_id join aws_account a on a.id = s.account
     where ${where} group by 1, 2`,
    sql.values,
  )
  return rows
}
