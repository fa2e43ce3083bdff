import { setTimeout as wait } from 'node:timers/promises'

/** Clock, sleep and dice of everything that waits; tests bring their own. */
export interface Timing {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms` milliseconds; rejects with an AbortError when the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** From 0 up to, not including, 1. */
  random(): number
}

export const systemTiming: Timing = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, { signal })
  },
  random: () => Math.random(),
}
