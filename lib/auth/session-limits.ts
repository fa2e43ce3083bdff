/** A session ends after a day, used or not, and after an hour without use (NIST SP 800-63B-4, AAL2). */
export const ABSOLUTE_SECONDS = 24 * 60 * 60
export const IDLE_SECONDS = 60 * 60

/** How stale the note of last use may be; not every request writes. */
export const TOUCH_SECONDS = 60

interface Times {
  createdAt: Date
  /** Last use. */
  updatedAt: Date
}

export function hasEnded({ createdAt, updatedAt }: Times, now: Date): boolean {
  return secondsSince(createdAt, now) > ABSOLUTE_SECONDS || secondsSince(updatedAt, now) > IDLE_SECONDS
}

export function needsTouch({ updatedAt }: Times, now: Date): boolean {
  return secondsSince(updatedAt, now) > TOUCH_SECONDS
}

function secondsSince(then: Date, now: Date): number {
  return (now.getTime() - then.getTime()) / 1000
}
