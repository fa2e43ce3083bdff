import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { InvalidInput } from '../invalid.ts'
import { queueScan } from '../scan-life.ts'
import { inTransaction } from '../transaction.ts'
import { nextTime } from './cron.ts'
import { covering } from './schedules.ts'

/** Who asks for scans that no person asked for. */
const SCHEDULER = 'system'

/** A time that passed longer ago was missed: no process kept the clock then. */
const MISSED_AFTER_MS = 15 * 60_000

interface DueSchedule {
  id: number
  cron: string
  time_zone: string
  catch_up: boolean
  spread_minutes: number
  next_at: Date
}

/**
 * Notes every schedule that has fallen due, with one row for each account that it scans, and moves it on to its next
 * time. However many processes do so at once, each time of a schedule is noted once; of several times that passed
 * unseen, the last counts.
 */
export async function noteDue(now: Date): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<DueSchedule>(
      `select id, cron, time_zone, catch_up, spread_minutes, next_at from schedule
       where not paused and next_at <= $1 for update skip locked`,
      [now],
    )
    for (const schedule of rows) await noteOne(client, schedule, now)
  })
}

async function noteOne(client: PoolClient, schedule: DueSchedule, now: Date): Promise<void> {
  const timing = { cron: schedule.cron, timeZone: schedule.time_zone }
  let [due, next] = [schedule.next_at, nextTime(timing, schedule.next_at)]
  while (next <= now) [due, next] = [next, nextTime(timing, next)]
  const isMissed = now.getTime() - due.getTime() > MISSED_AFTER_MS
  const accounts = await client.query<{ id: string }>(
    `select a.id from schedule s join aws_account a on ${covering} where s.id = $1 and not a.paused`,
    [schedule.id],
  )
  const from = isMissed ? now : due
  for (const { id } of accounts.rows) {
    const skipped = isMissed && !schedule.catch_up
    await client.query(
      `insert into scheduled_scan (schedule, account, due_at, run_at, state, note) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [
        schedule.id,
        id,
        due,
        new Date(from.getTime() + offsetMs(schedule, id, due)),
        skipped ? 'missed' : 'waiting',
        skipped ? 'No process ran at that time.' : null,
      ],
    )
  }
  await client.query('update schedule set next_at = $2 where id = $1', [schedule.id, next])
}

/** The same for the same account and time in every process, and evenly spread over accounts. */
function offsetMs({ id, spread_minutes }: DueSchedule, account: string, due: Date): number {
  const hash = createHash('sha256').update(`${id}|${account}|${due.toISOString()}`).digest()
  return Math.floor((hash.readUInt32BE() / 2 ** 32) * spread_minutes * 60_000)
}

/**
 * Queues the scans whose time has come, each with its row in one transaction: a process that dies leaves both or
 * neither. A scan that cannot be had, because one of the account is running, is noted with the reason.
 * @returns their numbers
 */
export async function queueDue(now: Date): Promise<number[]> {
  const queued: number[] = []
  for (;;) {
    const scan = await queueNext(now)
    if (scan === 'none') return queued
    if (scan !== undefined) queued.push(scan)
  }
}

/** Undefined when the scan was refused, `none` when nothing waits any more. */
function queueNext(now: Date): Promise<number | undefined | 'none'> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ schedule: number; account: string; due_at: Date }>(
      `select schedule, account, due_at from scheduled_scan where state = 'waiting' and run_at <= $1
       order by run_at, account limit 1 for update skip locked`,
      [now],
    )
    const [row] = rows
    if (!row) return 'none'
    const place = [row.schedule, row.account, row.due_at]
    try {
      const viewer = { userId: SCHEDULER, role: 'operator', accounts: 'all' } as const
      const scan = await queueScan(client, viewer, { account: row.account, trigger: 'schedule' })
      await client.query(
        `update scheduled_scan set state = 'started', scan = $4 where schedule = $1 and account = $2 and due_at = $3`,
        [...place, scan],
      )
      return scan
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      await client.query(
        `update scheduled_scan set state = 'refused', note = $4 where schedule = $1 and account = $2 and due_at = $3`,
        [...place, error.message],
      )
      return undefined
    }
  })
}
