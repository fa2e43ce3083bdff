import { randomBytes } from 'node:crypto'
import type { ScanReport } from '#lib/report/scan-report.ts'
import { type AssessOptions, assess } from './assess.ts'
import { reportOf } from './report-of.ts'

/** One scan without a database. Digests of redacted values are keyed for this run alone. @throws CollectError */
export async function scanOnce(options: Omit<AssessOptions, 'digestKey' | 'history'>): Promise<ScanReport> {
  const digestKey = randomBytes(32).toString('base64url')
  return reportOf(await assess({ ...options, digestKey }), options)
}
