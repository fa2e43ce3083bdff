import { openQueues, workOptions } from './boss.ts'
import { type Payload, type QueueName, queues } from './queues.ts'

/** Puts a message on a queue. */
export async function enqueue<Q extends QueueName>(queue: Q, payload: Payload<Q>): Promise<void> {
  const boss = await openQueues()
  await boss.send(queue, queues[queue].parse(payload))
}

/** Calls `handler` for each message of a queue, one at a time, until the queues are closed. */
export async function work<Q extends QueueName>(
  queue: Q,
  handler: (payload: Payload<Q>) => Promise<void>,
): Promise<void> {
  const boss = await openQueues()
  await boss.work(queue, workOptions, async (jobs) => {
    for (const job of jobs) await handler(queues[queue].parse(job.data))
  })
}
