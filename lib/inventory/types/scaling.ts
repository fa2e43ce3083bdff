import type { Metric } from './alarms.ts'

/** Application Auto Scaling, EC2 Auto Scaling and CloudWatch facts. */

export interface ScalableTarget {
  ServiceNamespace: string
  ResourceId: string
  ScalableDimension: string
  MinCapacity: number
  MaxCapacity: number
  RoleARN?: string
  SuspendedState?: {
    DynamicScalingInSuspended?: boolean
    DynamicScalingOutSuspended?: boolean
    ScheduledScalingSuspended?: boolean
  }
}

export interface ScalingPolicy {
  PolicyARN: string
  PolicyName: string
  PolicyType: string
  ResourceId: string
  ScalableDimension: string
  Alarms: { AlarmName: string }[]
  TargetTrackingScalingPolicyConfiguration?: {
    TargetValue: number
    PredefinedMetricType?: string
    ScaleInCooldown?: number
    ScaleOutCooldown?: number
    DisableScaleIn?: boolean
    /** Of a policy on a metric of the account's own; `Metrics` when it is an expression. */
    CustomizedMetric?: Metric & {
      Statistic?: string
      Metrics: { Id: string; Expression?: string; Metric?: Metric; Stat?: string }[]
    }
  }
  StepScalingPolicyConfiguration?: {
    AdjustmentType?: string
    /** Seconds; 300 when absent. */
    Cooldown?: number
    MetricAggregationType?: string
    StepAdjustments: {
      MetricIntervalLowerBound?: number
      MetricIntervalUpperBound?: number
      ScalingAdjustment: number
    }[]
  }
  PredictiveScalingPolicyConfiguration?: { Mode?: string }
}

/** What Application Auto Scaling did to a service in the last 24 hours. */
export interface ScalingActivity {
  ActivityId: string
  ResourceId: string
  ScalableDimension: string
  /** `Setting desired count to 4.` */
  Description: string
  /** Which alarm, schedule or person it was. */
  Cause: string
  StatusCode: string
  StartTime: string
  EndTime?: string
}

export interface ScheduledAction {
  ScheduledActionARN: string
  ScheduledActionName: string
  ResourceId: string
  ScalableDimension: string
  Schedule: string
  Timezone?: string
  StartTime?: string
  EndTime?: string
  ScalableTargetAction?: { MinCapacity?: number; MaxCapacity?: number }
}

export interface AutoScalingGroup {
  AutoScalingGroupARN: string
  AutoScalingGroupName: string
  LaunchTemplate?: { LaunchTemplateId?: string; LaunchTemplateName?: string; Version?: string }
  MixedInstancesPolicy?: {
    LaunchTemplate?: {
      LaunchTemplateId?: string
      Version?: string
      /** `InstanceRequirements`: whether the override describes types instead of naming one. */
      Overrides?: { InstanceType?: string; WeightedCapacity?: string; InstanceRequirements: boolean }[]
    }
    InstancesDistribution?: {
      OnDemandBaseCapacity?: number
      OnDemandPercentageAboveBaseCapacity?: number
      SpotAllocationStrategy?: string
    }
  }
  LaunchConfigurationName?: string
  MinSize: number
  MaxSize: number
  DesiredCapacity: number
  AvailabilityZones: string[]
  VPCZoneIdentifier?: string
  NewInstancesProtectedFromScaleIn?: boolean
  Instances: { InstanceId: string; AvailabilityZone: string; LifecycleState: string }[]
  Tags: { Key: string; Value: string }[]
}

/**
 * Statistics by their CloudWatch name, `.Average` where no other is meant. Of services: CPUUtilization, MemoryUtilization
 * (percent of the reservation), TaskMemoryUtilization, DesiredTaskCount. Of target groups: TargetResponseTime (seconds),
 * RequestCount, RequestCountPerTarget. Of load balancers: RequestCount, ActiveConnectionCount, ProcessedBytes, as sums.
 * Of NAT gateways: the counts below, as sums. Of file systems: the last three. Of quotas: QuotaUse.
 */
export type MetricName =
  | 'ActiveConnectionCount'
  | 'BurstCreditBalance'
  | 'CPUUtilization'
  | 'DesiredTaskCount'
  | 'ErrorPortAllocation'
  | 'MemoryUtilization'
  | 'MeteredIOBytes'
  | 'PacketsDropCount'
  | 'PacketsInFromDestination'
  | 'PacketsInFromSource'
  | 'PercentIOLimit'
  | 'ProcessedBytes'
  | 'QuotaUse'
  | 'RequestCount'
  | 'RequestCountPerTarget'
  | 'TargetResponseTime'
  | 'TargetResponseTime.p50'
  | 'TargetResponseTime.p95'
  | 'TargetResponseTime.p99'
  | 'TaskMemoryUtilization'

/** One statistic that a check needs, already reduced by the collector; values are oldest first. */
export interface MetricSeries {
  /** `${metric}/${subject}`, for example `TargetResponseTime.p99/<target group ARN>`. */
  seriesKey: string
  metric: MetricName
  /** The resource measured: an ARN, the id of a NAT gateway (`ID/ZONE` of a regional one) or file system, a quota's key. */
  subject: string
  /** Length of one step in seconds: an hour, or a day. */
  period: number
  start: string
  timestamps: string[]
  values: number[]
  /** Of the five-minute values that the hourly ones were made of; those of a service leave its known deployments out. */
  finest?: { period: number; count: number; p50: number; p95: number; max: number }
}
