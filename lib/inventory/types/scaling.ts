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
    CustomizedMetricName?: string
    ScaleInCooldown?: number
    ScaleOutCooldown?: number
    DisableScaleIn?: boolean
  }
}

export interface ScheduledAction {
  ScheduledActionARN: string
  ScheduledActionName: string
  ResourceId: string
  ScalableDimension: string
  Schedule: string
}

export interface AutoScalingGroup {
  AutoScalingGroupARN: string
  AutoScalingGroupName: string
  LaunchTemplate?: { LaunchTemplateId?: string; LaunchTemplateName?: string; Version?: string }
  MixedInstancesPolicy?: { LaunchTemplate?: { LaunchTemplateId?: string; Version?: string } }
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

/** One statistic that a check needs, already reduced by the collector; values are oldest first. */
export interface MetricSeries {
  /** `${metric}/${subject}`, for example `TargetResponseTime.p99/<target group ARN>`. */
  seriesKey: string
  metric: 'TargetResponseTime.p99' | 'DesiredTaskCount'
  /** The resource measured: a target group's or a service's ARN. */
  subject: string
  /** Length of one step in seconds. */
  period: number
  start: string
  timestamps: string[]
  values: number[]
}
