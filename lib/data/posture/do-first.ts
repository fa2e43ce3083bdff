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
  const counts = await readCounts(viewer, scope)
  const failing = counts.filter(({ fail, unknown }) => fail + unknown > 0)
  const ranks = await readRanks(
    viewer,
    scope,
    failing.map(({ check }) => check),
  )
  const first = failing
    .flatMap((each) => {
      const rank = ranks.get(each.check)
      if (rank === undefined) return []
      return { ...each, rank, gain: whatIfAllFixed(counts, new Set([each.check])).gain }
    })
    .toSorted((a, b) => a.rank - b.rank || (b.gain ?? 0) - (a.gain ?? 0) || (a.check < b.check ? -1 : 1))
    .slice(0, limit)
  const urgent = await readUrgent(
    viewer,
    scope,
    first.map(({ check }) => check),
  )
  const rows = first.flatMap(({ gain, ...own }) => {
    const found = urgent.get(own.check)
    return found ? toRow({ ...found, gain }, own) : []
  })
  return { rows, after: whatIfAllFixed(counts, new Set(rows.map(({ check }) => check))).after }
}

interface Urgent {
  check: string
  pillar: string
  severity: Severity
  exposed: number
  running: number
  production: number
  opened: number
  regressed: number
  oldest: Date
}

function toRow({ oldest, ...urgent }: Urgent & { gain?: number }, { pass, fail, critical }: CheckCounts): DoFirst {
  return {
    ...urgent,
    failing: fail,
    judged: pass + fail,
    capsGrade: critical > 0,
    oldest: oldest.toISOString(),
  }
}

/** The most urgent rank among the open findings of each check: of a hundred checks it is the first entry of an index. */
async function readRanks(viewer: Viewer, scope: Scope, checks: readonly string[]): Promise<Map<string, number>> {
  const sql = binder()
  const where = all([
    openFinding,
    's.check_id = c.id',
    oneOf(sql, 's.account', visibleAccounts(viewer, scope.accounts)),
  ])
  const { rows } = await pool().query<{ check: string; rank: number }>(
    `select c.id as check, f.rank from unnest(${sql.bind(checks)}::text[]) as c(id)
       cross join lateral (select s.rank from finding s where ${where} order by s.rank limit 1) f`,
    sql.values,
  )
  return new Map(rows.map(({ check, rank }) => [check, rank]))
}

async function readUrgent(viewer: Viewer, scope: Scope, checks: readonly string[]): Promise<Map<string, Urgent>> {
  const sql = binder()
  const where = all([
    openFinding,
    `s.check_id = any(${sql.bind(checks)})`,
    oneOf(sql, 's.account', visibleAccounts(viewer, scope.accounts)),
  ])
  const { rows } = await pool().query<Urgent>(
    `select s.check_id as check, s.pillar, min(s.severity) as severity,
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
  return new Map(rows.map((row) => [row.check, row]))
}
