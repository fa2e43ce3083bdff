import { disconnect } from '#lib/data/client.ts'
import { outcomeOf, statusOf } from './outcomes.ts'
import { insertAccount, storeTimed } from './scan.ts'

// The same scan again and again.

export interface UnchangedOrder {
  outcomes: number
  /** How often after the first time. */
  repeats: number
}

export interface Unchanged {
  /** Of each repeat, in ascending order. */
  seconds: number[]
  /** Rows of outcome, finding and finding_event in all repeats. */
  rowsWritten: number
}

const order: UnchangedOrder = JSON.parse(process.argv[2] ?? '')
await insertAccount()
const outcomes = Array.from({ length: order.outcomes }, (_, index) => outcomeOf(index, order.outcomes, statusOf(index)))
const start = Date.now()
const hour = 3_600_000
await storeTimed(outcomes, new Date(start))
const unchanged: Unchanged = { seconds: [], rowsWritten: 0 }
for (let repeat = 1; repeat <= order.repeats; repeat++) {
  const { seconds, rowsWritten } = await storeTimed(outcomes, new Date(start + repeat * hour))
  unchanged.seconds.push(seconds)
  unchanged.rowsWritten += rowsWritten
}
unchanged.seconds.sort((a, b) => a - b)
await disconnect()
console.log(JSON.stringify(unchanged))
