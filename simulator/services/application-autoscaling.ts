import type * as sdk from '@aws-sdk/client-application-auto-scaling'
import { assertBatch, type Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'

export const applicationAutoscaling: Service = {
  signingName: 'application-autoscaling',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-application-auto-scaling'),
  invalidInput: 'ValidationException',
  invalidToken: 'InvalidNextTokenException',
  operations: {
    DescribeScalableTargets(
      input: sdk.DescribeScalableTargetsRequest,
      call: Call,
    ): sdk.DescribeScalableTargetsResponse {
      const { ServiceNamespace, ResourceIds, ScalableDimension, NextToken, MaxResults } = input
      assertBatch(call, ResourceIds, 50, 'ResourceIds')
      const { items, next } = page(call, call.estate.applicationAutoscaling.scalableTargets, {
        token: NextToken,
        size: MaxResults,
        max: 50,
        where: (target) =>
          target.ServiceNamespace === ServiceNamespace &&
          (!ScalableDimension || target.ScalableDimension === ScalableDimension) &&
          (!ResourceIds?.length || ResourceIds.includes(target.ResourceId ?? '')),
      })
      return { ScalableTargets: items, NextToken: next }
    },

    /** Ten a page: it looks up alarms for each. */
    DescribeScalingPolicies(
      input: sdk.DescribeScalingPoliciesRequest,
      call: Call,
    ): sdk.DescribeScalingPoliciesResponse {
      const { PolicyNames, NextToken, MaxResults } = input
      const { items, next } = page(call, call.estate.applicationAutoscaling.scalingPolicies, {
        token: NextToken,
        size: MaxResults,
        max: 10,
        where: (policy) =>
          isOf(policy, input) && (!PolicyNames?.length || PolicyNames.includes(policy.PolicyName ?? '')),
      })
      return { ScalingPolicies: items, NextToken: next }
    },

    DescribeScheduledActions(
      input: sdk.DescribeScheduledActionsRequest,
      call: Call,
    ): sdk.DescribeScheduledActionsResponse {
      const { ScheduledActionNames: names, NextToken, MaxResults } = input
      const { items, next } = page(call, call.estate.applicationAutoscaling.scheduledActions, {
        token: NextToken,
        size: MaxResults,
        max: 50,
        where: (action) => isOf(action, input) && (!names?.length || names.includes(action.ScheduledActionName ?? '')),
      })
      return { ScheduledActions: items, NextToken: next }
    },

    /** The newest first. */
    DescribeScalingActivities(
      input: sdk.DescribeScalingActivitiesRequest,
      call: Call,
    ): sdk.DescribeScalingActivitiesResponse {
      const { items, next } = page(call, call.estate.applicationAutoscaling.scalingActivities, {
        token: input.NextToken,
        size: input.MaxResults,
        max: 50,
        where: (activity) => isOf(activity, input),
      })
      return { ScalingActivities: items, NextToken: next }
    },
  },
}

interface Scaled {
  ServiceNamespace?: string
  ResourceId?: string
  ScalableDimension?: string
}

function isOf(item: Scaled, wanted: Scaled): boolean {
  return (
    item.ServiceNamespace === wanted.ServiceNamespace &&
    (!wanted.ResourceId || item.ResourceId === wanted.ResourceId) &&
    (!wanted.ScalableDimension || item.ScalableDimension === wanted.ScalableDimension)
  )
}
