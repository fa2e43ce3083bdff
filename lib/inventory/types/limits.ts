/** Service Quotas and Compute Optimizer facts. */

export interface ServiceQuota {
  /** `${ServiceCode}/${QuotaCode}` */
  quotaKey: string
  ServiceCode: string
  QuotaCode: string
  QuotaName: string
  Value: number
  Adjustable: boolean
  /** Whether the value is the account's own; otherwise AWS's default is in force. */
  applied: boolean
  /** The metric that counts what is used, where AWS keeps one. */
  UsageMetric?: {
    MetricNamespace: string
    MetricName: string
    MetricDimensions: { Name: string; Value: string }[]
    MetricStatisticRecommendation?: string
  }
}

/** What Compute Optimizer says of a Fargate service. There is none of an account that has not opted in. */
export interface ServiceRecommendation {
  serviceArn: string
  /** `Optimized`, `Underprovisioned` or `Overprovisioned`. */
  finding: string
  findingReasonCodes: string[]
  lastRefreshTimestamp?: string
}
