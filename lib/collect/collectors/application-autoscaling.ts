import type * as sdk from '@aws-sdk/client-application-auto-scaling'
import type { ScalableTarget, ScalingPolicy } from '#lib/inventory/types/scaling.ts'
import { defineCollector, provablyEmpty } from '../collector.ts'
import { need, pick } from '../shape.ts'

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

/** Policies and scheduled actions hang on a scalable target: where there is none, nothing more is asked. */
export const scaling = defineCollector({
  name: 'application-autoscaling-policies',
  fills: ['scalingPolicies', 'scheduledActions'],
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
      }))
    }
    await Promise.all([policies(), scheduled()])
  },
})

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
  const tracking = policy.TargetTrackingScalingPolicyConfiguration
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
      CustomizedMetricName: tracking.CustomizedMetricSpecification?.MetricName,
    },
  }
}
