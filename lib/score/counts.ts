import type { Severity } from '#lib/checks/result.ts'
import type { Status } from '#lib/engine/outcome.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'

/** What the score needs to know of one outcome, or of `count` outcomes that agree in all of it. */
export interface ScoreRow {
  check: string
  pillar: string
  /** The check's default severity; it sets the weight. */
  weight: Severity
  status: Status
  /** The outcome's own severity; a critical one caps the grade. */
  severity: Severity
  usage?: Usage
  /** Scored in another outcome (COUNT ONCE): leaves every count. */
  countedIn: boolean
  excepted: boolean
  /** Unknown only because earlier scans are missing. */
  wants?: 'history'
  count: number
}

/** How one check stands over the subjects in a scope. Only pass, fail and unknown enter the score. */
export interface CheckCounts {
  check: string
  pillar: string
  weight: Severity
  pass: number
  fail: number
  unknown: number
  /** Of `fail`: with severity critical. */
  critical: number
  notApplicable: number
  /** Beside the score: questions for a person, and what waits for more scans. */
  manual: number
  waiting: number
  /** Outside the score: approved exceptions, and failures of revisions that are registered only. */
  excepted: number
  registered: number
}

type Kind = 'pass' | 'fail' | 'unknown' | 'notApplicable' | 'manual' | 'waiting' | 'excepted' | 'registered'

/** Adds rows up per check, in the order of their ids. Rows may come in any order, grouped or one by one. */
export function countByCheck(rows: Iterable<ScoreRow>): CheckCounts[] {
  const counts: CountsByCheck = new Map()
  for (const row of rows) addRow(counts, row)
  return inOrder(counts)
}

/** Counts that are still being added up. */
export type CountsByCheck = Map<string, CheckCounts>

/** Adds one row to what its check counts. */
export function addRow(counts: CountsByCheck, row: ScoreRow): void {
  const kind = kindOf(row)
  if (!kind) return
  const entry = counts.get(row.check) ?? noCounts(row)
  counts.set(row.check, entry)
  entry[kind] += row.count
  if (kind === 'fail' && row.severity === 'critical') entry.critical += row.count
}

/** The counts in the order of the ids of their checks, in which the score adds them up. */
export function inOrder(counts: CountsByCheck): CheckCounts[] {
  return [...counts.values()].sort((a, b) => (a.check < b.check ? -1 : 1))
}

/** Where a row is counted; undefined for what is counted elsewhere or is nothing to act on. */
function kindOf(row: ScoreRow): Kind | undefined {
  if (row.countedIn) return undefined
  if (row.usage === 'registered') return row.status === 'fail' ? 'registered' : undefined
  if (row.status === 'not_applicable') return 'notApplicable'
  if (row.excepted) return 'excepted'
  if (row.status === 'unknown') return row.wants === 'history' ? 'waiting' : 'unknown'
  return row.status
}

/** Counts of a check before anything was counted. */
export function noCounts({ check, pillar, weight }: Pick<ScoreRow, 'check' | 'pillar' | 'weight'>): CheckCounts {
  return {
    check,
    pillar,
    weight,
    pass: 0,
    fail: 0,
    unknown: 0,
    critical: 0,
    notApplicable: 0,
    manual: 0,
    waiting: 0,
    excepted: 0,
    registered: 0,
  }
}

/** Pools the counts of several accounts or regions. */
export function pool(scopes: Iterable<readonly CheckCounts[]>): CheckCounts[] {
  const pooled = new Map<string, CheckCounts>()
  for (const counts of scopes) {
    for (const each of counts) {
      const entry = pooled.get(each.check) ?? noCounts(each)
      pooled.set(each.check, entry)
      for (const kind of countKinds) entry[kind] += each[kind]
    }
  }
  return [...pooled.values()].sort((a, b) => (a.check < b.check ? -1 : 1))
}

const countKinds = [
  'pass',
  'fail',
  'unknown',
  'critical',
  'notApplicable',
  'manual',
  'waiting',
  'excepted',
  'registered',
] as const
