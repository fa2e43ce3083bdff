import { noteDue, queueDue } from '#lib/data/schedules/due.ts'
import { enqueue } from '#lib/jobs/jobs.ts'

/** Starts what has fallen due. Safe in any number of processes at once: each time of a schedule is noted once. */
export async function keepClock(now = new Date()): Promise<void> {
  await noteDue(now)
  for (const scanId of await queueDue(now)) await enqueue('scan', { scanId })
}
