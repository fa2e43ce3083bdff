/** A moment: ISO 8601 as the data layer gives it, or a Date. */
export type Instant = string | Date

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "2026-11-22T08:04:30.000Z". */
export function isoTime(at: Instant): string {
  return new Date(at).toISOString()
}

/** Milliseconds from one moment to another; negative if the other came first. */
export function passedBetween(one: Instant, other: Instant): number {
  return new Date(other).getTime() - new Date(one).getTime()
}

/** "2026-11-22 08:04 UTC": the exact time behind every relative one. */
export function utcTime(at: Instant): string {
  return `${isoTime(at).slice(0, 16).replace('T', ' ')} UTC`
}

/** "22 Nov 2026" in UTC. */
export function utcDay(at: Instant): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** "22 Nov 08:04" in UTC, for histories where the year is plain. */
export function utcMoment(at: Instant): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${isoTime(at).slice(11, 16)}`
}

/** A length of time in its largest unit, rounded down: "41 s", "12 min", "6 h", "126 d". Negative lengths are 0. */
export function duration(milliseconds: number): string {
  const length = Math.max(0, milliseconds)
  if (length < minute) return `${Math.floor(length / second)} s`
  if (length < hour) return `${Math.floor(length / minute)} min`
  if (length < day) return `${Math.floor(length / hour)} h`
  return `${Math.floor(length / day)} d`
}

/** "6 h ago", "in 20 d", "just now" within ten seconds either way. */
export function relativeTime(at: Instant, now: Instant): string {
  const passed = passedBetween(at, now)
  if (Math.abs(passed) < 10 * second) return 'just now'
  return passed > 0 ? `${duration(passed)} ago` : `in ${duration(-passed)}`
}
