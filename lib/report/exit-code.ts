import { isWorse, type Severity } from '#lib/checks/result.ts'
import type { ScanReport } from './scan-report.ts'

/** Below this share of judged work, in percent, a scan says too little to be called clean. */
export const MINIMUM_COVERAGE = 80

/** Process exit code of a finished scan: 3 too little could be judged, 2 something at or above `failOn` fails, else 0. 3 wins over 2. */
export function scanExitCode(report: ScanReport, failOn?: Severity): 0 | 2 | 3 {
  const { percent } = report.coverage
  if (percent !== null && percent < MINIMUM_COVERAGE) return 3
  const fails = report.results.some(
    (result) => result.status === 'fail' && failOn !== undefined && !isWorse(failOn, result.severity),
  )
  return fails ? 2 : 0
}
