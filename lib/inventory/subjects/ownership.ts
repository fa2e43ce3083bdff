import type { Service } from '../types/ecs.ts'

/** Usage, services and clusters of something that stands before or around services. */
export function ownership(services: readonly Service[]) {
  return {
    usage: services.some((one) => one.runningCount > 0) ? ('running' as const) : ('desired' as const),
    services: [...new Set(services.map((one) => one.serviceArn))],
    clusters: [...new Set(services.map((one) => one.clusterArn))],
  }
}
