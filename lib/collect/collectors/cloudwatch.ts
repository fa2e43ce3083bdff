import type { Metric, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { Cluster, Service } from '#lib/inventory/types/ecs.ts'
import type { TargetGroup } from '#lib/inventory/types/elbv2.ts'
import type { MetricSeries } from '#lib/inventory/types/scaling.ts'
import { defineCollector, forEachOf } from '../collector.ts'
import { listAll } from '../pages.ts'
import { targetGroupsInUse } from '../references.ts'
import { chunks, need } from '../shape.ts'

const action = 'cloudwatch:GetMetricData'
const HOUR = 3600
const DAY_MS = 86_400_000

interface Wanted extends Pick<MetricSeries, 'metric' | 'subject'> {
  days: number
  stat: string
  source: Metric
}

/**
 * By the hour: the slowest hundredth of a load balancer's answers over 14 days, and the least number of tasks that a
 * service of a Container Insights cluster wanted over 7 days (so that an hour at the maximum was a whole hour).
 */
export const metrics = defineCollector({
  name: 'cloudwatch-metrics',
  fills: ['metrics'],
  needs: ['clusters', 'services', 'deploymentGroups', 'targetGroups'],
  async collect(context, look, out) {
    const used = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    const wanted = [
      ...used.flatMap(responseTimes),
      ...look.seen('services').flatMap(desiredCounts(look.seen('clusters'))),
    ]
    const until = new Date(Math.floor(Date.parse(look.now) / (HOUR * 1000)) * HOUR * 1000)
    for (const days of [14, 7]) {
      const since = new Date(until.getTime() - days * DAY_MS)
      const ofThatTime = wanted.filter((one) => one.days === days)
      await forEachOf(chunks(ofThatTime, 500), async (batch) => {
        const results = await out.read({ section: 'metrics' }, () =>
          listAll(context, {
            action,
            input: (NextToken) => ({
              StartTime: since,
              EndTime: until,
              ScanBy: 'TimestampAscending' as const,
              MetricDataQueries: batch.map(toQuery),
              NextToken,
            }),
            items: ({ MetricDataResults }) => MetricDataResults,
            next: ({ NextToken }) => NextToken,
          }),
        )
        const byId = Map.groupBy(results ?? [], ({ Id }) => Id)
        out.add('metrics', action, results && [...batch.entries()], ([index, { metric, subject }]) => {
          const points = pointsOf(byId.get(idOf(index)) ?? [])
          return {
            seriesKey: `${metric}/${subject}`,
            metric,
            subject,
            period: HOUR,
            start: since.toISOString(),
            timestamps: points.map(([time]) => time),
            values: points.map(([, value]) => value),
          }
        })
      })
    }
  },
})

/** One value per time, oldest first; a series may come in several pages. */
function pointsOf(parts: readonly MetricDataResult[]): [string, number][] {
  const points = parts.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.map((time, index): [string, number] => [time.toISOString(), need(Values[index], 'Values')]),
  )
  return [...new Map(points)].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Only application load balancers measure it. */
function responseTimes({ TargetGroupArn, LoadBalancerArns }: TargetGroup): Wanted[] {
  const balancer = LoadBalancerArns.find((arn) => arn.includes(':loadbalancer/app/'))
  if (!balancer) return []
  return [
    {
      metric: 'TargetResponseTime.p99',
      subject: TargetGroupArn,
      days: 14,
      stat: 'p99',
      source: {
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'TargetResponseTime',
        Dimensions: [
          { Name: 'TargetGroup', Value: TargetGroupArn.slice(TargetGroupArn.indexOf('targetgroup/')) },
          { Name: 'LoadBalancer', Value: balancer.slice(balancer.indexOf('app/')) },
        ],
      },
    },
  ]
}

function desiredCounts(clusters: readonly Cluster[]): (service: Service) => Wanted[] {
  const watched = new Map(
    clusters
      .filter(({ settings }) =>
        settings.some(({ name, value }) => name === 'containerInsights' && value !== 'disabled'),
      )
      .map((cluster) => [cluster.clusterArn, cluster.clusterName]),
  )
  return ({ serviceArn, serviceName, clusterArn }) => {
    const clusterName = watched.get(clusterArn)
    if (!clusterName) return []
    return [
      {
        metric: 'DesiredTaskCount',
        subject: serviceArn,
        days: 7,
        stat: 'Minimum',
        source: {
          Namespace: 'ECS/ContainerInsights',
          MetricName: 'DesiredTaskCount',
          Dimensions: [
            { Name: 'ClusterName', Value: clusterName },
            { Name: 'ServiceName', Value: serviceName },
          ],
        },
      },
    ]
  }
}

function toQuery({ source, stat }: Wanted, index: number): MetricDataQuery {
  return { Id: idOf(index), MetricStat: { Metric: source, Period: HOUR, Stat: stat }, ReturnData: true }
}

/** Ids of queries begin with a small letter. */
function idOf(index: number): string {
  return `q${index}`
}
