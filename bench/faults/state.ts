import { pool } from '#lib/data/client.ts'

/** Everything that a scan leaves behind, as sorted lines. Times are left out: a disturbed scan ends later. */
export type State = Readonly<Record<string, readonly string[]>>

const queries = {
  outcomes: 'select fingerprint, status, hash, since from outcome',
  findings: `select fingerprint, state, status, severity, usage, verdict, facts, rank, opened_scan, reopened_scan, reopened,
    resolved_scan, resolved_reason, triage from finding`,
  events: `select f.fingerprint, e.kind, e.scan, e.actor, e.detail
    from finding_event e join finding f on f.number = e.finding`,
  resources: 'select account, key, hash, gone_at is not null from resource',
  counts: 'select * from tally',
  scores: 'select scan, scope, result, counts from score_snapshot',
  scans: 'select id, state, regions, coverage, score, outcomes, changes, gap_count, previous from scan',
  gaps: 'select scan, region, action, reason, error_code, resources, checks, unknown from gap',
} as const

export async function readState(): Promise<State> {
  const entries: [string, string[]][] = []
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await pool().query<{ line: string }>(`select row_to_json(r)::text as line from (${query}) r`)
    entries.push([name, rows.map(({ line }) => line).sort()])
  }
  return Object.fromEntries(entries)
}

/** Lines that only one of both has. */
export function differences(expected: State, found: State): string[] {
  return Object.keys(queries).flatMap((name) => {
    const [wanted, there] = [new Set(expected[name]), new Set(found[name])]
    const missing = [...wanted].filter((line) => !there.has(line)).map((line) => `${name} lacks ${line}`)
    const extra = [...there].filter((line) => !wanted.has(line)).map((line) => `${name} has ${line}`)
    return [...missing, ...extra]
  })
}

/** Findings that are resolved, and are not in an undisturbed scan. */
export async function countFalseResolves(expected: State): Promise<number> {
  const { rows } = await pool().query<{ line: string }>(
    `select row_to_json(r)::text as line from (${queries.findings} where state = 'resolved') r`,
  )
  const wanted = new Set(expected.findings)
  return rows.filter(({ line }) => !wanted.has(line)).length
}

/** Events that say the same thing of the same scan twice. */
export async function countDuplicates(): Promise<number> {
  return count(`select count(*) from (
    select from finding_event group by finding, kind, scan having count(*) > 1) twice`)
}

/**
 * Writes of an attempt that was not the current one any more: a further transaction that stored the scan, a unit that an
 * older attempt wrote after the newest had announced it, or something kept of a scan that has ended.
 */
export async function countStaleWrites(): Promise<number> {
  return count(`select
    (select greatest(count(distinct xmin::text) - 1, 0) from finding_event where scan = (select max(id) from scan))
    + (select greatest(count(distinct xmin::text) - 1, 0) from api_call where scan = (select max(id) from scan))
    + (select count(*) from scan_unit u join scan s on s.id = u.scan where u.attempt <> s.attempt)
    + (select count(*) from scan_checkpoint c join scan s on s.id = c.scan where s.state <> 'running') as count`)
}

async function count(query: string): Promise<number> {
  const { rows } = await pool().query<{ count: string }>(query)
  return Number(rows[0]?.count)
}
