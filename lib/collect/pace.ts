import { type ThrottleGroup, throttleGroupOf } from './throttle-groups.ts'
import { systemTiming, type Timing } from './timing.ts'

/** Keeps calls below AWS's published rates, for every account and region at once. One per process. */
export interface Pace {
  /** Resolves when the call may be sent. Calls of one bucket leave in the order they asked. */
  take(call: PacedCall, signal?: AbortSignal): Promise<void>
  /** AWS throttled a call: somebody else spends from the same bucket, so take only half of it for a while. */
  throttled(call: PacedCall): void
}

export interface PacedCall {
  account: string
  region: string
  action: string
}

interface Bucket {
  group: ThrottleGroup
  /** Below zero: what waiting calls have already been promised. */
  tokens: number
  filledAt: number
  /** Share of the published rate in use, from `smallest` to `share`. */
  share: number
  /** When the share last changed. */
  changedAt: number
}

const RECOVERY_MS = 5_000
const SMALLEST_SHARE = 0.05

/**
 * Token buckets at `share` of the published refill and burst, so that the customer's own deployments keep the rest.
 * A throttle halves a bucket's share (at most once a second); every 5 seconds without one it grows by a tenth of the
 * whole again.
 */
export function createPace(options: { share?: number; timing?: Timing } = {}): Pace {
  const { share: full = 0.9, timing = systemTiming } = options
  const buckets = new Map<string, Bucket>()

  function bucketOf({ account, region, action }: PacedCall): Bucket {
    const group = throttleGroupOf(action)
    const id = `${account}|${group.global ? 'global' : region}|${group.name}`
    const known = buckets.get(id)
    if (known) return known
    const now = timing.now()
    const made = { group, tokens: group.burst * full, filledAt: now, share: full, changedAt: now }
    buckets.set(id, made)
    return made
  }

  function refill(bucket: Bucket, now: number): void {
    const recovered = Math.floor((now - bucket.changedAt) / RECOVERY_MS)
    if (bucket.share < full && recovered > 0) {
      bucket.share = Math.min(full, bucket.share + recovered * 0.1)
      bucket.changedAt = now
    }
    const gained = ((now - bucket.filledAt) / 1000) * bucket.group.rate * bucket.share
    bucket.tokens = Math.min(Math.max(1, bucket.group.burst * bucket.share), bucket.tokens + gained)
    bucket.filledAt = now
  }

  return {
    async take(call, signal) {
      const bucket = bucketOf(call)
      refill(bucket, timing.now())
      bucket.tokens -= 1
      if (bucket.tokens >= 0) return
      await timing.sleep((-bucket.tokens / (bucket.group.rate * bucket.share)) * 1000, signal)
    },
    throttled(call) {
      const bucket = bucketOf(call)
      const now = timing.now()
      refill(bucket, now)
      bucket.tokens = Math.min(bucket.tokens, 0)
      if (bucket.share < full && now - bucket.changedAt < 1_000) return
      bucket.share = Math.max(SMALLEST_SHARE, bucket.share / 2)
      bucket.changedAt = now
    },
  }
}
