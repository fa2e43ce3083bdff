/**
 * What became of one physical call. `throttled` and `denied` calls are not counted as `failed`; that something does not
 * exist is an answer.
 */
export type CallEnd = 'answered' | 'throttled' | 'denied' | 'failed'

export interface LedgerEntry {
  action: string
  region: string
  /** Physical calls, retries included. */
  count: number
  retried: number
  throttled: number
  denied: number
  failed: number
  /** Bytes of the answers' bodies. */
  bytes: number
  /** Time from sending to the whole answer, summed over calls that ran side by side. */
  millis: number
}

export interface LedgerSummary extends Omit<LedgerEntry, 'action' | 'region' | 'count'> {
  total: number
  byAction: Record<string, { count: number; denied: number; failed: number }>
}

export interface RecordedCall {
  action: string
  region: string
  end: CallEnd
  retry: boolean
  bytes: number
  millis: number
}

/** Every physical call of a scan. */
export interface Ledger {
  record(call: RecordedCall): void
  /** A call that was recorded as failed was an answer after all. */
  recount(failed: Pick<RecordedCall, 'action' | 'region'>): void
  /** One entry per action and region, sorted by both. */
  entries(): LedgerEntry[]
  summary(): LedgerSummary
}

/** @param known what earlier attempts of the same scan have recorded */
export function createLedger(known: readonly LedgerEntry[] = []): Ledger {
  const byKey = new Map(known.map((entry) => [keyOf(entry), { ...entry }]))
  function entryOf(call: Pick<RecordedCall, 'action' | 'region'>): LedgerEntry {
    const entry = byKey.get(keyOf(call)) ?? emptyEntry(call)
    byKey.set(keyOf(call), entry)
    return entry
  }
  return {
    record({ end, retry, bytes, millis, ...call }) {
      const entry = entryOf(call)
      entry.count += 1
      if (retry) entry.retried += 1
      if (end !== 'answered') entry[end] += 1
      entry.bytes += bytes
      entry.millis += millis
    },
    recount(failed) {
      entryOf(failed).failed -= 1
    },
    entries: () => [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => ({ ...entry })),
    summary() {
      const entries = this.entries()
      const sum = (field: 'count' | 'retried' | 'throttled' | 'denied' | 'failed' | 'bytes' | 'millis') =>
        entries.reduce((total, entry) => total + entry[field], 0)
      const byAction: LedgerSummary['byAction'] = {}
      for (const { action, count, denied, failed } of entries) {
        const known = byAction[action] ?? { count: 0, denied: 0, failed: 0 }
        byAction[action] = { count: known.count + count, denied: known.denied + denied, failed: known.failed + failed }
      }
      return {
        total: sum('count'),
        retried: sum('retried'),
        throttled: sum('throttled'),
        denied: sum('denied'),
        failed: sum('failed'),
        bytes: sum('bytes'),
        millis: Math.round(sum('millis')),
        byAction,
      }
    },
  }
}

function keyOf({ action, region }: Pick<RecordedCall, 'action' | 'region'>): string {
  return `${action}|${region}`
}

function emptyEntry({ action, region }: Pick<RecordedCall, 'action' | 'region'>): LedgerEntry {
  return { action, region, count: 0, retried: 0, throttled: 0, denied: 0, failed: 0, bytes: 0, millis: 0 }
}
