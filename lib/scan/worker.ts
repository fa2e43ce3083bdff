import { randomUUID } from 'node:crypto'
import { claimScan, listClaimableScans } from '#lib/data/scan-life.ts'
import { beat, leave } from '#lib/data/workers.ts'
import { closeQueues } from '#lib/jobs/boss.ts'
import { work } from '#lib/jobs/jobs.ts'
import { keepClock } from './clock.ts'
import { LEASE_SECONDS } from './keep-lease.ts'
import { log } from './log.ts'
import { runScan, ShuttingDown } from './run-scan.ts'
import { sweepAccounts } from './sweep.ts'

const LOOK_MS = 2_000
const BEAT_MS = 5_000

export interface Worker {
  /** Takes no more scans, gives back those that run, and ends. */
  stop(): Promise<void>
}

/**
 * Runs scans of this database, up to `slots` at a time. A message wakes it at once; it also looks by itself every few
 * seconds, for scans whose message was lost or whose process died.
 */
export async function startWorker({ slots = 4 } = {}): Promise<Worker> {
  const id = randomUUID()
  const ending = new AbortController()
  const running = new Map<number, Promise<void>>()
  let sweeping: Promise<void> | undefined

  async function look(): Promise<void> {
    for (const scan of await listClaimableScans()) {
      if (running.size >= slots || ending.signal.aborted) return
      if (running.has(scan)) continue
      const run = claimAndRun(scan).finally(() => running.delete(scan))
      running.set(scan, run)
    }
  }

  async function claimAndRun(scan: number): Promise<void> {
    try {
      const claim = await claimScan(scan, LEASE_SECONDS)
      if (!claim) return
      const end = await runScan(claim, { signal: ending.signal })
      log.info({ scan, attempt: claim.attempt, state: end.state }, 'scan ended')
    } catch (error) {
      log.error({ scan, err: error }, 'scan was lost and will be taken up again')
    }
  }

  /** Takes hours where much is registered: the message only begins it. */
  function sweep(): void {
    sweeping ??= sweepAccounts(ending.signal)
      .catch((error) => log.error({ err: error }, 'registered revisions could not be read'))
      .finally(() => {
        sweeping = undefined
      })
  }

  const every = (ms: number, what: () => Promise<void>) =>
    setInterval(() => void what().catch((error) => log.error({ err: error }, 'the database did not answer')), ms)

  await beat(id)
  await work('scan', look)
  await work('clock', () => keepClock())
  await work('sweep', async () => sweep())
  const timers = [every(LOOK_MS, look), every(BEAT_MS, () => beat(id))]
  await look()

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      ending.abort(new ShuttingDown('This process ends.'))
      await Promise.allSettled([...running.values(), sweeping])
      await leave(id).catch(() => {})
      await closeQueues()
    },
  }
}
