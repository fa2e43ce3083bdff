import { currentCounts } from './posture/counts.ts'
import { prewarm } from './prewarm.ts'
import { currentCells } from './tally/current.ts'

/**
 * Reads what every page counts by into this process, and what lists are found by into Postgres's memory. In a large estate
 * that takes seconds: the first who opens a page is not to wait for it.
 */
export async function readAhead(): Promise<void> {
  await Promise.all([currentCells('open'), currentCounts(), prewarm()])
}
