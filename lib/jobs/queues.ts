import { z } from 'zod'

/**
 * Every queue, with what its messages carry: ids only. The row in the database is the truth; a message wakes a worker
 * sooner than its next look would.
 */
export const queues = {
  scan: z.strictObject({ scanId: z.int().positive() }),
  /** Every minute: something may have fallen due. */
  clock: z.strictObject({}),
  /** Every night: registered revisions that scans leave out may be read. */
  sweep: z.strictObject({}),
} as const

export type QueueName = keyof typeof queues
export type Payload<Q extends QueueName> = z.infer<(typeof queues)[Q]>

export const queueNames = Object.keys(queues) as QueueName[]
