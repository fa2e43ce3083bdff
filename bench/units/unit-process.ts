import { setTimeout as wait } from 'node:timers/promises'
import { storeScan } from '#lib/data/store/store-scan.ts'
import { keepClock } from '#lib/scan/clock.ts'
import { keepLease } from '#lib/scan/keep-lease.ts'
import { startWorker } from '#lib/scan/worker.ts'
import { durationOf, type UnitsOrder } from './units.ts'

// A worker in a process of its own. Its scans wait instead of reading AWS; all else is as always: the clock, the claim, the
// lease, the transaction that ends a scan. One line for each scan it runs.

const { slots, meanMs }: UnitsOrder = JSON.parse(process.argv[2] ?? '')

const started = startWorker({
  slots,
  async run(claim) {
    const { scan, attempt, account } = claim
    const lease = await keepLease(claim)
    const from = Date.now()
    try {
      await wait(durationOf(account.id, meanMs), undefined, { signal: lease.signal })
      await storeScan({
        scan,
        attempt,
        at: new Date(from).toISOString(),
        regions: [],
        evaluation: { outcomes: [], complete: new Set() },
        checks: [],
        checkSet: { count: 0, hash: 'none' },
        gaps: [],
        ledger: [],
        calls: {},
        resources: { resources: [], complete: new Set() },
      })
    } finally {
      lease.release()
    }
    console.log(JSON.stringify({ account: account.id, from, to: Date.now() }))
    return { state: 'done' }
  },
})
// The schedule falls due in every process at once, while their slots fill.
await Promise.all([started, keepClock()])
