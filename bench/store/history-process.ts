import { disconnect } from '#lib/data/client.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import { outcomeOf, statusOf } from './outcomes.ts'
import { count, insertAccount, storeTimed } from './scan.ts'

// Years of scans of one account, each of which finds one subject in a hundred otherwise than the one before.

export interface HistoryOrder {
  scans: number
  subjects: number
}

export interface History {
  events: number
  outcomes: number
  findings: number
  /** Of the whole database, with indexes. */
  megabytes: number
  eventMegabytes: number
  /** Spent on storing alone. */
  seconds: number
}

const { scans, subjects }: HistoryOrder = JSON.parse(process.argv[2] ?? '')
const changesPerScan = Math.round(subjects / 100)
const halfDay = 43_200_000
const start = Date.now() - scans * halfDay
await insertAccount()
const outcomes = Array.from({ length: subjects }, (_, index) => outcomeOf(index, subjects, statusOf(index)))
let seconds = 0
for (let scan = 0; scan < scans; scan++) {
  if (scan > 0) changeSome(outcomes, scan)
  seconds += (await storeTimed(outcomes, new Date(start + scan * halfDay))).seconds
}
const history: History = {
  events: await count('select count(*) from finding_event'),
  outcomes: await count('select count(*) from outcome'),
  findings: await count('select count(*) from finding'),
  megabytes: (await count('select pg_database_size(current_database())')) / 2 ** 20,
  eventMegabytes:
    (await count(
      `select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'finding_event'::regclass`,
    )) /
    2 ** 20,
  seconds,
}
await disconnect()
console.log(JSON.stringify(history))

/** One after the other: what fails is fixed, what was fixed fails again, and of others the reason changes. */
function changeSome(list: Outcome[], scan: number): void {
  for (let step = 0; step < changesPerScan; step++) {
    const index = ((scan - 1) * changesPerScan + step) % list.length
    const before = list[index]?.status
    const status = before === 'fail' ? 'pass' : 'fail'
    list[index] = outcomeOf(index, list.length, status, scan)
  }
}
