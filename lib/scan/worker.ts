import { randomUUID } from 'node:crypto'
import { applyRetention } from '#lib/data/retention/sweep.ts'
import { type ClaimedScan, claimNext } from '#lib/data/scan-life.ts'
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

export interface WorkerOptions {
  /** Scans at a time. */
  slots?: number
  /** What is done with a claimed scan. */
  run?: (claim: ClaimedScan, options: { signal: AbortSignal }) => Promise<{ state: string }>
}

/**
 * Runs scans of this database, up to `slots` at a time. A message wakes it at once, and so does a scan that ends; it also
 * looks by itself every few seconds, for scans whose message was lost or whose process died.
 */
export async function startWorker({ slots = 4, run = runScan }: WorkerOptions = {}): Promise<Worker> {
  const id = randomUUID()
  const ending = new AbortController()
  const running = new Map<number, Promise<void>>()
  let sweeping: Promise<void> | undefined
  let looking: Promise<void> | undefined
  let isWanted = false

  /** One look at a time, so that no more is claimed than there are slots; who asks meanwhile is looked for again. */
  function look(): Promise<void> {
    isWanted = true
    looking ??= lookWhileWanted().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function lookWhileWanted(): Promise<void> {
    while (isWanted) {
      isWanted = false
      await fillSlots()
    }
  }

  async function fillSlots(): Promise<void> {
    while (running.size < slots && !ending.signal.aborted) {
      const claim = await claimNext(LEASE_SECONDS, [...running.keys()])
      if (!claim) return
      running.set(
        claim.scan,
        runClaimed(claim).finally(() => {
          running.delete(claim.scan)
          void look().catch(noAnswer)
        }),
      )
    }
  }

  async function runClaimed(claim: ClaimedScan): Promise<void> {
    const { scan, attempt } = claim
    try {
      const end = await run(claim, { signal: ending.signal })
      log.info({ scan, attempt, state: end.state }, 'scan ended')
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

  async function removeOld(): Promise<void> {
    for (const removal of await applyRetention()) log.info(removal, 'what was old enough was removed')
  }

  const every = (ms: number, what: () => Promise<void>) => setInterval(() => void what().catch(noAnswer), ms)

  await beat(id)
  await work('scan', look)
  await work('clock', () => keepClock())
  await work('sweep', async () => sweep())
  await work('retention', removeOld)
  const timers = [every(LOOK_MS, look), every(BEAT_MS, () => beat(id))]
  await look()

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      ending.abort(new ShuttingDown('This process ends.'))
      await Promise.allSettled([looking])
      await Promise.allSettled([...running.values(), sweeping])
      await leave(id).catch(() => {})
      await closeQueues()
    },
  }
}

function noAnswer(error: unknown): void {
  log.error({ err: error }, 'the database did not answer')
}
