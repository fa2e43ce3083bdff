import { type BucketSize, type Buckets, createPace, type Pace } from '#lib/collect/pace.ts'
import { systemTiming, type Timing } from '#lib/collect/timing.ts'
import { AHEAD_MS, takeTokens, throttleBucket } from '#lib/data/collecting/rate-buckets.ts'
import { answered } from './answered.ts'

/** Of a full bucket, what a sweep leaves for scans and for the customer. */
const SPARED = 0.5

const paces = new Map<string, Pace>()

/**
 * The pace of every process on this database: their calls together stay at `share` (from 0 to 1) of AWS's published
 * rates. While the database does not answer, calls wait.
 */
export function sharedPace(share: number): Pace {
  return paceOf(`scan ${share}`, () => sharedBuckets(share))
}

/** The same for work that has time: it takes only what the upper half of a bucket holds, so that scans go first. */
export function sparePace(share: number): Pace {
  return paceOf(`spare ${share}`, () => sharedBuckets(share, { spared: SPARED }))
}

/** One for each kind in a process: those who wait for one bucket wait in one line. */
function paceOf(kind: string, buckets: () => Buckets): Pace {
  const known = paces.get(kind)
  if (known) return known
  const made = createPace({ buckets: buckets() })
  paces.set(kind, made)
  return made
}

interface SharedOptions {
  spared?: number
  timing?: Timing
}

function sharedBuckets(share: number, { spared, timing = systemTiming }: SharedOptions = {}): Buckets {
  const withShare = (bucket: BucketSize) => ({ ...bucket, share })
  return {
    aheadMs: AHEAD_MS,
    take: (bucket, wanted, underWay) =>
      answered(() => takeTokens(withShare(bucket), wanted, { underWay, spared }), timing),
    throttled: (bucket) => answered(() => throttleBucket(withShare(bucket)), timing),
  }
}
