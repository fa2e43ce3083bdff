import { duration, relativeTime, utcTime } from './format.ts'

/** "6 h ago", with the exact UTC time on hover and for machines. `now` comes from the page: one clock a request. */
export function RelativeTime({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} title={utcTime(at)}>
      {relativeTime(at, now)}
    </time>
  )
}

/** How long something has lasted: "41 d", with the moment it began on hover. */
export function Age({ since, now }: { since: Date; now: Date }) {
  return (
    <time dateTime={since.toISOString()} title={`since ${utcTime(since)}`}>
      {duration(now.getTime() - since.getTime())}
    </time>
  )
}
