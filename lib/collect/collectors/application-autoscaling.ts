import type * as sdk from '@aws-sdk/client-application-auto-scaling'
import type { ScalableTarget, ScalingActivity, ScalingPolicy } from '#lib/inventory/types/scaling.ts'
import { defineCollector, provablyEmpty } from '../collector.ts'
import { iso, need, pick } from '../shape.ts'
import { metricOf } from './cloudwatch/alarms.ts'

const ServiceNamespace = 'ecs' as const

export const scalableTargets = defineCollector({
  name: 'application-autoscaling-targets',
  fills: ['scalableTargets'],
  needs: ['services'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'services')) return
    const found = await out.list(
      { section: 'scalableTargets' },
      {
        action: 'application-autoscaling:DescribeScalableTargets',
        input: (NextToken) => ({ ServiceNamespace, MaxResults: 50, NextToken }),
        items: ({ ScalableTargets }) => ScalableTargets,
        next: ({ NextToken }) => NextToken,
      },
    )
    out.add('scalableTargets', 'application-autoscaling:DescribeScalableTargets', found, toTarget)
  },
})

const DAY_MS = 86_400_000

/** Policies, scheduled actions and activities hang on a scalable target: where there is none, nothing more is asked. */
export const scaling = defineCollector({
  name: 'application-autoscaling-policies',
  fills: ['scalingPolicies', 'scheduledActions', 'scalingActivities'],
  needs: ['scalableTargets'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'scalableTargets')) return

    async function policies() {
      const found = await out.list(
        { section: 'scalingPolicies' },
        {
          action: 'application-autoscaling:DescribeScalingPolicies',
          input: (NextToken) => ({ ServiceNamespace, MaxResults: 10, NextToken }),
          items: ({ ScalingPolicies }) => ScalingPolicies,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('scalingPolicies', 'application-autoscaling:DescribeScalingPolicies', found, toPolicy)
    }
    async function scheduled() {
      const found = await out.list(
        { section: 'scheduledActions' },
        {
          action: 'application-autoscaling:DescribeScheduledActions',
          input: (NextToken) => ({ ServiceNamespace, MaxResults: 50, NextToken }),
          items: ({ ScheduledActions }) => ScheduledActions,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('scheduledActions', 'application-autoscaling:DescribeScheduledActions', found, (action) => ({
        ScheduledActionARN: need(action.ScheduledActionARN, 'ScheduledActionARN'),
        ScheduledActionName: need(action.ScheduledActionName, 'ScheduledActionName'),
        ResourceId: need(action.ResourceId, 'ResourceId'),
        ScalableDimension: need(action.ScalableDimension, 'ScalableDimension'),
        Schedule: need(action.Schedule, 'Schedule'),
        ...pick(action, 'Timezone'),
        StartTime: iso(action.StartTime),
        EndTime: iso(action.EndTime),
        ScalableTargetAction:
          action.ScalableTargetAction && pick(action.ScalableTargetAction, 'MinCapacity', 'MaxCapacity'),
      }))
    }
    /** The newest come first, six weeks of them: the list is left where it gets older than a day. */
    async function activities() {
      const since = Date.parse(look.now) - DAY_MS
      const isRecent = ({ StartTime }: sdk.ScalingActivity) => (StartTime?.getTime() ?? since) >= since
      const found = await out.list(
        { section: 'scalingActivities' },
        {
          action: 'application-autoscaling:DescribeScalingActivities',
          input: (NextToken) => ({ ServiceNamespace, MaxResults: 50, NextToken }),
          items: ({ ScalingActivities }) => ScalingActivities?.filter(isRecent),
          next: ({ ScalingActivities = [], NextToken }) => (ScalingActivities.every(isRecent) ? NextToken : undefined),
        },
      )
      out.add('scalingActivities', 'application-autoscaling:DescribeScalingActivities', found, toActivity)
    }
    await Promise.all([policies(), scheduled(), activities()])
  },
})

function toActivity(activity: sdk.ScalingActivity): ScalingActivity {
  return {
    ActivityId: need(activity.ActivityId, 'ActivityId'),
    ResourceId: need(activity.ResourceId, 'ResourceId'),
    ScalableDimension: need(activity.ScalableDimension, 'ScalableDimension'),
    Description: need(activity.Description, 'Description'),
    Cause: need(activity.Cause, 'Cause'),
    StatusCode: need(activity.StatusCode, 'StatusCode'),
    StartTime: need(iso(activity.StartTime), 'StartTime'),
    EndTime: iso(activity.EndTime),
  }
}

function toTarget(target: sdk.ScalableTarget): ScalableTarget {
  const { SuspendedState } = target
  return {
    ServiceNamespace: need(target.ServiceNamespace, 'ServiceNamespace'),
    ResourceId: need(target.ResourceId, 'ResourceId'),
    ScalableDimension: need(target.ScalableDimension, 'ScalableDimension'),
    MinCapacity: need(target.MinCapacity, 'MinCapacity'),
    MaxCapacity: need(target.MaxCapacity, 'MaxCapacity'),
    ...pick(target, 'RoleARN'),
    SuspendedState:
      SuspendedState &&
      pick(SuspendedState, 'DynamicScalingInSuspended', 'DynamicScalingOutSuspended', 'ScheduledScalingSuspended'),
  }
}

function toPolicy(policy: sdk.ScalingPolicy): ScalingPolicy {
  const { StepScalingPolicyConfiguration: steps, PredictiveScalingPolicyConfiguration: predictive } = policy
  const tracking = policy.TargetTrackingScalingPolicyConfiguration
  const custom = tracking?.CustomizedMetricSpecification
  return {
    PolicyARN: need(policy.PolicyARN, 'PolicyARN'),
    PolicyName: need(policy.PolicyName, 'PolicyName'),
    PolicyType: need(policy.PolicyType, 'PolicyType'),
    ResourceId: need(policy.ResourceId, 'ResourceId'),
    ScalableDimension: need(policy.ScalableDimension, 'ScalableDimension'),
    Alarms: (policy.Alarms ?? []).map(({ AlarmName }) => ({ AlarmName: need(AlarmName, 'Alarms.AlarmName') })),
    TargetTrackingScalingPolicyConfiguration: tracking && {
      TargetValue: need(tracking.TargetValue, 'TargetValue'),
      ...pick(tracking, 'ScaleInCooldown', 'ScaleOutCooldown', 'DisableScaleIn'),
      PredefinedMetricType: tracking.PredefinedMetricSpecification?.PredefinedMetricType,
      CustomizedMetric: custom && {
        ...metricOf(custom),
        Statistic: custom.Statistic,
        Metrics: (custom.Metrics ?? []).map(({ Id, Expression, MetricStat }) => ({
          Id: need(Id, 'CustomizedMetricSpecification.Metrics.Id'),
          Expression,
          Metric: MetricStat?.Metric && metricOf(MetricStat.Metric),
          Stat: MetricStat?.Stat,
        })),
      },
    },
    StepScalingPolicyConfiguration: steps && {
      ...pick(steps, 'AdjustmentType', 'Cooldown', 'MetricAggregationType'),
      StepAdjustments: (steps.StepAdjustments ?? []).map((step) => ({
        ...pick(step, 'MetricIntervalLowerBound', 'MetricIntervalUpperBound'),
        ScalingAdjustment: need(step.ScalingAdjustment, 'StepAdjustments.ScalingAdjustment'),
      })),
    },
    PredictiveScalingPolicyConfiguration: predictive && pick(predictive, 'Mode'),
  }
}
