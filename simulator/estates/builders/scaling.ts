import type { MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { ClusterSite } from './clusters.ts'
import { addTaskCounts } from './metrics.ts'
import { arn, daysAgo, uuid } from './site.ts'

export interface ScalingSpec {
  min: number
  max: number
  /** Absent: a target tracking policy on CPU. */
  by?: 'cpu' | 'schedule'
  /** Hours ago between which the service stood at its maximum. */
  pinned?: { from: number; to: number }
}

/** Makes a service scale, and writes its task counts where Container Insights is on. */
export function addScaling(cluster: ClusterSite, service: string, desired: number, spec: ScalingSpec): void {
  const { site } = cluster
  const { scalableTargets, scalingPolicies, scheduledActions } = site.estate.applicationAutoscaling
  const ResourceId = `service/${cluster.name}/${service}`
  const created = daysAgo(site, 210)
  const shared = {
    ServiceNamespace: 'ecs' as const,
    ResourceId,
    ScalableDimension: 'ecs:service:DesiredCount' as const,
    CreationTime: created,
  }
  const linkedRole = 'aws-service-role/ecs.application-autoscaling.amazonaws.com'
  scalableTargets.push({
    ...shared,
    MinCapacity: spec.min,
    MaxCapacity: spec.max,
    RoleARN: `arn:aws:iam::${site.account}:role/${linkedRole}/AWSServiceRoleForApplicationAutoScaling_ECSService`,
    ScalableTargetARN: arn(
      site,
      'application-autoscaling',
      `scalable-target/${uuid(site, ResourceId).replaceAll('-', '')}`,
    ),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
  })
  const named = (kind: string, name: string) =>
    arn(site, 'autoscaling', `${kind}:${uuid(site, kind, ResourceId)}:resource/ecs/${ResourceId}:${name}`)
  if (spec.by === 'schedule') {
    scheduledActions.push({
      ...shared,
      ScheduledActionName: 'working-day',
      ScheduledActionARN: named('scheduledAction', 'scheduledActionName/working-day'),
      Schedule: 'cron(0 6 ? * MON-FRI *)',
      Timezone: 'Europe/Dublin',
      ScalableTargetAction: { MinCapacity: spec.min, MaxCapacity: spec.max },
    })
  } else {
    const policyArn = named('scalingPolicy', 'policyName/cpu60')
    const alarms = trackingAlarms(cluster, service, policyArn)
    scalingPolicies.push({
      ...shared,
      PolicyName: 'cpu60',
      PolicyARN: policyArn,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 60,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleInCooldown: 300,
        ScaleOutCooldown: 60,
      },
      Alarms: alarms.map(({ AlarmName, AlarmArn }) => ({ AlarmName, AlarmARN: AlarmArn })),
    })
    site.estate.cloudwatch.alarms.push(...alarms)
  }
  if (!cluster.insights || cluster.insights === 'disabled') return
  const pinned = spec.pinned && { max: spec.max, ...spec.pinned }
  addTaskCounts(site, { cluster: cluster.name, service, desired, ...(pinned && { pinned }) })
}

/** The alarms that target tracking makes: out after three minutes above the target, in after fifteen well below it. */
function trackingAlarms({ site, name }: ClusterSite, service: string, policyArn: string): MetricAlarm[] {
  const ResourceId = `service/${name}/${service}`
  const sides = [
    { side: 'AlarmHigh', ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 3, Threshold: 60 },
    { side: 'AlarmLow', ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 15, Threshold: 54 },
  ] as const
  return sides.map(({ side, ...condition }) => {
    const AlarmName = `TargetTracking-${ResourceId}-${side}-${uuid(site, side, ResourceId)}`
    return {
      AlarmName,
      AlarmArn: arn(site, 'cloudwatch', `alarm:${AlarmName}`),
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: name },
        { Name: 'ServiceName', Value: service },
      ],
      Statistic: 'Average',
      Period: 60,
      ActionsEnabled: true,
      AlarmActions: [policyArn],
      StateValue: 'OK',
      ...condition,
    }
  })
}
