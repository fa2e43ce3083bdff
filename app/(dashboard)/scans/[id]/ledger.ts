import { counted } from '#components/score/format.ts'
import type { LedgerEntry } from '#lib/data/store/ledger.ts'

/** A line of the ledger; where several regions stand together its region says how many. */
export type LedgerLine = LedgerEntry

/** How many of the busiest actions show at first. */
const busiest = 10

/**
 * The calls of a scan, the most first: by action with all regions together, actions with trouble never hidden; or, as a
 * whole, by action and region.
 */
export function ledgerLines(
  entries: readonly LedgerEntry[],
  whole: boolean,
): { lines: LedgerLine[]; hidden: number; total: LedgerLine } {
  const total = totals('All', entries)
  const byCount = (a: LedgerLine, b: LedgerLine) => b.count - a.count
  if (whole) return { lines: entries.toSorted(byCount), hidden: 0, total }
  const groups = Map.groupBy(entries, ({ action }) => action)
  const all = [...groups].map(([action, group]) => totals(action, group)).toSorted(byCount)
  const lines = all.filter((line, place) => place < busiest || hasTrouble(line))
  return { lines, hidden: all.length - lines.length, total }
}

/** "41 ms", "2.4 s": finer than lengths of time elsewhere, as one call is short. */
export function timeText(millis: number): string {
  return millis < 1_000 ? `${Math.round(millis)}\u00a0ms` : `${(millis / 1_000).toFixed(1)}\u00a0s`
}

function totals(action: string, entries: readonly LedgerEntry[]): LedgerLine {
  const regions = [...new Set(entries.map(({ region }) => region))]
  const [only = ''] = regions
  const sum = { count: 0, retried: 0, throttled: 0, denied: 0, failed: 0, bytes: 0, millis: 0 }
  for (const entry of entries) {
    sum.count += entry.count
    sum.retried += entry.retried
    sum.throttled += entry.throttled
    sum.denied += entry.denied
    sum.failed += entry.failed
    sum.bytes += entry.bytes
    sum.millis += entry.millis
  }
  return { action, region: regions.length > 1 ? counted(regions.length, 'region') : only, ...sum }
}

function hasTrouble({ throttled, denied, failed }: LedgerLine): boolean {
  return throttled + denied + failed > 0
}
