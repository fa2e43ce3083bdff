import { rules } from '#lib/checks/questions.ts'
import { CollectError, type CollectErrorKind } from '#lib/collect/collect-error.ts'
import { isUnanswered } from '#lib/data/collecting/rate-buckets.ts'
import { readSecrets } from '#lib/data/installation.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import { readHistory } from '#lib/data/scan-history.ts'
import { type ClaimedScan, endCancelled, failScan, renewLease } from '#lib/data/scan-life.ts'
import { StaleAttempt } from '#lib/data/stale-attempt.ts'
import { checkSetOf } from '#lib/engine/check-set.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { type Assessment, assess, type ScanProgress } from './assess.ts'
import { openEvidence } from './evidence.ts'
import { keepLease, ScanCancelled, ScanLost } from './keep-lease.ts'
import { countKept, revisionShelf } from './kept-revisions.ts'
import { log } from './log.ts'
import { reportOf } from './report-of.ts'
import { requestOf, type ScanRequest } from './request.ts'
import { sentenceFor } from './sentence.ts'
import { sharedMeans } from './shared-means.ts'
import { storeAssessment } from './store-assessment.ts'
import { createUnitProgress } from './unit-progress.ts'

/** This process ends, and gives its scans back. */
export class ShuttingDown extends Error {
  override name = 'ShuttingDown'
}

/** Attempts after which a scan is given up: it may be what kills the processes that run it. */
const ATTEMPTS = 5

export type ScanEnd =
  | { state: 'done'; report: ScanReport }
  | { state: 'failed'; sentence: string }
  | { state: 'cancelled' | 'left' }

export interface RunOptions {
  signal?: AbortSignal
  /** For those who look on beside the live page. */
  onProgress?: ScanProgress
}

/**
 * Runs a claimed scan to its end and stores it. A scan that fails keeps what earlier scans found and says why in one
 * sentence; one that was taken over, or given back because this process ends, is `left` to others.
 * @param options.signal ends the scan: `left` to others when the reason is ShuttingDown, else `cancelled`
 */
export async function runScan(claim: ClaimedScan, { signal, onProgress }: RunOptions = {}): Promise<ScanEnd> {
  const { scan, attempt } = claim
  if (attempt > ATTEMPTS) {
    return fail(claim, `The scan was begun ${ATTEMPTS} times and did not end: see the log of the server.`)
  }
  const lease = await keepLease(claim, signal)
  try {
    return { state: 'done', report: await collectAndStore(claim, { signal: lease.signal, onProgress }) }
  } catch (error) {
    const reason = lease.signal.aborted ? lease.signal.reason : error
    if (reason instanceof ShuttingDown) {
      await lease.release()
      await renewLease(scan, attempt, 0)
      return { state: 'left' }
    }
    if (reason instanceof ScanCancelled || signal?.aborted) {
      await endCancelled(scan, attempt)
      return { state: 'cancelled' }
    }
    if (reason instanceof ScanLost || reason instanceof StaleAttempt) return { state: 'left' }
    // What is stored is whole or not there: who takes the scan up when its lease ends goes on from its checkpoints.
    if (isUnanswered(reason)) return { state: 'left' }
    const sentence = sentenceFor(reason)
    if (sentence === undefined) log.error({ scan, attempt, err: reason }, 'scan failed')
    const fault = isOfRequest(claim, reason) ? 'request' : 'account'
    return fail(claim, sentence ?? 'The scan failed for a reason that stands in the log of the server.', fault)
  } finally {
    await lease.release()
  }
}

/** What a scan of a part may be refused for, though the account can be read. */
const ofParts: readonly CollectErrorKind[] = ['not-found', 'bad-region', 'region-disabled']

function isOfRequest(claim: ClaimedScan, error: unknown): boolean {
  return requestOf(claim).isPartial && error instanceof CollectError && ofParts.includes(error.kind)
}

async function fail({ scan, attempt }: ClaimedScan, sentence: string, fault?: 'request' | 'account'): Promise<ScanEnd> {
  await failScan(scan, attempt, sentence, fault)
  return { state: 'failed', sentence }
}

async function collectAndStore(claim: ClaimedScan, { signal, onProgress }: RunOptions): Promise<ScanReport> {
  const request = requestOf(claim)
  const { digestKey } = await readSecrets()
  const history = await readHistory(request.account)
  const means = await sharedMeans(request.account, digestKey)
  const { settled, ...evidence } = await openEvidence(claim, { checkSet: checkSetOf(rules), digestKey, signal })
  const progress = createUnitProgress(claim)
  try {
    const assessment = await assess({
      ...request,
      ...means,
      ...evidence,
      history,
      digestKey,
      signal,
      onProgress: (...news) => {
        progress.note(...news)
        onProgress?.(...news)
      },
      onCollected: () => progress.step('evaluate'),
    })
    requireAccount(request, assessment)
    await settled()
    await progress.step('store')
    await storeAssessment(claim, request, assessment)
    return reportOf(
      assessment,
      request,
      await countKept(revisionShelf(request.account, digestKey), assessment.inventory),
    )
  } finally {
    await settled()
    await progress.end()
  }
}

/** The server's credentials may have been exchanged for those of another account. */
function requireAccount({ account }: ScanRequest, { inventory }: Assessment): void {
  if (inventory.account === account) return
  throw new InvalidInput(
    `The credentials of this server belong to account ${inventory.account}, not to ${account}: give the account a role, or start the server with its credentials.`,
  )
}
