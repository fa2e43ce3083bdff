/** CloudWatch alarms about what ECS services use, on metrics of the account's own, or named by a service or policy. */

export interface Metric {
  Namespace?: string
  MetricName?: string
  Dimensions: { Name: string; Value: string }[]
}

interface AlarmBase {
  AlarmArn: string
  AlarmName: string
  ActionsEnabled: boolean
  /** ARNs of what is told or started when the alarm goes off. */
  AlarmActions: string[]
  StateValue?: string
  StateUpdatedTimestamp?: string
}

export interface MetricAlarm extends AlarmBase, Metric {
  kind: 'metric'
  Statistic?: string
  ExtendedStatistic?: string
  /** Seconds. */
  Period?: number
  EvaluationPeriods?: number
  DatapointsToAlarm?: number
  Threshold?: number
  ComparisonOperator?: string
  TreatMissingData?: string
  /** Of an alarm on metric math or several metrics. */
  Metrics: { Id: string; Expression?: string; MetricStat?: Metric & { Period?: number; Stat?: string } }[]
}

export interface CompositeAlarm extends AlarmBase {
  kind: 'composite'
  /** Names other alarms: `ALARM("cpu-high") OR ALARM("errors")`. */
  AlarmRule: string
}

export type Alarm = MetricAlarm | CompositeAlarm
