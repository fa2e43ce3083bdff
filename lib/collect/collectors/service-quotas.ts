import type * as sdk from '@aws-sdk/client-service-quotas'
import type { ServiceQuota } from '#lib/inventory/types/limits.ts'
import { type CollectContext, defineCollector, forEachOf, provablyEmpty } from '../collector.ts'
import { listAll } from '../pages.ts'
import { need, pick } from '../shape.ts'

const section = 'serviceQuotas'
const pageSize = 100

/**
 * Quotas of ECS and Fargate, and of EC2 where a cluster has instances, in force: the account's own value, else AWS's
 * default. Of EC2's many only those whose use AWS counts.
 */
export const serviceQuotas = defineCollector({
  name: 'service-quotas',
  fills: [section],
  needs: ['clusters', 'services'],
  inherits: [],
  async collect(context, look, out) {
    if (provablyEmpty(look, 'services')) return
    const noInstances = provablyEmpty(look, 'clusters', (cluster) => cluster.registeredContainerInstancesCount > 0)
    await forEachOf(noInstances ? ['ecs', 'fargate'] : ['ecs', 'fargate', 'ec2'], async (ServiceCode) => {
      // A default tells nothing as long as the account's own value is not known.
      const quotas = await out.read({ section }, async () => {
        const [applied, defaults] = await Promise.all([
          ownQuotas(context, ServiceCode),
          awsQuotas(context, ServiceCode),
        ])
        const own = new Map(applied.map((quota) => [quota.QuotaCode, quota]))
        return [
          ...applied.map((quota) => ({ quota, applied: true })),
          ...defaults.flatMap((quota) => (own.has(quota.QuotaCode) ? [] : [{ quota, applied: false }])),
        ]
      })
      const kept = quotas?.filter(({ quota }) => ServiceCode !== 'ec2' || quota.UsageMetric?.MetricName)
      out.add(section, 'servicequotas:ListServiceQuotas', kept, toQuota)
    })
  },
})

function ownQuotas(context: CollectContext, ServiceCode: string): Promise<sdk.ServiceQuota[]> {
  return listAll(context, {
    action: 'servicequotas:ListServiceQuotas',
    input: (NextToken) => ({ ServiceCode, MaxResults: pageSize, NextToken }),
    items: ({ Quotas }) => Quotas,
    next: ({ NextToken }) => NextToken,
  })
}

function awsQuotas(context: CollectContext, ServiceCode: string): Promise<sdk.ServiceQuota[]> {
  return listAll(context, {
    action: 'servicequotas:ListAWSDefaultServiceQuotas',
    input: (NextToken) => ({ ServiceCode, MaxResults: pageSize, NextToken }),
    items: ({ Quotas }) => Quotas,
    next: ({ NextToken }) => NextToken,
  })
}

function toQuota({ quota, applied }: { quota: sdk.ServiceQuota; applied: boolean }): ServiceQuota {
  const ServiceCode = need(quota.ServiceCode, 'ServiceCode')
  const QuotaCode = need(quota.QuotaCode, 'QuotaCode')
  const { MetricNamespace, MetricName, MetricDimensions = {} } = quota.UsageMetric ?? {}
  return {
    quotaKey: `${ServiceCode}/${QuotaCode}`,
    ServiceCode,
    QuotaCode,
    QuotaName: need(quota.QuotaName, 'QuotaName'),
    Value: need(quota.Value, 'Value'),
    Adjustable: quota.Adjustable ?? false,
    applied,
    UsageMetric:
      MetricNamespace && MetricName
        ? {
            MetricNamespace,
            MetricName,
            MetricDimensions: Object.entries(MetricDimensions).map(([Name, Value]) => ({ Name, Value })),
            ...pick(quota.UsageMetric ?? {}, 'MetricStatisticRecommendation'),
          }
        : undefined,
  }
}
