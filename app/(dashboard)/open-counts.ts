import { type Severity, severities } from '#lib/checks/result.ts'

/** Open findings by severity. */
export type OpenCounts = Readonly<Record<Severity, number>>

/** "1 critical, 4 medium"; empty when nothing is open. */
export function openWords(open: OpenCounts): string {
  return severities.flatMap((severity) => (open[severity] > 0 ? [`${open[severity]} ${severity}`] : [])).join(', ')
}

export function openTotal(open: OpenCounts): number {
  return severities.reduce((sum, severity) => sum + open[severity], 0)
}
