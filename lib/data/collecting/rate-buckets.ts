import pg from 'pg'
import { pool } from '../client.ts'

/** A bucket of AWS, and the share of its published size that may be used. */
export interface RateBucket {
  account: string
  /** `global` where the account has one for all regions. */
  region: string
  name: string
  /** Tokens per second. */
  rate: number
  burst: number
  /** From 0 to 1. */
  share: number
}

/** Tokens are taken for this long ahead, so that a bucket is asked for a few times a second however many calls leave. */
export const AHEAD_MS = 250

/**
 * Takes tokens of a bucket that all workers share; the database's clock refills it.
 * @param options.underWay calls of this process that are not over: AWS may yet take a token for each
 * @param options.spared the part of the full bucket, from 0 to 1, that is left to others
 * @returns how many were granted, and after how many milliseconds it is worth asking again
 */
export async function takeTokens(
  bucket: RateBucket,
  wanted: number,
  { underWay = 0, spared = 0 }: { underWay?: number; spared?: number } = {},
): Promise<{ granted: number; waitMs: number }> {
  const { rows } = await pool().query<{ granted: number; waitMs: number }>(
    'select granted, wait_ms as "waitMs" from take_tokens($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    [...valuesOf(bucket), wanted, spared, underWay],
  )
  const [taken] = rows
  if (!taken) throw new Error('take_tokens said nothing')
  return taken
}

/** AWS throttled a call: all workers use half of the bucket for a while. */
export async function throttleBucket(bucket: RateBucket): Promise<void> {
  await pool().query('select throttle_bucket($1, $2, $3, $4, $5, $6, $7)', valuesOf(bucket))
}

/** What a bucket is at now; for tests and for whoever wonders why a scan is slow. Undefined when it was never used. */
export async function readRateBucket({
  account,
  region,
  name,
}: Pick<RateBucket, 'account' | 'region' | 'name'>): Promise<{ tokens: number; share: number } | undefined> {
  const { rows } = await pool().query<{ tokens: number; share: number }>(
    'select tokens, share from rate_bucket where account = $1 and region = $2 and name = $3',
    [account, region, name],
  )
  return rows[0]
}

/** Whether the database did not answer, instead of answering no: the same question may be answered a moment later. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Classes of PostgreSQL's error codes: connection, resources, operator intervention; and a transaction that was ended
  // with its connection because the process paused. What breaks a connection has none.
  if (error instanceof pg.DatabaseError) return /^(08|53|57|25P03)/.test(error.code ?? '')
  const code: unknown = Reflect.get(error, 'code')
  return (
    (typeof code === 'string' && /^E[A-Z]+$/.test(code)) ||
    /^(Connection terminated|Client has encountered|timeout)/.test(error.message)
  )
}

function valuesOf({ account, region, name, rate, burst, share }: RateBucket): unknown[] {
  return [account, region, name, rate, burst, share, AHEAD_MS / 1000]
}
