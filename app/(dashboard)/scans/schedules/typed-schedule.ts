import { InvalidInput } from '#lib/data/invalid.ts'
import type { ScheduleInput, Target } from '#lib/data/schedules/schedules.ts'

/** A schedule as the form holds it: every field a text. */
export interface TypedSchedule {
  name: string
  repeat: Repeat
  /** 24 hours, such as 02:00. */
  time: string
  /** 0 Sunday to 6 Saturday. */
  weekday: string
  /** 1 to 28: the days that every month has. */
  day: string
  cron: string
  timeZone: string
  /** `all`, `accounts`, or `environment:` with its name. */
  target: string
  /** Ids with commas between. */
  accounts: string
  catchUp: string
  spreadMinutes: string
}

export const repeats = ['daily', 'weekdays', 'weekly', 'monthly', 'cron'] as const
export type Repeat = (typeof repeats)[number]

/** What the form starts with. */
export const blankSchedule: TypedSchedule = {
  name: '',
  repeat: 'daily',
  time: '02:00',
  weekday: '1',
  day: '1',
  cron: '0 2 * * *',
  timeZone: 'UTC',
  target: 'all',
  accounts: '',
  catchUp: 'yes',
  spreadMinutes: '0',
}

/** @throws InvalidInput with one sentence */
export function readTypedSchedule(typed: TypedSchedule): ScheduleInput {
  return {
    name: typed.name,
    cron: cronOf(typed),
    timeZone: typed.timeZone,
    target: targetOf(typed),
    catchUp: typed.catchUp === 'yes',
    spreadMinutes: /^\d{1,3}$/.test(typed.spreadMinutes) ? Number(typed.spreadMinutes) : Number.NaN,
  }
}

function cronOf({ repeat, time, weekday, day, cron }: TypedSchedule): string {
  if (repeat === 'cron') return cron
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim()) ?? []
  if (hour === undefined || minute === undefined) throw new InvalidInput('Write the time with 24 hours, such as 02:00.')
  const at = `${Number(minute)} ${Number(hour)}`
  if (repeat === 'daily') return `${at} * * *`
  if (repeat === 'weekdays') return `${at} * * 1-5`
  if (repeat === 'weekly') return `${at} * * ${weekday}`
  return `${at} ${day} * *`
}

function targetOf({ target, accounts }: TypedSchedule): Target {
  if (target === 'all') return { kind: 'all' }
  if (target === 'accounts') return { kind: 'accounts', accounts: accounts.split(',').filter(Boolean) }
  return { kind: 'environment', environment: target.replace('environment:', '') }
}

/** The form of a schedule that exists: its cron as the choice that makes it, where there is one. */
export function typedFrom({ name, cron, timeZone, target, catchUp, spreadMinutes }: ScheduleInput): TypedSchedule {
  return {
    ...blankSchedule,
    ...timesFrom(cron),
    name,
    cron,
    timeZone,
    target: target.kind === 'environment' ? `environment:${target.environment}` : target.kind,
    accounts: target.kind === 'accounts' ? target.accounts.join(',') : '',
    catchUp: catchUp ? 'yes' : 'no',
    spreadMinutes: String(spreadMinutes),
  }
}

function timesFrom(cron: string): Partial<TypedSchedule> {
  const [, minute, hour, day = '', weekday = ''] = /^(\d+) (\d+) (\*|\d+) \* (\*|\d|1-5)$/.exec(cron) ?? []
  if (minute === undefined || hour === undefined) return { repeat: 'cron' }
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (day === '*' && weekday === '*') return { repeat: 'daily', time }
  if (day === '*' && weekday === '1-5') return { repeat: 'weekdays', time }
  if (day === '*' && Number(weekday) < 7) return { repeat: 'weekly', time, weekday }
  if (weekday === '*' && Number(day) <= 28) return { repeat: 'monthly', time, day }
  return { repeat: 'cron' }
}
