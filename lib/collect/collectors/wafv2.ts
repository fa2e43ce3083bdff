import type * as sdk from '@aws-sdk/client-wafv2'
import type { WebAclAssociation } from '#lib/inventory/types/edge.ts'
import { defineCollector, forEachOf } from '../collector.ts'
import { targetGroupsInUse } from '../references.ts'
import { need } from '../shape.ts'

const guarding = 'wafv2:GetWebACLForResource'
const reading = 'wafv2:GetWebACL'
const gone = ['WAFNonexistentItemException'] as const

/**
 * Web ACLs of the application load balancers through which the internet reaches services; others cannot or need not have
 * one. What an ACL does is read once, however many it guards; AWS demands that permission of whoever asks which one it is.
 */
export const webAcls = defineCollector({
  name: 'wafv2-web-acls',
  fills: ['webAcls'],
  needs: ['services', 'deploymentGroups', 'targetGroups', 'loadBalancers'],
  async collect({ call }, look, out) {
    const used = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    const arns = new Set(used.flatMap((group) => group.LoadBalancerArns))
    const exposed = look
      .seen('loadBalancers')
      .filter(({ Type, Scheme }) => Type === 'application' && Scheme === 'internet-facing')
      .filter(({ LoadBalancerArn }) => arns.has(LoadBalancerArn))
    const guarded = new Map<string, string[]>()
    await forEachOf(exposed, async ({ LoadBalancerArn: ResourceArn }) => {
      const lost = { section: 'webAcls', resource: ResourceArn, gone } as const
      const answer = await out.read(lost, () => call(guarding, { ResourceArn }))
      out.add('webAcls', guarding, answer && [answer], ({ WebACL }) => {
        if (!WebACL) return { ResourceArn }
        const arn = need(WebACL.ARN, 'WebACL.ARN')
        guarded.set(arn, [...(guarded.get(arn) ?? []), ResourceArn])
        return undefined
      })
    })
    await forEachOf(guarded, async ([ARN, resource]) => {
      const answer = await out.read({ section: 'webAcls', resource, gone }, () => call(reading, { ARN }))
      out.add('webAcls', reading, answer && resource, (ResourceArn) => ({
        ResourceArn,
        WebACL: toWebAcl(need(answer?.WebACL, 'WebACL')),
      }))
    })
  },
})

function toWebAcl(acl: sdk.WebACL): WebAclAssociation['WebACL'] {
  const { PreProcessFirewallManagerRuleGroups: before = [], PostProcessFirewallManagerRuleGroups: after = [] } = acl
  return {
    ARN: need(acl.ARN, 'WebACL.ARN'),
    Name: need(acl.Name, 'WebACL.Name'),
    Rules: (acl.Rules ?? []).map((rule) => ({
      Name: need(rule.Name, 'Rules.Name'),
      Action: nameOf(rule.Action) ?? nameOf(rule.OverrideAction) ?? 'None',
    })),
    ManagedRuleGroups: before.length + after.length,
  }
}

/** An action is an object whose one member is named as what it does. */
function nameOf(action: object | undefined): string | undefined {
  return Object.entries(action ?? {}).find(([, value]) => value !== undefined)?.[0]
}
