import type * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import type { TargetHealth } from '#lib/inventory/types/elbv2.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { targetGroupsInUse } from '../../references.ts'
import { need, pick, unique } from '../../shape.ts'

const needs = ['services', 'deploymentGroups', 'targetGroups'] as const

/** Attributes of the load balancers in front of services. */
export const loadBalancerAttributes = defineCollector({
  name: 'elbv2-load-balancer-attributes',
  fills: ['loadBalancerAttributes'],
  needs,
  async collect({ call }, look, out) {
    const used = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    await forEachOf(unique(used.flatMap((group) => group.LoadBalancerArns)), async (LoadBalancerArn) => {
      const lost = {
        section: 'loadBalancerAttributes',
        resource: LoadBalancerArn,
        gone: ['LoadBalancerNotFoundException', 'LoadBalancerNotFound'],
      } as const
      const action = 'elasticloadbalancing:DescribeLoadBalancerAttributes'
      const answer = await out.read(lost, () => call(action, { LoadBalancerArn }))
      out.add('loadBalancerAttributes', action, answer && [answer.Attributes ?? []], (attributes) => ({
        LoadBalancerArn,
        Attributes: attributes.map(({ Key, Value }) => ({ Key: need(Key, 'Key'), Value: Value ?? '' })),
      }))
    })
  },
})

/** Health of what is registered in the target groups of services. */
export const targetHealth = defineCollector({
  name: 'elbv2-target-health',
  fills: ['targetHealth'],
  needs,
  async collect({ call }, look, out) {
    const used = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    await forEachOf(used, async ({ TargetGroupArn }) => {
      const lost = {
        section: 'targetHealth',
        resource: TargetGroupArn,
        gone: ['TargetGroupNotFoundException', 'TargetGroupNotFound'],
      } as const
      const action = 'elasticloadbalancing:DescribeTargetHealth'
      const answer = await out.read(lost, () => call(action, { TargetGroupArn }))
      out.add('targetHealth', action, answer && [answer.TargetHealthDescriptions ?? []], (descriptions) => ({
        TargetGroupArn,
        TargetHealthDescriptions: descriptions.map(toHealth),
      }))
    })
  },
})

function toHealth({
  Target,
  TargetHealth,
}: sdk.TargetHealthDescription): TargetHealth['TargetHealthDescriptions'][number] {
  const target = need(Target, 'Target')
  return {
    Target: { Id: need(target.Id, 'Target.Id'), ...pick(target, 'Port', 'AvailabilityZone') },
    TargetHealth: { State: TargetHealth?.State, Reason: TargetHealth?.Reason },
  }
}
