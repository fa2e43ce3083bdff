import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { InvalidInput } from '../invalid.ts'
import { all, binder, oneOf } from '../sql.ts'
import { inTransaction } from '../transaction.ts'
import { Forbidden, requireAccount, requirePermission, type Viewer, visibleAccounts } from '../viewer.ts'
import { cronWords, nextTime, nextTimes, requireTiming, type Timing } from './cron.ts'

/** Accounts whose own tags name no environment. */
const OTHER = 'other'

/** Which accounts a schedule scans; those of an environment, or all, include accounts that are added later. */
export type Target =
  | { kind: 'all' }
  | { kind: 'environment'; environment: string }
  | { kind: 'accounts'; accounts: readonly string[] }

export interface ScheduleInput extends Timing {
  name: string
  target: Target
  /** A time that passed while no process ran is made up for, once; else it is noted as missed. */
  catchUp: boolean
  /** Minutes over which the scans of its accounts are spread, 0 to 120. */
  spreadMinutes: number
}

export interface ScheduleRow extends ScheduleInput {
  id: number
  words: string
  paused: boolean
  /** How many accounts it scans now, of those the viewer may see. */
  covers: number
  /** The next three, ISO 8601; none while it is paused. */
  next: string[]
  /** ISO 8601, when it last fell due. */
  lastDue?: string
}

const MOST_SPREAD = 120

/** Whether schedule `s` scans account `a`. */
export const covering = `case
  when s.environment is not null then coalesce(a.default_tags->>'environment', '${OTHER}') = s.environment
  else cardinality(s.accounts) = 0 or a.id = any(s.accounts) end`

/** By name; those that scan at least one account the viewer may see, or will scan every account. */
export async function listSchedules(viewer: Viewer): Promise<ScheduleRow[]> {
  return readSchedules(viewer)
}

export async function findSchedule(viewer: Viewer, id: number): Promise<ScheduleRow | undefined> {
  return (await readSchedules(viewer, id))[0]
}

/** @throws InvalidInput or Forbidden; returns its id */
export async function addSchedule(viewer: Viewer, input: ScheduleInput): Promise<number> {
  const valid = await requireValid(viewer, input)
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `insert into schedule (name, cron, time_zone, environment, accounts, catch_up, spread_minutes, next_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [...columnsOf(valid), viewer.userId],
    )
    const id = rows[0]?.id ?? 0
    await appendAudit(client, viewer, { verb: 'schedule.add', target: `schedule/${id}`, after: { ...valid } })
    return id
  })
}

export async function updateSchedule(viewer: Viewer, id: number, input: ScheduleInput): Promise<void> {
  const valid = await requireValid(viewer, input)
  const before = await requireOwn(viewer, id)
  await inTransaction(async (client) => {
    await client.query(
      `update schedule set name = $1, cron = $2, time_zone = $3, environment = $4, accounts = $5, catch_up = $6,
         spread_minutes = $7, next_at = $8 where id = $9`,
      [...columnsOf(valid), id],
    )
    await appendAudit(client, viewer, {
      verb: 'schedule.change',
      target: `schedule/${id}`,
      before: { ...inputOf(before) },
      after: { ...valid },
    })
  })
}

/** A paused schedule falls due no more; resumed, it goes on from now: what passed meanwhile is not made up for. */
export async function setSchedulePaused(viewer: Viewer, id: number, paused: boolean): Promise<void> {
  const schedule = await requireOwn(viewer, id)
  await inTransaction(async (client) => {
    await client.query('update schedule set paused = $2, next_at = $3 where id = $1', [
      id,
      paused,
      nextTime(schedule, new Date()),
    ])
    const verb = paused ? 'schedule.pause' : 'schedule.resume'
    await appendAudit(client, viewer, { verb, target: `schedule/${id}` })
  })
}

export async function deleteSchedule(viewer: Viewer, id: number): Promise<void> {
  const before = await requireOwn(viewer, id)
  await inTransaction(async (client) => {
    await client.query('delete from schedule where id = $1', [id])
    await appendAudit(client, viewer, {
      verb: 'schedule.delete',
      target: `schedule/${id}`,
      before: { ...inputOf(before) },
    })
  })
}

async function readSchedules(viewer: Viewer, id?: number): Promise<ScheduleRow[]> {
  const sql = binder()
  const seen = all([covering, oneOf(sql, 'a.id', visibleAccounts(viewer))])
  const one = id === undefined ? undefined : `s.id = ${sql.bind(id)}`
  const covers = `(select count(*)::int from aws_account a where ${seen})`
  const reach = viewer.accounts === 'all' ? undefined : `${covers} > 0`
  const { rows } = await pool().query(
    `select s.*, ${covers} as covers, (select max(due_at) from scheduled_scan where schedule = s.id) as last_due
     from schedule s where ${all([one, reach])} order by lower(s.name), s.id`,
    sql.values,
  )
  return rows.map((row) => scheduleRow(viewer, row))
}

interface RawSchedule {
  id: number
  name: string
  cron: string
  time_zone: string
  environment: string | null
  accounts: string[]
  paused: boolean
  catch_up: boolean
  spread_minutes: number
  covers: number
  next_at: Date
  last_due: Date | null
}

function scheduleRow(viewer: Viewer, raw: RawSchedule): ScheduleRow {
  const timing = { cron: raw.cron, timeZone: raw.time_zone }
  const following = raw.paused ? [] : [raw.next_at, ...nextTimes(timing, raw.next_at, 2)]
  return {
    id: raw.id,
    name: raw.name,
    ...timing,
    target: targetOf(viewer, raw),
    catchUp: raw.catch_up,
    spreadMinutes: raw.spread_minutes,
    words: cronWords(raw.cron),
    paused: raw.paused,
    covers: raw.covers,
    next: following.map((time) => time.toISOString()),
    lastDue: raw.last_due?.toISOString(),
  }
}

function targetOf(viewer: Viewer, { environment, accounts }: RawSchedule): Target {
  if (environment !== null) return { kind: 'environment', environment }
  if (accounts.length === 0) return { kind: 'all' }
  return { kind: 'accounts', accounts: visibleAccounts(viewer, accounts) ?? accounts }
}

function inputOf({ name, cron, timeZone, target, catchUp, spreadMinutes }: ScheduleInput): ScheduleInput {
  return { name, cron, timeZone, target, catchUp, spreadMinutes }
}

function columnsOf({ name, cron, timeZone, target, catchUp, spreadMinutes }: ScheduleInput): unknown[] {
  return [
    name,
    cron,
    timeZone,
    target.kind === 'environment' ? target.environment : null,
    target.kind === 'accounts' ? target.accounts : [],
    catchUp,
    spreadMinutes,
    nextTime({ cron, timeZone }, new Date()),
  ]
}

async function requireValid(viewer: Viewer, input: ScheduleInput): Promise<ScheduleInput> {
  requirePermission(viewer, 'scan')
  requireReach(viewer, input.target)
  const name = input.name.trim()
  if (name === '' || name.length > 60) throw new InvalidInput('Give the schedule a name of at most 60 characters.')
  const { spreadMinutes } = input
  if (!Number.isInteger(spreadMinutes) || spreadMinutes < 0 || spreadMinutes > MOST_SPREAD) {
    throw new InvalidInput(`Spread the scans over 0 to ${MOST_SPREAD} minutes.`)
  }
  await requireAccounts(input.target)
  return { ...inputOf(input), name, ...requireTiming(input, new Date()) }
}

/** Whoever may not see every account may schedule scans only of accounts by name. */
function requireReach(viewer: Viewer, target: Target): void {
  if (target.kind === 'accounts') for (const account of target.accounts) requireAccount(viewer, account)
  else if (viewer.accounts !== 'all') {
    throw new Forbidden('You may not see every account: choose the accounts of the schedule by name.')
  }
}

async function requireAccounts(target: Target): Promise<void> {
  if (target.kind !== 'accounts') return
  if (target.accounts.length === 0) throw new InvalidInput('Choose at least one account.')
  const { rows } = await pool().query<{ id: string }>('select id from aws_account where id = any($1)', [
    target.accounts,
  ])
  const missing = target.accounts.find((account) => !rows.some(({ id }) => id === account))
  if (missing) throw new InvalidInput(`There is no account ${missing}: add it first.`)
}

/** The schedule, when the viewer may change it: all that it scans must be theirs to see. */
async function requireOwn(viewer: Viewer, id: number): Promise<ScheduleRow> {
  requirePermission(viewer, 'scan')
  const schedule = await findSchedule(viewer, id)
  if (!schedule) throw new InvalidInput('There is no such schedule any more: reload the page.')
  if (viewer.accounts === 'all') return schedule
  const { rows } = await pool().query<{ accounts: string[] }>('select accounts from schedule where id = $1', [id])
  requireReach(
    viewer,
    schedule.target.kind === 'accounts' ? { kind: 'accounts', accounts: rows[0]?.accounts ?? [] } : schedule.target,
  )
  return schedule
}
