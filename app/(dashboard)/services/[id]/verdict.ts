import type { OpenCounts } from '#app/(dashboard)/open-counts.ts'
import { severities } from '#lib/checks/result.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'
import type { ServiceDetail } from './read-service.ts'

export function openOf(findings: readonly FindingRow[]): OpenCounts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

/** The worst of a service, and whether the internet leads to it. */
export function serviceVerdict({ path: { service }, findings }: Pick<ServiceDetail, 'path' | 'findings'>): string {
  const open = openOf(findings)
  const worst = severities.find((severity) => open[severity] > 0)
  const place = service.exposed ? 'on a path from the internet' : 'no path from the internet was seen'
  return `${service.name}: ${worst ? `${open[worst]} ${worst}` : 'nothing'} open, ${place}`
}
