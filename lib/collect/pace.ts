import { createLocalBuckets } from './local-buckets.ts'
import { throttleGroupOf } from './throttle-groups.ts'
import { systemTiming, type Timing } from './timing.ts'

/** Keeps calls below AWS's published rates, for every account and region at once. */
export interface Pace {
  /**
   * Resolves when the call may be sent. Calls of one bucket leave in the order they asked, but lists before all others: a
   * list is read page after page, and what it names cannot even be asked for before.
   * @returns what to call when the call is over: until then nobody knows whether AWS has counted it
   */
  take(call: PacedCall, signal?: AbortSignal): Promise<Release>
  /** AWS throttled a call: somebody else spends from the same bucket, so take only half of it for a while. */
  throttled(call: PacedCall): void
}

export type Release = () => void

export interface PacedCall {
  account: string
  region: string
  action: string
  /** Of some calls it decides which bucket they draw from. */
  input?: unknown
}

/** Where the tokens are: in this process, or in the database that all workers share. */
export interface Buckets {
  /**
   * How long a token may be kept before it is used, in milliseconds: what the coming calls need is taken with one
   * question, and what is left of it then lapses. 0: no more is taken than calls wait for.
   */
  readonly aheadMs: number
  /** @param underWay calls that were let go and are not over: AWS may yet take a token for each, so they count as unspent */
  take(bucket: BucketSize, wanted: number, underWay: number): Promise<Taken>
  throttled(bucket: BucketSize): Promise<void>
}

/** One bucket of AWS, and its published size. */
export interface BucketSize {
  account: string
  /** `global` where the account has one for all regions. */
  region: string
  name: string
  /** Tokens per second that refill it. */
  rate: number
  /** Tokens it holds when full. */
  burst: number
}

export interface Taken {
  /** From 0 to as many as were wanted. */
  granted: number
  /** Milliseconds after which it is worth asking again. */
  waitMs: number
}

interface Queue {
  bucket: BucketSize
  /** Tokens in hand, and until when they may be used. */
  held: number
  heldUntil: number
  /** Calls that have left and are not over. */
  underWay: number
  /** Calls that wait for a token, the first to go first. */
  lists: Waiter[]
  others: Waiter[]
  /** Somebody is handing out tokens to those who wait. */
  serving: boolean
  /** News of throttles on their way to the bucket. */
  told: Promise<void>[]
}

interface Waiter {
  go(): void
  fail(error: unknown): void
}

/** `share` is of the buckets of this process; others know theirs. */
export function createPace(options: { share?: number; timing?: Timing; buckets?: Buckets } = {}): Pace {
  const { timing = systemTiming } = options
  const buckets = options.buckets ?? createLocalBuckets(options)
  const queues = new Map<string, Queue>()

  function queueOf({ account, region, action, input }: PacedCall): Queue {
    const { name, rate, burst, global } = throttleGroupOf(action, input)
    const bucket = { account, region: global ? 'global' : region, name, rate, burst }
    const id = `${account}|${bucket.region}|${name}`
    const known = queues.get(id)
    if (known) return known
    const made = { bucket, held: 0, heldUntil: 0, underWay: 0, lists: [], others: [], serving: false, told: [] }
    queues.set(id, made)
    return made
  }

  /** Gives each token to the call whose turn it then is, until nobody waits. */
  async function serve(queue: Queue): Promise<void> {
    try {
      while (waiting(queue) > 0) {
        if (queue.held > 0 && timing.now() < queue.heldUntil) handOut(queue)
        else await fetch(queue)
      }
    } catch (error) {
      for (const waiter of [...queue.lists.splice(0), ...queue.others.splice(0)]) waiter.fail(error)
    } finally {
      queue.serving = false
    }
  }

  async function fetch(queue: Queue): Promise<void> {
    const told = queue.told.splice(0)
    await Promise.all(told)
    const askedAt = timing.now()
    const coming = Math.floor((queue.bucket.rate * buckets.aheadMs) / 1000)
    const { granted, waitMs } = await buckets.take(queue.bucket, Math.max(waiting(queue), coming), queue.underWay)
    queue.held = granted
    queue.heldUntil = askedAt + buckets.aheadMs
    handOut(queue)
    if (waiting(queue) > 0) await timing.sleep(waitMs)
  }

  function wait(queue: Queue, line: Waiter[], signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      line.splice(line.indexOf(waiter), 1)
      reject(signal?.reason)
    }
    const waiter: Waiter = {
      go() {
        signal?.removeEventListener('abort', leave)
        resolve()
      },
      fail(error) {
        signal?.removeEventListener('abort', leave)
        reject(error)
      },
    }
    signal?.addEventListener('abort', leave, { once: true })
    line.push(waiter)
    if (!queue.serving) {
      queue.serving = true
      void serve(queue)
    }
    return promise
  }

  return {
    async take(call, signal) {
      signal?.throwIfAborted()
      const queue = queueOf(call)
      await wait(queue, isList(call) ? queue.lists : queue.others, signal)
      return () => {
        queue.underWay -= 1
      }
    },
    throttled(call) {
      const queue = queueOf(call)
      queue.held = 0
      const told = buckets.throttled(queue.bucket)
      // Whoever asks the bucket next hears of a failure; until then nobody has to.
      told.catch(() => {})
      queue.told.push(told)
    },
  }
}

function waiting({ lists, others }: Queue): number {
  return lists.length + others.length
}

function handOut(queue: Queue): void {
  while (queue.held > 0) {
    const next = queue.lists.shift() ?? queue.others.shift()
    if (!next) return
    queue.held -= 1
    queue.underWay += 1
    next.go()
  }
}

function isList({ action }: PacedCall): boolean {
  return action.includes(':List')
}
