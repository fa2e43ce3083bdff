import { type ThrottleGroup, throttleGroupOf } from './throttle-groups.ts'
import { systemTiming, type Timing } from './timing.ts'

/** Keeps calls below AWS's published rates, for every account and region at once. One per process. */
export interface Pace {
  /**
   * Resolves when the call may be sent. Calls of one bucket leave in the order they asked, but lists before all others: a
   * list is read page after page, and what it names cannot even be asked for before.
   */
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
  tokens: number
  filledAt: number
  /** Share of the published rate in use, from `smallest` to `share`. */
  share: number
  /** When the share last changed. */
  changedAt: number
  /** Calls that wait for a token, the first to go first. */
  lists: Waiter[]
  others: Waiter[]
  /** Somebody is handing out tokens to those who wait. */
  serving: boolean
}

interface Waiter {
  go(): void
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
    const made = {
      group,
      tokens: group.burst * full,
      filledAt: now,
      share: full,
      changedAt: now,
      lists: [],
      others: [],
      serving: false,
    }
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

  /** Gives the next token to the call whose turn it then is, until nobody waits. */
  async function serve(bucket: Bucket): Promise<void> {
    while (bucket.lists.length + bucket.others.length > 0) {
      refill(bucket, timing.now())
      bucket.tokens -= 1
      if (bucket.tokens < 0) await timing.sleep((-bucket.tokens / (bucket.group.rate * bucket.share)) * 1000)
      const next = bucket.lists.shift() ?? bucket.others.shift()
      if (next) next.go()
      else bucket.tokens += 1
    }
    bucket.serving = false
  }

  function wait(bucket: Bucket, queue: Waiter[], signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      queue.splice(queue.indexOf(waiter), 1)
      reject(signal?.reason)
    }
    const waiter: Waiter = {
      go() {
        signal?.removeEventListener('abort', leave)
        resolve()
      },
    }
    signal?.addEventListener('abort', leave, { once: true })
    queue.push(waiter)
    if (!bucket.serving) {
      bucket.serving = true
      void serve(bucket)
    }
    return promise
  }

  return {
    async take(call, signal) {
      signal?.throwIfAborted()
      const bucket = bucketOf(call)
      if (!bucket.serving) {
        refill(bucket, timing.now())
        if (bucket.tokens >= 1) {
          bucket.tokens -= 1
          return
        }
      }
      await wait(bucket, isList(call) ? bucket.lists : bucket.others, signal)
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

function isList({ action }: PacedCall): boolean {
  return action.includes(':List')
}
