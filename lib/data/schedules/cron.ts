import { CronExpressionParser } from 'cron-parser'
import cronstrue from 'cronstrue'
import { InvalidInput } from '../invalid.ts'

/** When a schedule falls due: five fields of cron, read in a time zone (IANA name). */
export interface Timing {
  cron: string
  timeZone: string
}

/** A scan of a large account takes minutes: what falls due more often only queues up. */
const LEAST_MINUTES = 15
/** How many times ahead are looked at for the shortest pause: a week of quarters of an hour. */
const LOOKED_AHEAD = 700

/** The next times after `after`, the soonest first; across a change of the clocks each local time is due once. */
export function nextTimes({ cron, timeZone }: Timing, after: Date, count: number): Date[] {
  const expression = CronExpressionParser.parse(cron, { currentDate: after, tz: timeZone })
  return Array.from({ length: count }, () => expression.next().toDate())
}

/** The first time after `after`. */
export function nextTime(timing: Timing, after: Date): Date {
  const [next] = nextTimes(timing, after, 1)
  if (!next) throw new RangeError(`${timing.cron} never falls due`)
  return next
}

/** "At 02:00, Monday through Friday". */
export function cronWords(cron: string): string {
  return cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: false })
}

/** The same timing with single blanks. @throws InvalidInput with one sentence that says what to write instead */
export function requireTiming({ cron, timeZone }: Timing, now: Date): Timing {
  const clean = cron.trim().replace(/\s+/g, ' ')
  if (clean.split(' ').length !== 5 || !/^[\dA-Za-z*,/#\- ]+$/.test(clean)) throw new InvalidInput(fiveFields)
  if (!isTimeZone(timeZone)) throw new InvalidInput('Choose a time zone from the list, such as Europe/Berlin.')
  const timing = { cron: clean, timeZone }
  const times = upcoming(timing, now)
  const pauses = times.slice(1).map((time, index) => time.getTime() - (times[index] ?? time).getTime())
  if (Math.min(...pauses) < LEAST_MINUTES * 60_000) {
    throw new InvalidInput(`A schedule may fall due every ${LEAST_MINUTES} minutes at most: choose fewer times.`)
  }
  return timing
}

const fiveFields =
  'Write five fields (minute, hour, day of the month, month, day of the week), such as 0 2 * * 1-5 for 02:00 on weekdays.'

function upcoming(timing: Timing, now: Date): Date[] {
  try {
    return nextTimes(timing, now, LOOKED_AHEAD)
  } catch {
    throw new InvalidInput(fiveFields)
  }
}

function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
}
