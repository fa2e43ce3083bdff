import { pool } from '#lib/data/client.ts'
import type { ScoreRow } from '#lib/score/counts.ts'

export type Row = ScoreRow & {
  fingerprint: string
  subject: string
  message: string
  since: number
  whole: string
} & Places
export interface Places {
  services: string[]
  clusters: string[]
}
export interface FindingRecord extends Places {
  number: string
  fingerprint: string
  check: string
  subject: string
  state: 'open' | 'resolved'
  status: string
  severity: string
  usage: string | null
  message: string
  first_seen: string
  reopened: number
  opened_scan: number
  resolved_at: string | null
  reason: string | null
  counted: boolean
  whole: string
}
interface EventRecord {
  finding: string
  at: string
  kind: string
  scan: number
  detail: { severity?: string; reason?: string; reasons?: unknown[] }
}
export interface State {
  outcomes: Map<string, Row>
  findings: Map<string, FindingRecord>
  events: EventRecord[]
  tally: Record<string, number>
  account: { last_scan: number | null; comparable: boolean; check_set_hash: string | null }
  counts: Map<number, unknown>
  /** Services and clusters with a score, by ARN: the latest one written. */
  parts: Record<string, unknown>
}

export async function readState(): Promise<State> {
  const rows = async <T>(sql: string): Promise<T[]> =>
    (await pool().query<{ r: T }>(`select row_to_json(r) as r from (${sql}) r`)).rows.map(({ r }) => r)
  const outcomes = await rows<Row & { waiting: boolean }>(
    `select fingerprint, check_id as check, pillar, 'info' as weight, subject_key as subject, status, severity, usage,
       counted_in is not null as "countedIn", false as excepted, waiting, 1 as count, message, since, services, clusters,
       outcome::text as whole from outcome`,
  )
  const findings = await rows<FindingRecord>(
    `select number::text, fingerprint, check_id as check, subject_key as subject, state, status, severity, usage, message,
       first_seen, reopened, opened_scan, resolved_at, resolved_reason as reason, services, clusters,
       counted_in is not null as counted, finding::text as whole from finding`,
  )
  const tally = await rows<{ key: string; count: number }>(
    `select concat_ws('|', check_id, status, state, severity, usage, counted) as key, sum(count)::int as count
     from tally group by 1`,
  )
  const snapshots = await rows<{ scan: number; counts: unknown }>(
    `select scan, counts from score_snapshot where scope = 'account'`,
  )
  const [account] = await rows<State['account']>(
    'select last_scan, comparable, check_set_hash from aws_account a left join scan s on s.id = a.last_scan',
  )
  if (!account) throw new Error('the account is gone')
  const parts = await rows<{ part: string; result: object }>(
    'select distinct on (part) part, result from part_score order by part, at desc',
  )
  return {
    outcomes: new Map(outcomes.map((row) => [row.fingerprint, { ...row, usage: row.usage ?? undefined }])),
    findings: new Map(findings.map((row) => [row.number, row])),
    events: await rows<EventRecord>('select finding::text, at, kind, scan, detail from finding_event order by at'),
    tally: Object.fromEntries(tally.map(({ key, count }) => [key, count])),
    account,
    counts: new Map(snapshots.map(({ scan, counts }) => [scan, counts])),
    parts: Object.fromEntries(parts.flatMap(({ part, result }) => ('value' in result ? [[part, result]] : []))),
  }
}
