import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { NatGateway } from '#lib/inventory/types/ec2-network.ts'
import type { Cluster, Service } from '#lib/inventory/types/ecs.ts'
import type { TargetGroup } from '#lib/inventory/types/elbv2.ts'
import type { ServiceQuota } from '#lib/inventory/types/limits.ts'
import type { MetricName, MetricSeries } from '#lib/inventory/types/scaling.ts'

export const FIVE_MINUTES = 300
export const HOUR = 3600
const DAY = 86_400

/** One statistic to ask for. */
export interface Wanted extends Pick<MetricSeries, 'metric' | 'subject'> {
  days: number
  /** Seconds. What is asked for by five minutes is kept by the hour, with figures of its finer values. */
  period: number
  stat: string
  source: Metric
  /** Times that say nothing of ordinary load: [from, to] in milliseconds. */
  masked?: readonly (readonly [number, number])[]
}

const fortnight = 14
const week = 7

function dimensions(values: Readonly<Record<string, string>>): Metric['Dimensions'] {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }))
}

/** Load of services that run tasks, and what those of Container Insights clusters wanted and held in memory. */
export function ofServices(services: readonly Service[], clusters: readonly Cluster[]): Wanted[] {
  const byArn = new Map(clusters.map((cluster) => [cluster.clusterArn, cluster]))
  return services.flatMap((service): Wanted[] => {
    const cluster = byArn.get(service.clusterArn)
    if (!cluster) return []
    const subject = service.serviceArn
    const Dimensions = dimensions({ ClusterName: cluster.clusterName, ServiceName: service.serviceName })
    const insights = cluster.settings.find(({ name }) => name === 'containerInsights')?.value ?? 'disabled'
    const load = (metric: MetricName): Wanted => ({
      metric,
      subject,
      days: fortnight,
      period: FIVE_MINUTES,
      stat: 'Average',
      source: { Namespace: 'AWS/ECS', MetricName: metric, Dimensions },
      masked: deploymentsOf(service),
    })
    const watched = (metric: MetricName, days: number, stat: string): Wanted => ({
      metric,
      subject,
      days,
      period: HOUR,
      stat,
      source: { Namespace: 'ECS/ContainerInsights', MetricName: metric, Dimensions },
    })
    return [
      ...(service.runningCount > 0 ? [load('CPUUtilization'), load('MemoryUtilization')] : []),
      ...(insights === 'enhanced' ? [watched('TaskMemoryUtilization', fortnight, 'Average')] : []),
      // The least of an hour, so that an hour at the maximum was a whole hour.
      ...(insights === 'disabled' ? [] : [watched('DesiredTaskCount', week, 'Minimum')]),
    ]
  })
}

/** The rollouts that the service still knows of; one under way lasts until now. */
function deploymentsOf({ deployments }: Service): [number, number][] {
  return deployments.flatMap(({ createdAt, updatedAt, rolloutState }): [number, number][] => {
    if (!createdAt) return []
    const until = rolloutState === 'COMPLETED' && updatedAt ? Date.parse(updatedAt) : Number.POSITIVE_INFINITY
    return [[Date.parse(createdAt), until]]
  })
}

/** Requests and response times behind application load balancers, the only ones that measure them. */
export function ofTargetGroups(groups: readonly TargetGroup[]): Wanted[] {
  return groups.flatMap(({ TargetGroupArn, LoadBalancerArns }) => {
    const balancer = LoadBalancerArns.find(isApplication)
    if (!balancer) return []
    const wanted = (metric: MetricName, MetricName: string, stat: string): Wanted => ({
      metric,
      subject: TargetGroupArn,
      days: fortnight,
      period: HOUR,
      stat,
      source: {
        Namespace: 'AWS/ApplicationELB',
        MetricName,
        Dimensions: dimensions({
          TargetGroup: TargetGroupArn.slice(TargetGroupArn.indexOf('targetgroup/')),
          LoadBalancer: nameOf(balancer),
        }),
      },
    })
    return [
      wanted('TargetResponseTime', 'TargetResponseTime', 'Average'),
      wanted('TargetResponseTime.p50', 'TargetResponseTime', 'p50'),
      wanted('TargetResponseTime.p95', 'TargetResponseTime', 'p95'),
      wanted('TargetResponseTime.p99', 'TargetResponseTime', 'p99'),
      wanted('RequestCount', 'RequestCount', 'Sum'),
      wanted('RequestCountPerTarget', 'RequestCountPerTarget', 'Sum'),
    ]
  })
}

/** What load balancers in front of services carry. */
export function ofLoadBalancers(groups: readonly TargetGroup[]): Wanted[] {
  const arns = new Set(groups.flatMap(({ LoadBalancerArns }) => LoadBalancerArns))
  return [...arns].flatMap((subject): Wanted[] => {
    const wanted = (metric: MetricName, Namespace: string, period: number): Wanted => ({
      metric,
      subject,
      days: fortnight,
      period,
      stat: 'Sum',
      source: { Namespace, MetricName: metric, Dimensions: dimensions({ LoadBalancer: nameOf(subject) }) },
    })
    if (subject.includes(':loadbalancer/net/')) return [wanted('ProcessedBytes', 'AWS/NetworkELB', DAY)]
    if (!isApplication(subject)) return []
    return [
      wanted('RequestCount', 'AWS/ApplicationELB', DAY),
      wanted('ActiveConnectionCount', 'AWS/ApplicationELB', HOUR),
    ]
  })
}

function isApplication(balancerArn: string): boolean {
  return balancerArn.includes(':loadbalancer/app/')
}

/** `app/NAME/ID`: what metrics call a load balancer. */
function nameOf(balancerArn: string): string {
  return balancerArn.slice(balancerArn.indexOf('loadbalancer/') + 'loadbalancer/'.length)
}

/** What NAT gateways dropped, by day. Metrics of a regional gateway are kept by zone. */
export function ofNatGateways(gateways: readonly NatGateway[]): Wanted[] {
  return gateways.flatMap(({ NatGatewayId, AvailabilityMode, NatGatewayAddresses }) => {
    const zones = NatGatewayAddresses.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? [])
    const places =
      AvailabilityMode === 'regional'
        ? [...new Set(zones)].map((AvailabilityZone) => ({ NatGatewayId, AvailabilityZone }))
        : [{ NatGatewayId }]
    return places.flatMap((place) =>
      (['ErrorPortAllocation', 'PacketsDropCount', 'PacketsInFromSource', 'PacketsInFromDestination'] as const).map(
        (metric): Wanted => ({
          metric,
          subject: Object.values(place).join('/'),
          days: fortnight,
          period: DAY,
          stat: 'Sum',
          source: { Namespace: 'AWS/NATGateway', MetricName: metric, Dimensions: dimensions(place) },
        }),
      ),
    )
  })
}

/** How near file systems come to what they are allowed. */
export function ofFileSystems(fileSystems: readonly { FileSystemId: string }[]): Wanted[] {
  return fileSystems.flatMap(({ FileSystemId }) => {
    const wanted = (metric: MetricName, period: number, stat: string): Wanted => ({
      metric,
      subject: FileSystemId,
      days: fortnight,
      period,
      stat,
      source: { Namespace: 'AWS/EFS', MetricName: metric, Dimensions: dimensions({ FileSystemId }) },
    })
    return [
      wanted('PercentIOLimit', FIVE_MINUTES, 'Average'),
      wanted('MeteredIOBytes', FIVE_MINUTES, 'Sum'),
      wanted('BurstCreditBalance', HOUR, 'Minimum'),
    ]
  })
}

/** What is used of the quotas whose use AWS counts. */
export function ofQuotas(quotas: readonly ServiceQuota[]): Wanted[] {
  return quotas.flatMap(({ quotaKey, UsageMetric }): Wanted[] => {
    if (!UsageMetric) return []
    const { MetricNamespace: Namespace, MetricName, MetricDimensions: Dimensions } = UsageMetric
    return [
      {
        metric: 'QuotaUse',
        subject: quotaKey,
        days: fortnight,
        period: HOUR,
        stat: UsageMetric.MetricStatisticRecommendation ?? 'Maximum',
        source: { Namespace, MetricName, Dimensions },
      },
    ]
  })
}
