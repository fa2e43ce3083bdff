import type { Severity } from '#lib/checks/result.ts'
import type { Usage } from '#lib/inventory/subjects/subject.ts'

/** Severity decides first: no sum of the other points bridges the gap to the next one. */
export const severityPoints: Readonly<Record<Severity, number>> = {
  critical: 80,
  high: 60,
  medium: 40,
  low: 20,
  info: 0,
}

/** A subject that is no workload (a role, a security group) counts like a scheduled one. */
const usagePoints: Readonly<Record<Usage | 'none', number>> = {
  running: 8,
  desired: 6,
  scheduled: 4,
  none: 4,
  registered: 0,
}

const exposedPoints = 8
const productionPoints = 3

export interface PriorityInput {
  severity: Severity
  usage?: Usage
  /** Reachable from the internet, itself or through a service that uses it. */
  exposed: boolean
  environment?: string
}

/**
 * 0 to 99, the most urgent first: severity 0 to 80, usage 0 to 8, exposure 8, production 3. Among equals the older
 * finding comes first; age is no part of the number, so that it never has to be rewritten.
 */
export function priorityOf({ severity, usage, exposed, environment }: PriorityInput): number {
  return (
    severityPoints[severity] +
    usagePoints[usage ?? 'none'] +
    (exposed ? exposedPoints : 0) +
    (isProduction(environment) ? productionPoints : 0)
  )
}

/** Values people give an environment tag for production, in lower case. */
export const productionNames: readonly string[] = ['prod', 'production', 'prd', 'live']

function isProduction(environment: string | undefined): boolean {
  return environment !== undefined && productionNames.includes(environment.trim().toLowerCase())
}

/** What lists are sorted by: 99 - priority, so that the most urgent comes first in ascending order. And back. */
export function rankOf(priority: number): number {
  return 99 - priority
}
