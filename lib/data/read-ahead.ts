import { currentCounts } from './posture/counts.ts'
import { currentCells } from './tally/current.ts'

/** Reads what every page counts by, which in a large estate takes seconds: the first who opens one is not to wait for it. */
export async function readAhead(): Promise<void> {
  await Promise.all([currentCells('open'), currentCounts()])
}
