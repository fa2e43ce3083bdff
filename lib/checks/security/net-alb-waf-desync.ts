import { onlyPrefixLists } from '#lib/inventory/derived/ingress.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { LoadBalancer } from '#lib/inventory/types/elbv2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const MODE = 'routing.http.desync_mitigation_mode'

const sections = ['webAcls', 'loadBalancerAttributes', 'securityGroups'] as const
type Section = (typeof sections)[number]
type Message = 'unguarded' | 'prefixes' | 'desync'

export default defineCheck({
  id: 'net-alb-waf-desync',
  subject: 'loadBalancer',
  requires: sections,
  failTitle: 'Public load balancer without a web firewall',
  messages: {
    unguarded: '{balancer} is open to the internet and has no web ACL.',
    prefixes:
      '{balancer} has no web ACL. It admits prefix lists only: if that is CloudFront behind a web ACL, verify it and record an exception.',
    desync: '{balancer} only watches for HTTP desync attacks (mode {mode}).',
  },
  why: 'What the internet can reach is probed within minutes. A web ACL stops known attacks and floods before they reach the tasks; desync mitigation stops requests that the load balancer and the application would cut apart differently.',
  fix: {
    summary:
      'Associate a web ACL with managed rule groups, first in count mode to see what it would block, and set the desync mode to defensive. Both are billed or can refuse odd clients: watch the metrics for a week before blocking.',
    effort: 'medium',
    cli: `aws wafv2 associate-web-acl --web-acl-arn WEB_ACL --resource-arn LOAD_BALANCER
aws elbv2 modify-load-balancer-attributes --load-balancer-arn LOAD_BALANCER --attributes Key=${MODE},Value=defensive`,
    terraform: `resource "aws_wafv2_web_acl_association" "NAME" {
  resource_arn = aws_lb.NAME.arn
  web_acl_arn  = aws_wafv2_web_acl.NAME.arn
}
resource "aws_lb" "NAME" {
  desync_mitigation_mode = "defensive"
}`,
    cloudformation: `Association:
  Type: AWS::WAFv2::WebACLAssociation
  Properties:
    ResourceArn: !Ref LoadBalancer
    WebACLArn: !GetAtt WebAcl.Arn
LoadBalancer:
  Type: AWS::ElasticLoadBalancingV2::LoadBalancer
  Properties:
    LoadBalancerAttributes:
      - { Key: ${MODE}, Value: defensive }`,
  },
  evaluate({ loadBalancer }, look) {
    if (loadBalancer.Type !== 'application')
      return notApplicable(`AWS WAF cannot be attached to a ${loadBalancer.Type} load balancer.`)
    if (loadBalancer.Scheme !== 'internet-facing') return notApplicable('It does not face the internet.')
    return combineParts([() => [firewall(look, loadBalancer)], () => [desync(look, loadBalancer)]])
  },
})

function firewall(look: Look<Section>, balancer: LoadBalancer): Result<Message> {
  const { LoadBalancerArn, LoadBalancerName: name } = balancer
  const found = look.get('webAcls', LoadBalancerArn)
  if (!found) return undetermined('AWS WAF does not know this load balancer.')
  const scheme = cite('loadBalancers', balancer, 'Scheme')
  if (!found.WebACL) {
    const evidence = [cite('webAcls', found, 'WebACL'), cite('loadBalancers', balancer, 'LoadBalancerArn'), scheme]
    const lists = ifKnown(() => onlyPrefixLists(look, balancer.SecurityGroups))
    return lists
      ? fail('prefixes', { balancer: name }, [...evidence, derived('prefix lists it admits', lists)])
      : fail('unguarded', { balancer: name }, evidence)
  }
  const { Rules, ManagedRuleGroups, Name } = found.WebACL
  const evidence = [cite('webAcls', found, 'WebACL.ARN'), cite('webAcls', found, 'WebACL.Name'), scheme]
  const cosmetic = ManagedRuleGroups === 0 && Rules.every(({ Action }) => Action === 'Count')
  return pass(cosmetic ? `Web ACL ${Name} has ${Rules.length} rules and none of them stops a request.` : [], [
    ...evidence,
    derived('rules of the web ACL', Rules.length + ManagedRuleGroups),
  ])
}

/** Absent means defensive, the default. */
function desync(look: Look<Section>, balancer: LoadBalancer): Result<Message> {
  const found = look.get('loadBalancerAttributes', balancer.LoadBalancerArn)
  if (!found) return undetermined('The attributes of this load balancer are gone.')
  const index = found.Attributes.findIndex(({ Key }) => Key === MODE)
  const mode = found.Attributes[index]?.Value ?? 'defensive'
  const evidence: Evidence[] =
    index === -1
      ? [derived(`${MODE}, by default`, mode)]
      : [
          cite('loadBalancerAttributes', found, `Attributes[${index}].Key`),
          cite('loadBalancerAttributes', found, `Attributes[${index}].Value`),
        ]
  if (mode === 'defensive' || mode === 'strictest') return pass([], evidence)
  return fail('desync', { balancer: balancer.LoadBalancerName, mode }, evidence)
}
