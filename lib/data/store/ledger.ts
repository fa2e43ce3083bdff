import type { PoolClient } from 'pg'
import type { Outcome } from '#lib/engine/outcome.ts'
import type { Gap } from '#lib/inventory/inventory.ts'
import { pool } from '../client.ts'
import { writeRows } from '../transaction.ts'

/** One action in one region during a scan: physical calls, retries included. */
export interface LedgerEntry {
  action: string
  region: string
  count: number
  retried: number
  throttled: number
  denied: number
  failed: number
  bytes: number
  millis: number
}

/** Makes the partitions that rows of this moment go to. Outside of the storing transaction, because it locks. */
export async function ensurePartitions(at: string): Promise<void> {
  await pool().query(`select month_partition('finding_event', $1), month_partition('api_call', $1)`, [at])
}

export async function writeLedger(
  client: PoolClient,
  scan: number,
  at: string,
  entries: readonly LedgerEntry[],
): Promise<void> {
  await writeRows(
    client,
    entries,
    (entry) => ({ ...entry, bytes: Math.round(entry.bytes), millis: Math.round(entry.millis) }),
    `insert into api_call (scan, at, action, region, count, retried, throttled, denied, failed, bytes, millis)
     select $2, $3, r.* from json_to_recordset($1::json) as r(action text, region text, count int, retried int,
       throttled int, denied int, failed int, bytes bigint, millis bigint)`,
    [scan, at],
  )
}

interface GapRow {
  region: string
  action: string
  reason: string
  error_code?: string
  resources: string[]
  checks: string[]
  unknown: number
}

/** Writes one row per action, place and reason. Returns how many. */
export async function writeGaps(
  client: PoolClient,
  scan: number,
  account: string,
  gaps: readonly Gap[],
  outcomes: readonly Outcome[],
): Promise<number> {
  const rows = gapRows(gaps, outcomes)
  await writeRows(
    client,
    rows,
    (row) => row,
    `insert into gap (scan, account, region, action, reason, error_code, resources, checks, unknown)
     select $2, $3, r.* from json_to_recordset($1::json) as r(region text, action text, reason text, error_code text,
       resources text[], checks text[], unknown int)`,
    [scan, account],
  )
  return rows.length
}

type Place = Pick<Gap, 'action' | 'region' | 'reason' | 'errorCode'>

/** Joins gaps of one action, place and reason, with the outcomes that are unknown because of them. */
function gapRows(gaps: readonly Gap[], outcomes: readonly Outcome[]): GapRow[] {
  const keyOf = ({ action, region, reason, errorCode }: Place) => [action, region, reason, errorCode ?? ''].join('\n')
  const blinded = new Map<string, Set<Outcome>>()
  for (const outcome of outcomes) {
    for (const gap of outcome.gaps) {
      const key = keyOf(gap)
      blinded.set(key, (blinded.get(key) ?? new Set()).add(outcome))
    }
  }
  return [...Map.groupBy(gaps, keyOf)].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    const unknown = [...(blinded.get(key) ?? [])]
    const named = group.flatMap((gap) => gap.resource ?? gap.within ?? [])
    return {
      region: first.region,
      action: first.action,
      reason: first.reason,
      error_code: first.errorCode,
      resources: [...new Set(named)].toSorted(),
      checks: [...new Set(unknown.map((outcome) => outcome.check))].toSorted(),
      unknown: unknown.length,
    }
  })
}
