import { duration, type Instant, isoTime, passedBetween, relativeTime, utcTime } from './format.ts'

/** "6 h ago", with the exact UTC time on hover and for machines. `now` comes from the page: one clock a request. */
export function RelativeTime({ at, now }: { at: Instant; now: Instant }) {
  return (
    <time dateTime={isoTime(at)} title={utcTime(at)}>
      {relativeTime(at, now)}
    </time>
  )
}

/** How long something has lasted: "41 d", with the moment it began on hover. */
export function Age({ since, now }: { since: Instant; now: Instant }) {
  return (
    <time dateTime={isoTime(since)} title={`since ${utcTime(since)}`}>
      {duration(passedBetween(since, now))}
    </time>
  )
}
