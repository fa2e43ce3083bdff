import { systemTiming, type Timing } from '#lib/collect/timing.ts'
import { isUnanswered } from '#lib/data/collecting/rate-buckets.ts'

const RETRY_MS = 500

/** Asks until the database answers: without it nobody knows what other processes have taken or read. */
export async function answered<T>(ask: () => Promise<T>, timing: Timing = systemTiming): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!isUnanswered(error)) throw error
      await timing.sleep(RETRY_MS)
    }
  }
}
