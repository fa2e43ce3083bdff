import { startWorker } from '#lib/scan/worker.ts'

/** Does work while scans of the database are run beside it; they are given back when the work ends. */
export async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const worker = await startWorker()
  try {
    return await work()
  } finally {
    await worker.stop()
  }
}
