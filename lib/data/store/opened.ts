import type { PoolClient } from 'pg'
import { rankOf } from '#lib/engine/priority.ts'
import { type Changes, factsHash, verdictHash } from '#lib/engine/reconcile.ts'
import { copyRows } from '../copy.ts'
import { eventDetail } from './event-detail.ts'
import { type RowContext, subjectColumnNames, subjectRow } from './subject-row.ts'

/** When findings change. */
export interface Moment {
  scan: number
  /** Time of the scan, ISO 8601. */
  at: string
  /** The scan that the account's pages speak of. */
  current: number
}

const openedColumns = [
  ...subjectColumnNames,
  'number',
  'rank',
  'verdict',
  'facts',
  'state',
  'first_seen',
  'opened_scan',
]
const eventColumns = ['finding', 'at', 'kind', 'scan', 'detail']

/** Opens findings, with one event each: under numbers that are drawn before, so that both are appended. Returns how many. */
export async function openFindings(
  client: PoolClient,
  opened: Changes['opened'],
  { scan, at, current }: Moment,
  context: RowContext,
): Promise<number> {
  if (opened.length === 0) return 0
  // In the order of most indexes, which then are appended to.
  const urgent = opened.toSorted((a, b) => b.priority - a.priority)
  const time = new Date(at)
  const numbers = await drawNumbers(client, opened.length)
  const toRow = ({ outcome, priority }: Changes['opened'][number], index: number) => ({
    ...subjectRow(outcome, context),
    number: numbers[index],
    rank: rankOf(priority),
    verdict: verdictHash(outcome),
    facts: factsHash(outcome),
    state: 'open',
    first_seen: time,
    opened_scan: current,
  })
  await copyRows(client, 'finding', openedColumns, urgent, toRow)
  return copyRows(client, 'finding_event', eventColumns, urgent, ({ outcome }, index) => ({
    finding: numbers[index],
    at: time,
    kind: 'opened',
    scan,
    detail: eventDetail(outcome),
  }))
}

async function drawNumbers(client: PoolClient, count: number): Promise<string[]> {
  const { rows } = await client.query<{ numbers: string }>(
    `select string_agg(nextval('finding_number_seq')::text, ',') as numbers from generate_series(1, $1)`,
    [count],
  )
  return rows[0]?.numbers.split(',') ?? []
}
