import type { LedgerEntry } from '#lib/data/store/ledger.ts'

export type CallTotals = Pick<LedgerEntry, 'action' | 'count' | 'retried' | 'throttled' | 'denied' | 'failed'>

/** How many of the busiest actions show at first. */
const busiest = 10

/** The calls of a scan by action, all regions together, the most first. Actions with trouble are never hidden. */
export function ledgerByAction(
  entries: readonly LedgerEntry[],
  whole: boolean,
): { rows: CallTotals[]; hidden: number; total: CallTotals } {
  const groups = Map.groupBy(entries, ({ action }) => action)
  const all = [...groups].map(([action, group]) => totals(action, group)).toSorted((a, b) => b.count - a.count)
  const rows = all.filter((row, place) => whole || place < busiest || hasTrouble(row))
  return { rows, hidden: all.length - rows.length, total: totals('All', entries) }
}

function totals(action: string, entries: readonly LedgerEntry[]): CallTotals {
  const sum = { action, count: 0, retried: 0, throttled: 0, denied: 0, failed: 0 }
  for (const entry of entries) {
    sum.count += entry.count
    sum.retried += entry.retried
    sum.throttled += entry.throttled
    sum.denied += entry.denied
    sum.failed += entry.failed
  }
  return sum
}

function hasTrouble({ throttled, denied, failed }: CallTotals): boolean {
  return throttled + denied + failed > 0
}
