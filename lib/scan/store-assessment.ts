import type { ClaimedScan } from '#lib/data/scan-life.ts'
import { type StoredScan, storeScan } from '#lib/data/store/store-scan.ts'
import { checkSetOf } from '#lib/engine/check-set.ts'
import { describeResources } from '#lib/engine/describe/describe-resources.ts'
import { nextHistory } from '#lib/engine/next-history.ts'
import { extentOf } from '#lib/engine/observed.ts'
import { registrationsOf } from '#lib/engine/registrations.ts'
import type { Assessment } from './assess.ts'
import type { ScanRequest } from './request.ts'

/** Stores what a claimed scan came to, and ends it. @throws StaleAttempt when another attempt took the scan over */
export async function storeAssessment(
  { scan, attempt }: Pick<ClaimedScan, 'scan' | 'attempt'>,
  { isPartial, scope }: Pick<ScanRequest, 'isPartial' | 'scope'>,
  { inventory, evaluation, ledger, checks }: Assessment,
): Promise<StoredScan> {
  const extent = isPartial ? extentOf(inventory, scope) : undefined
  return storeScan({
    scan,
    attempt,
    at: inventory.takenAt,
    regions: inventory.regions,
    extent,
    evaluation,
    checks,
    checkSet: checkSetOf(checks),
    gaps: inventory.gaps,
    ledger: ledger.entries(),
    calls: ledger.summary(),
    resources: describeResources(inventory, evaluation.outcomes),
    registrations: extent?.clusters ? undefined : registrationsOf(inventory),
    history: nextHistory(inventory, !extent?.clusters),
  })
}
