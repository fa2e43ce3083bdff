import { isWorse, type Severity } from '#lib/checks/result.ts'
import { minimumCoverage } from '#lib/score/score.ts'
import type { ScanReport } from './scan-report.ts'

/** Process exit code of a finished scan: 3 too little could be judged, 2 something at or above `failOn` fails, else 0. 3 wins over 2. */
export function scanExitCode(report: ScanReport, failOn?: Severity): 0 | 2 | 3 {
  if (report.coverage.percent < minimumCoverage) return 3
  const fails = report.results.some(
    (result) => result.status === 'fail' && failOn !== undefined && !isWorse(failOn, result.severity),
  )
  return fails ? 2 : 0
}
