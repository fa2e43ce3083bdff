import { settleAnswers } from '#lib/data/attestations/settle.ts'
import { expireExceptions } from '#lib/data/exceptions/expire.ts'
import { noteDue, queueDue } from '#lib/data/schedules/due.ts'
import { enqueue } from '#lib/jobs/jobs.ts'

/**
 * Ends the exceptions and answers whose day has come, and starts the scans that have fallen due. Safe in any number of
 * processes at once.
 */
export async function keepClock(now = new Date()): Promise<void> {
  await expireExceptions(now)
  await settleAnswers(now)
  await noteDue(now)
  for (const scanId of await queueDue(now)) await enqueue('scan', { scanId })
}
