import { createPace, type Pace, type Release } from '#lib/collect/pace.ts'
import { sweepRevisions } from '#lib/collect/sweep.ts'
import { type AccountRow, findAccount, listAccounts } from '#lib/data/accounts.ts'
import { countRevisions } from '#lib/data/collecting/revisions.ts'
import { readSecrets } from '#lib/data/installation.ts'
import { readRateShare } from '#lib/data/settings.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { keptRevisions, revisionShelf } from './kept-revisions.ts'
import { log } from './log.ts'
import { roleOf } from './request.ts'
import { sentenceFor } from './sentence.ts'
import { sparePace } from './shared-pace.ts'

const system: Viewer = { userId: 'system', role: 'admin', accounts: 'all' }
/** Of the share that scans may use. */
const PART = 0.5

/**
 * Reads, account after account, the registered revisions that scans leave out. It uses at most half of what scans may,
 * and only what they leave over. Whatever it has read stays read: when it is stopped, the next one goes on from there.
 */
export async function sweepAccounts(signal: AbortSignal): Promise<void> {
  for (const account of await listAccounts(system)) {
    if (signal.aborted) return
    if (!account.paused) await sweepAccount(account, signal)
  }
}

async function sweepAccount({ id, regions }: AccountRow, signal: AbortSignal): Promise<void> {
  try {
    const account = await findAccount(system, id)
    if (!account) return
    const { digestKey } = await readSecrets()
    const shelf = revisionShelf(id, digestKey)
    const swept = await sweepRevisions({
      role: roleOf(account),
      regions,
      digestKey,
      revisions: keptRevisions(shelf),
      pace: unhurried((await readRateShare()) / 100),
      signal,
    })
    // The server's credentials may have been exchanged for those of another account.
    for (const region of swept.regions.filter((one) => one.account === id && one.complete)) {
      await countRevisions(shelf, region)
    }
    const { throttled } = swept.ledger.summary()
    const described = swept.regions.reduce((sum, one) => sum + one.described, 0)
    log.info({ account: id, described, throttled }, 'registered revisions were read')
  } catch (error) {
    if (signal.aborted) return
    log.warn({ account: id, reason: sentenceFor(error), err: error }, 'registered revisions could not be read')
  }
}

/** Half as fast as scans may be, and behind them. */
function unhurried(share: number): Pace {
  const paces = [createPace({ share: share * PART }), sparePace(share)]
  return {
    async take(call, signal) {
      const releases: Release[] = []
      for (const pace of paces) releases.push(await pace.take(call, signal))
      return () => {
        for (const release of releases) release()
      }
    },
    throttled(call) {
      for (const pace of paces) pace.throttled(call)
    },
  }
}
