import * as id from '../testing/ids.ts'
import { loadBalancer, loadBalancerAttributes, rule, securityGroup, webAcl } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-alb-waf-desync.ts'

const without = { webAcls: [{ ResourceArn: id.loadBalancerArn }] }
const desync = (mode: string) => ({
  loadBalancerAttributes: [loadBalancerAttributes({ 'routing.http.desync_mitigation_mode': mode })],
})
const admitting = (...IpPermissions: ReturnType<typeof rule>[]) => ({
  securityGroups: [securityGroup(), securityGroup({ GroupId: 'sg-alb', GroupName: 'alb', IpPermissions })],
})
const list = rule(443, 443, { list: 'pl-cloudfront' })

testCheck(check, {
  pass: {
    'a web ACL, and no desync mode is the default one': {},
    'desync mode defensive': { given: desync('defensive') },
    'desync mode strictest': { given: desync('strictest') },
    'a web ACL without rules is cosmetic': {
      given: { webAcls: [webAcl({ Rules: [] })] },
      hint: '0 rules and none of them stops',
    },
    'a web ACL that only counts is cosmetic': {
      given: { webAcls: [webAcl({ Rules: [{ Name: 'common', Action: 'Count' }] })] },
      hint: '1 rules and none of them stops',
    },
    'rule groups of Firewall Manager are rules': {
      given: { webAcls: [webAcl({ Rules: [], ManagedRuleGroups: 1 })] },
    },
  },
  fail: {
    'no web ACL': { given: without, message: 'unguarded' },
    'no web ACL, whatever its attributes would say': {
      given: { ...without, loadBalancerAttributes: [] },
      gaps: [
        {
          section: 'loadBalancerAttributes',
          region: id.region,
          action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
          reason: 'denied',
        },
      ],
      message: 'unguarded',
    },
    'no web ACL, and only prefix lists get through': {
      given: { ...without, ...admitting(list) },
      message: 'prefixes',
    },
    'no web ACL, and a prefix list beside an open range': {
      given: { ...without, ...admitting(list, rule(443, 443, { cidr: '0.0.0.0/0' })) },
      message: 'unguarded',
    },
    'no web ACL, and only groups of its VPC beside prefix lists get through': {
      given: { ...without, ...admitting(list, rule(443, 443, { group: 'sg-web' })) },
      message: 'unguarded',
    },
    'no web ACL, and an open IPv6 range': {
      given: { ...without, ...admitting(list, rule(443, 443, { cidr6: '::/0' })) },
      message: 'unguarded',
    },
    'desync mode monitor': { given: desync('monitor'), message: 'desync' },
    'both at once': { given: { ...without, ...desync('monitor') }, message: ['unguarded', 'desync'] },
  },
  notApplicable: {
    'an internal load balancer': { given: { loadBalancers: [loadBalancer({ Scheme: 'internal' })] } },
    'a network load balancer cannot have one': {
      given: { loadBalancers: [loadBalancer({ Type: 'network' })] },
      reason: 'cannot be attached to a network load balancer',
    },
    'no service behind it': { given: { services: [] } },
  },
  unknown: {
    'a load balancer that went while it was read': { given: { webAcls: [] }, reason: 'does not know' },
    'attributes that went while they were read': { given: { loadBalancerAttributes: [] }, reason: 'are gone' },
  },
})
