import { checkSetOf } from '#lib/engine/check-set.ts'
import { buildScanReport } from '#lib/report/build-scan-report.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { toolVersion } from '#lib/report/tool-version.ts'
import type { Assessment, AssessOptions } from './assess.ts'

/** The report of an assessment that has just ended. */
export function reportOf(assessment: Assessment, options: Pick<AssessOptions, 'regions' | 'scope'>): ScanReport {
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
    calls: ledger.summary(),
  })
}
