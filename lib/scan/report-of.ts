import { checkSetOf } from '#lib/engine/check-set.ts'
import { countRegistered } from '#lib/inventory/derived/registered.ts'
import { buildScanReport } from '#lib/report/build-scan-report.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { toolVersion } from '#lib/report/tool-version.ts'
import type { Assessment, AssessOptions } from './assess.ts'

/**
 * The report of an assessment that has just ended.
 * @param revisions how many registered revisions have been read; absent: by this scan
 */
export function reportOf(
  assessment: Assessment,
  options: Pick<AssessOptions, 'regions' | 'scope'>,
  revisions = countRegistered(assessment.inventory),
): ScanReport {
  const { inventory, evaluation, ledger, checks } = assessment
  return buildScanReport({
    toolVersion,
    checkSet: checkSetOf(checks),
    checks,
    startedAt: inventory.takenAt,
    finishedAt: new Date().toISOString(),
    settings: {
      regions: [...(options.regions ?? [])],
      clusters: [...(options.scope?.clusters ?? [])],
      services: [...(options.scope?.services ?? [])],
    },
    inventory,
    outcomes: evaluation.outcomes,
    revisions,
    calls: { ...ledger.summary(), entries: ledger.entries() },
  })
}
