import type { ServiceQuota } from '@aws-sdk/client-service-quotas'
import { arn, type Site } from '../builders/site.ts'

interface QuotaSpec {
  service: 'ec2' | 'ecs' | 'fargate'
  code: string
  name: string
  value: number
  /** Of the account's own, where it was raised. */
  raisedTo?: number
  /** Name of the resource whose use CloudWatch counts. */
  counts?: string
}

const specs: readonly QuotaSpec[] = [
  { service: 'ecs', code: 'L-21C621EB', name: 'Clusters per account', value: 10_000 },
  { service: 'ecs', code: 'L-9EF96962', name: 'Services per cluster', value: 5_000 },
  { service: 'ecs', code: 'L-D0E49E7A', name: 'Tasks per service', value: 5_000 },
  { service: 'ecs', code: 'L-B6FAF2F1', name: 'Container instances per cluster', value: 5_000 },
  {
    service: 'fargate',
    code: 'L-3032A538',
    name: 'Fargate On-Demand vCPU resource count',
    value: 6,
    raisedTo: 200,
    counts: 'OnDemand',
  },
  { service: 'fargate', code: 'L-36FBB829', name: 'Fargate Spot vCPU resource count', value: 6, counts: 'Spot' },
  {
    service: 'ec2',
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    value: 5,
    raisedTo: 256,
    counts: 'Standard/OnDemand',
  },
  { service: 'ec2', code: 'L-0263D0A3', name: 'EC2-VPC Elastic IPs', value: 5 },
]

/** Quotas of what containers run on; some were raised. */
export function addQuotas(site: Site): void {
  const { applied, defaults } = site.estate.serviceQuotas
  for (const spec of specs) {
    const quota = quotaOf(site, spec)
    defaults.push(quota)
    if (spec.raisedTo) applied.push({ ...quota, Value: spec.raisedTo })
  }
}

function quotaOf(site: Site, { service, code, name, value, counts }: QuotaSpec): ServiceQuota {
  return {
    ServiceCode: service,
    QuotaCode: code,
    QuotaArn: arn(site, 'servicequotas', `${service}/${code}`),
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
    ...(counts && {
      UsageMetric: {
        MetricNamespace: 'AWS/Usage',
        MetricName: 'ResourceCount',
        MetricDimensions: {
          Service: service === 'ec2' ? 'EC2' : 'Fargate',
          Type: 'Resource',
          Resource: 'vCPU',
          Class: counts,
        },
        MetricStatisticRecommendation: 'Maximum',
      },
    }),
  }
}
