import { z } from 'zod'

interface Payloads {
  scan: { scanId: number }
  /** Every minute: something may have fallen due. */
  clock: Record<string, never>
  /** Every night: registered revisions that scans leave out may be read. */
  sweep: Record<string, never>
  /** Every night: what is older than it is to be kept may go. */
  retention: Record<string, never>
}

export type QueueName = keyof Payloads
export type Payload<Q extends QueueName> = Payloads[Q]

const nothing = z.record(z.string(), z.never())

/**
 * Every queue, with what its messages carry: ids only. The row in the database is the truth; a message wakes a worker
 * sooner than its next look would.
 */
export const queues: { readonly [Q in QueueName]: z.ZodType<Payloads[Q]> } = {
  scan: z.strictObject({ scanId: z.int().positive() }),
  clock: nothing,
  sweep: nothing,
  retention: nothing,
}

export const queueNames = Object.keys(queues) as QueueName[]
