import { type Severity, severities } from '#lib/checks/result.ts'
import { type CheckCounts, pool as poolCounts } from '#lib/score/counts.ts'
import { type Score, scoreByPillar, scoreOf } from '#lib/score/score.ts'
import { pool } from '../client.ts'
import { comparableScans } from '../findings/where.ts'
import { all, binder, oneOf } from '../sql.ts'
import { countCells } from '../tally/count.ts'
import { currentCells } from '../tally/current.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import { readCounts } from './counts.ts'
import type { Scope } from './scope.ts'

export interface ScoreWithDelta extends Score {
  /** Difference of the shown scores to the scans before; absent when they cannot be compared. */
  delta?: number
  open: number
}

export interface SeverityCount {
  severity: Severity
  open: number
  /** By the latest scan of each account, where it can be compared with the one before. */
  opened: number
  regressed: number
  resolved: number
  excepted: number
}

export interface Posture {
  accounts: { total: number; scanned: number; failing: number; paused: number }
  /** ISO 8601: the oldest and the newest of the accounts' latest finished scans. */
  scannedFrom?: string
  scannedTo?: string
  overall: ScoreWithDelta
  pillars: (ScoreWithDelta & { pillar: string })[]
  severities: SeverityCount[]
  /** Absent when no account has two scans with the same check set. */
  since?: { opened: number; regressed: number; resolved: number }
  beside: { excepted: number; unknown: number; manual: number; waiting: number; registered: number }
  /** Checks with at least one open failure. */
  failingChecks: number
}

/** The first screen: scores with coverage, what changed, and what is not counted. */
export async function readPosture(viewer: Viewer, scope: Scope = {}): Promise<Posture> {
  const [counts, accounts, severityCounts] = await Promise.all([
    readCounts(viewer, scope),
    readAccounts(viewer, scope),
    readSeverities(viewer, scope),
  ])
  const comparable = accounts.some((account) => account.comparable)
  const before = comparable ? await readCountsBefore(viewer, scope) : undefined
  const sum = (field: 'opened' | 'regressed' | 'resolved') =>
    severityCounts.reduce((total, each) => total + each[field], 0)
  const times = accounts.flatMap(({ scannedAt }) => scannedAt ?? []).toSorted((a, b) => a.getTime() - b.getTime())
  return {
    accounts: {
      total: accounts.length,
      scanned: times.length,
      failing: accounts.filter((account) => account.failing).length,
      paused: accounts.filter((account) => account.paused).length,
    },
    ...(times[0] && { scannedFrom: times[0].toISOString(), scannedTo: times.at(-1)?.toISOString() }),
    overall: withDelta(scoreOf(counts), before && scoreOf(before), counts),
    pillars: pillarScores(counts, before),
    severities: severityCounts,
    ...(comparable && { since: { opened: sum('opened'), regressed: sum('regressed'), resolved: sum('resolved') } }),
    beside: {
      excepted: total(counts, 'excepted'),
      unknown: total(counts, 'unknown'),
      manual: total(counts, 'manual'),
      waiting: total(counts, 'waiting'),
      registered: total(counts, 'registered'),
    },
    failingChecks: counts.filter((each) => each.fail > 0).length,
  }
}

function pillarScores(counts: readonly CheckCounts[], before: readonly CheckCounts[] | undefined): Posture['pillars'] {
  const earlier = before && scoreByPillar(before)
  return [...scoreByPillar(counts)].map(([pillar, score]) => ({
    pillar,
    ...withDelta(
      score,
      earlier?.get(pillar),
      counts.filter((each) => each.pillar === pillar),
    ),
  }))
}

function withDelta(score: Score, before: Score | undefined, counts: readonly CheckCounts[]): ScoreWithDelta {
  const open = total(counts, 'fail')
  if (score.value === undefined || before?.value === undefined) return { ...score, open }
  return { ...score, open, delta: score.value - before.value }
}

function total(counts: readonly CheckCounts[], kind: 'fail' | keyof Posture['beside']): number {
  return counts.reduce((sum, each) => sum + each[kind], 0)
}

interface AccountState {
  comparable: boolean
  paused: boolean
  failing: boolean
  scannedAt: Date | null
}

async function readAccounts(viewer: Viewer, scope: Scope): Promise<AccountState[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'a.id', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<AccountState>(
    `select a.comparable, a.paused, a.last_error is not null as failing, s.finished_at as "scannedAt"
     from aws_account a left join scan s on s.id = a.last_scan where ${where}`,
    sql.values,
  )
  return rows
}

/** What the scores were at the scan before the latest one; accounts that cannot be compared count as they are now. */
async function readCountsBefore(viewer: Viewer, scope: Scope): Promise<CheckCounts[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'a.id', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<{ counts: CheckCounts[] }>(
    `select p.counts from aws_account a join scan s on s.id = a.last_scan
       join score_snapshot p on p.scope = 'account' and p.scan = case when a.comparable then s.previous else s.id end
     where ${where}`,
    sql.values,
  )
  return poolCounts(rows.map(({ counts }) => counts))
}

async function readSeverities(viewer: Viewer, scope: Scope): Promise<SeverityCount[]> {
  const sql = binder()
  const accounts = visibleAccounts(viewer, scope.accounts)
  const where = all([oneOf(sql, 'account', accounts)])
  const [open, scans] = await Promise.all([currentCells('open', accounts), comparableScans(viewer, scope.accounts)])
  const latest = sql.bind(scans)
  const { rows } = await pool().query<Omit<SeverityCount, 'open'>>(
    `with standing as (
       select severity, sum(count) as excepted
       from tally where excepted and state = 'open' and not counted and ${where} group by 1
     ),
     changes as (
       select severity,
         count(*) filter (where state = 'open' and not excepted and opened_scan = any(${latest}::int[])) as opened,
         count(*) filter (where state = 'open' and not excepted and reopened_scan = any(${latest}::int[])) as regressed,
         count(*) filter (where state = 'resolved') as resolved
       from finding
       where counted_in is null and (opened_scan = any(${latest}::int[]) or reopened_scan = any(${latest}::int[])
         or resolved_scan = any(${latest}::int[]))
       group by 1
     )
     select severity, coalesce(excepted, 0)::int as excepted, coalesce(opened, 0)::int as opened,
       coalesce(regressed, 0)::int as regressed, coalesce(resolved, 0)::int as resolved
     from standing full join changes using (severity)`,
    sql.values,
  )
  const bySeverity = new Map(rows.map((row) => [row.severity, row]))
  const none = { opened: 0, regressed: 0, resolved: 0, excepted: 0 }
  const openBy = countCells(open, {}).values.severity
  return severities.map((severity) => ({
    severity,
    ...none,
    ...bySeverity.get(severity),
    open: openBy.get(severity) ?? 0,
  }))
}
