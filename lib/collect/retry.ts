import type { Failure } from './failure.ts'

/** How often one call is tried at most, by what it last failed with. Everything else is tried once. */
const attemptsByKind: Readonly<Partial<Record<Failure['kind'], number>>> = {
  throttled: 10,
  'server-error': 6,
  'no-answer': 5,
  malformed: 4,
}
const attemptsOnSkew = 2

export function mayRetry(failure: Failure, attempt: number): boolean {
  return attempt < (failure.skewed ? attemptsOnSkew : (attemptsByKind[failure.kind] ?? 1))
}

/**
 * Full jitter: a random wait of up to 100 ms (500 ms after a throttle), doubled with each attempt, 20 s at most.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 */
export function backoffMs({ kind }: Failure, attempt: number, random: () => number): number {
  const base = kind === 'throttled' ? 500 : 100
  return random() * Math.min(20_000, base * 2 ** (attempt - 1))
}

/** Retries a scan may still spend, so that a service that is down cannot multiply its calls. */
export interface RetryBudget {
  /** Whether a retry may be made; spends it. */
  spend(): boolean
  /** A call was answered: earns one retry back. */
  earn(): void
}

export function createRetryBudget(capacity = 500): RetryBudget {
  let left = capacity
  return {
    spend() {
      if (left === 0) return false
      left -= 1
      return true
    },
    earn() {
      left = Math.min(capacity, left + 1)
    },
  }
}
