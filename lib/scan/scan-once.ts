import { randomBytes } from 'node:crypto'
import { createPace } from '#lib/collect/pace.ts'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { type AssessOptions, assess } from './assess.ts'
import { reportOf } from './report-of.ts'

/** One scan without a database, at `rateShare` percent of AWS's request rates. Digests of redacted values are keyed for this run alone. @throws CollectError */
export async function scanOnce({
  rateShare,
  ...options
}: Omit<AssessOptions, 'digestKey' | 'history'> & { rateShare?: number }): Promise<ScanReport> {
  const digestKey = randomBytes(32).toString('base64url')
  return reportOf(
    await assess({ ...options, digestKey, ...(rateShare && { pace: createPace({ share: rateShare / 100 }) }) }),
    options,
  )
}
