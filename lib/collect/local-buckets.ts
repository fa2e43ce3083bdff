import type { BucketSize, Buckets, Taken } from './pace.ts'
import { systemTiming, type Timing } from './timing.ts'

interface Bucket {
  size: BucketSize
  tokens: number
  filledAt: number
  /** Share of the published rate in use, from `smallest` to the full one. */
  share: number
  /** When the share last changed. */
  changedAt: number
}

const RECOVERY_MS = 5_000
const SMALLEST_SHARE = 0.05
/** Sums of fractions of a token are this far off at most. */
const ROUNDING = 1e-6

/**
 * Token buckets of this process, at `share` of the published refill and burst, so that the customer's own deployments
 * keep the rest. A throttle halves a bucket's share (at most once a second); every 5 seconds without one it grows by a
 * tenth of the whole again.
 */
export function createLocalBuckets(options: { share?: number; timing?: Timing } = {}): Buckets {
  const { share: full = 0.9, timing = systemTiming } = options
  const buckets = new Map<string, Bucket>()

  /** As it is at this moment. */
  function bucketOf(size: BucketSize): Bucket {
    const id = `${size.account}|${size.region}|${size.name}`
    const now = timing.now()
    const known = buckets.get(id)
    if (known) return refill(known, now)
    const made = { size, tokens: Math.max(1, size.burst * full), filledAt: now, share: full, changedAt: now }
    buckets.set(id, made)
    return made
  }

  function refill(bucket: Bucket, now: number): Bucket {
    const { rate } = bucket.size
    const recovered = Math.floor((now - bucket.changedAt) / RECOVERY_MS)
    if (bucket.share < full && recovered > 0) {
      bucket.share = Math.min(full, bucket.share + recovered * 0.1)
      bucket.changedAt = now
    }
    const gained = ((now - bucket.filledAt) / 1000) * rate * bucket.share
    bucket.tokens = Math.min(fullOf(bucket), bucket.tokens + gained)
    bucket.filledAt = now
    return bucket
  }

  return {
    aheadMs: 0,
    async take(size, wanted, underWay): Promise<Taken> {
      const bucket = bucketOf(size)
      bucket.tokens = Math.min(bucket.tokens, fullOf(bucket) - underWay)
      const granted = Math.max(0, Math.min(wanted, Math.floor(bucket.tokens + ROUNDING)))
      bucket.tokens -= granted
      const waitMs = granted === wanted ? 0 : ((1 - bucket.tokens) / (size.rate * bucket.share)) * 1000
      return { granted, waitMs }
    },
    async throttled(size) {
      const bucket = bucketOf(size)
      const now = timing.now()
      bucket.tokens = Math.min(bucket.tokens, 0)
      if (bucket.share < full && now - bucket.changedAt < 1_000) return
      bucket.share = Math.max(SMALLEST_SHARE, bucket.share / 2)
      bucket.changedAt = now
    },
  }
}

function fullOf({ size, share }: Bucket): number {
  return Math.max(1, size.burst * share)
}
