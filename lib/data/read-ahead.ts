import { currentCounts } from './posture/counts.ts'
import { prewarm } from './prewarm.ts'
import { currentCells } from './tally/current.ts'

/**
 * Reads what every page counts by into this process, and what lists are found by into Postgres's memory. In a large estate
 * that takes seconds: the first who opens a page is not to wait for it. Where Postgres refuses the latter, say because its
 * operator lets no statement run for so long, that is a warning: the pages work without.
 */
export async function readAhead(): Promise<void> {
  await Promise.all([currentCells('open'), currentCounts(), prewarm().catch((error) => process.emitWarning(error))])
}
