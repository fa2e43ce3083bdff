import type { Dimension } from '@aws-sdk/client-cloudwatch'
import { hoursAgo, type Site } from './site.ts'

/** Response times of a target group in seconds, the same all day: whatever period is asked for, the answer is the same. */
export function addResponseTime(site: Site, balancerArn: string, targetGroupArn: string, p99: number): void {
  const average = () => p99 / 6
  site.estate.cloudwatch.series.push({
    namespace: 'AWS/ApplicationELB',
    metricName: 'TargetResponseTime',
    dimensions: [
      { Name: 'TargetGroup', Value: targetGroupArn.slice(targetGroupArn.indexOf('targetgroup/')) },
      { Name: 'LoadBalancer', Value: balancerArn.slice(balancerArn.indexOf('loadbalancer/') + 'loadbalancer/'.length) },
    ],
    stats: { p99: () => p99, p95: () => p99 / 2, p50: average, Average: average },
  })
}

export interface LoadSpec {
  cluster: string
  service: string
  /** Percent of the reservation, at night and at the day's peak. */
  cpu: readonly [number, number]
  memory: readonly [number, number]
}

/** CPUUtilization and MemoryUtilization of a service: they rise from midnight to noon and fall again. */
export function addLoad(site: Site, { cluster, service, cpu, memory }: LoadSpec): void {
  for (const [metricName, [low, high]] of [
    ['CPUUtilization', cpu],
    ['MemoryUtilization', memory],
  ] as const) {
    const value = (start: Date) => low + (high - low) * (1 - Math.abs(start.getUTCHours() - 12) / 12)
    site.estate.cloudwatch.series.push({
      namespace: 'AWS/ECS',
      metricName,
      dimensions: [
        { Name: 'ClusterName', Value: cluster },
        { Name: 'ServiceName', Value: service },
      ],
      stats: { Average: value, Maximum: value },
    })
  }
}

export interface TaskCountSpec {
  cluster: string
  service: string
  desired: number
  /** The service stood at `max` from `from` to `to` hours ago. */
  pinned?: { max: number; from: number; to: number }
}

/** DesiredTaskCount of Container Insights. */
export function addTaskCounts(site: Site, spec: TaskCountSpec): void {
  const dimensions: Dimension[] = [
    { Name: 'ClusterName', Value: spec.cluster },
    { Name: 'ServiceName', Value: spec.service },
  ]
  const pinned = spec.pinned
  const count = (start: Date) =>
    pinned && start >= hoursAgo(site, pinned.from) && start < hoursAgo(site, pinned.to) ? pinned.max : spec.desired
  site.estate.cloudwatch.series.push({
    namespace: 'ECS/ContainerInsights',
    metricName: 'DesiredTaskCount',
    dimensions,
    stats: { Average: count, Minimum: count, Maximum: count },
  })
}
