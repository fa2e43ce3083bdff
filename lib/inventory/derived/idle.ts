import { matches } from '#lib/iam/glob.ts'
import type { Look } from '../look.ts'

const DAY_MS = 86_400_000

/** Days without use after which what a role or user of that name may do counts as unused (policy.maxIdleDays). */
export function idleDaysOf({ policy }: Look<never>, name: string): number {
  const own = Object.entries(policy.maxIdleDaysOf).find(([pattern]) => matches(pattern, name))
  return own?.[1] ?? policy.maxIdleDays
}

/** Days since a time, with their fraction; undefined without one. */
export function daysSince({ now }: Look<never>, time: string | undefined): number | undefined {
  return time === undefined ? undefined : (Date.parse(now) - Date.parse(time)) / DAY_MS
}
