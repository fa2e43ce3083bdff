import { type ClaimedScan, renewLease } from '#lib/data/scan-life.ts'

/** A process that dies within a scan is noticed when its lease ends. */
export const LEASE_SECONDS = 5
/** How soon a scan hears that it was cancelled; several renewals may fail before the lease ends. */
const RENEW_MS = 1_000

/** Somebody asked the scan to stop. */
export class ScanCancelled extends Error {
  override name = 'ScanCancelled'
}

/** Another process has the scan now: this one may write nothing more. */
export class ScanLost extends Error {
  override name = 'ScanLost'
}

export interface Lease {
  /** Aborted with ScanCancelled or ScanLost, or with the reason of the outer signal. */
  signal: AbortSignal
  /** Ends renewing. Afterwards none is under way that would still hold what was given away meanwhile. */
  release(): Promise<void>
}

/** Renews the claim on a scan until released, and learns so that it was cancelled or taken over. */
export async function keepLease(claim: ClaimedScan, outer?: AbortSignal): Promise<Lease> {
  const controller = new AbortController()
  const renew = async () => {
    const state = await renewLease(claim.scan, claim.attempt, LEASE_SECONDS)
    if (state === 'cancelled') controller.abort(new ScanCancelled('The scan was cancelled.'))
    if (state === 'lost') controller.abort(new ScanLost('Another process has taken the scan over.'))
  }
  await renew()
  let renewing: Promise<void> | undefined
  const timer = setInterval(() => {
    // While the scan is stored its row is locked, and a renewal waits: one is enough.
    // A renewal that fails is tried again; if none succeeds in time, the lease ends and the next one says `lost`.
    renewing ??= renew()
      .catch(() => {})
      .finally(() => {
        renewing = undefined
      })
  }, RENEW_MS)
  const signal = outer ? AbortSignal.any([controller.signal, outer]) : controller.signal
  return {
    signal,
    async release() {
      clearInterval(timer)
      await renewing
    },
  }
}
