import { throttleGroupOf } from '#lib/collect/throttle-groups.ts'
import { type Calls, sum } from './minimum.ts'

export interface BucketFloor {
  bucket: string
  calls: number
  /** Seconds that AWS's full published rate needs for these calls, the burst spent first. */
  seconds: number
}

/** The buckets of one account and region, the slowest first. They empty side by side: the first is the floor of a scan. */
export function bucketFloors(calls: Calls): BucketFloor[] {
  const byBucket = Map.groupBy(calls, ([action]) => throttleGroupOf(action).name)
  return [...byBucket]
    .map(([bucket, actions]) => {
      const { burst, rate } = throttleGroupOf(actions[0]?.[0] ?? '')
      const count = sum(actions.map(([, calls]) => calls))
      return { bucket, calls: count, seconds: Math.max(0, (count - burst) / rate) }
    })
    .sort((a, b) => b.seconds - a.seconds || b.calls - a.calls)
}
