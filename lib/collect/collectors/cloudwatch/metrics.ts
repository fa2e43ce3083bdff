import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { type CollectContext, defineCollector, forEachOf } from '../../collector.ts'
import type { Gather } from '../../gather.ts'
import { listAll } from '../../pages.ts'
import { targetGroupsInUse } from '../../references.ts'
import { chunks } from '../../shape.ts'
import { toSeries } from './points.ts'
import {
  HOUR,
  ofFileSystems,
  ofLoadBalancers,
  ofNatGateways,
  ofQuotas,
  ofServices,
  ofTargetGroups,
  type Wanted,
} from './wanted.ts'

const action = 'cloudwatch:GetMetricData'
const DAY_MS = 86_400_000
/** Queries that one call takes. */
const queriesAtOnce = 500

/** What services, their target groups and load balancers do: most of it over 14 days, by the hour. */
export const metrics = defineCollector({
  name: 'cloudwatch-metrics',
  fills: ['metrics'],
  needs: ['clusters', 'services', 'deploymentGroups', 'targetGroups'],
  async collect(context, look, out) {
    const used = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    await readMetrics(context, look.now, out, 'metrics', [
      ...ofTargetGroups(used),
      ...ofLoadBalancers(used),
      ...ofServices(look.seen('services'), look.seen('clusters')),
    ])
  },
})

/** The same of what services share: ways out, file systems, quotas. */
export const resourceMetrics = defineCollector({
  name: 'cloudwatch-resource-metrics',
  fills: ['resourceMetrics'],
  needs: ['natGateways', 'efsFileSystems', 'serviceQuotas'],
  async collect(context, look, out) {
    await readMetrics(context, look.now, out, 'resourceMetrics', [
      ...ofNatGateways(look.seen('natGateways')),
      ...ofFileSystems(look.seen('efsFileSystems')),
      ...ofQuotas(look.seen('serviceQuotas')),
    ])
  },
})

async function readMetrics<S extends 'metrics' | 'resourceMetrics'>(
  context: CollectContext,
  now: string,
  out: Gather<S>,
  section: S,
  wanted: readonly Wanted[],
): Promise<void> {
  const until = new Date(Math.floor(Date.parse(now) / (HOUR * 1000)) * HOUR * 1000)
  for (const [days, ofThatTime] of Map.groupBy(wanted, (one) => one.days)) {
    const since = new Date(until.getTime() - days * DAY_MS)
    await forEachOf(chunks(ofThatTime, queriesAtOnce), async (batch) => {
      const results = await out.read({ section }, () =>
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
      out.add(section, action, results && [...batch.entries()], ([index, one]) =>
        toSeries(one, since, byId.get(idOf(index)) ?? []),
      )
    })
  }
}

function toQuery({ source, stat, period }: Wanted, index: number): MetricDataQuery {
  return { Id: idOf(index), MetricStat: { Metric: source, Period: period, Stat: stat }, ReturnData: true }
}

/** Ids of queries begin with a small letter. */
function idOf(index: number): string {
  return `q${index}`
}
