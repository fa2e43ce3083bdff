import type { Listener } from '#lib/inventory/types/elbv2.ts'
import { service } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { listener, listenerRule, loadBalancer, rule, securityGroup, targetGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-tls-listener.ts'

const http = (over: Partial<Listener> = {}, rules: ReturnType<typeof listenerRule>[] = []) => ({
  listeners: [listener({ Protocol: 'HTTP', Port: 80, SslPolicy: undefined, ...over })],
  listenerRules: rules,
})
const redirect = (Protocol?: string) => [
  { Type: 'redirect', RedirectConfig: { Protocol, Port: '443', StatusCode: 'HTTP_301' } },
]
const forwardRule = listenerRule()
const green = id.arn('elasticloadbalancing', 'targetgroup/green/2')
const admitting = (...IpPermissions: ReturnType<typeof rule>[]) => ({
  securityGroups: [securityGroup({ GroupId: 'sg-alb', IpPermissions })],
})

testCheck(check, {
  pass: {
    HTTPS: {},
    'QUIC and TCP_QUIC carry TLS': {
      given: {
        listeners: ['QUIC', 'TCP_QUIC'].map((Protocol, i) =>
          listener({ Protocol, ListenerArn: i === 0 ? id.listenerArn : `${id.listenerArn}-2` }),
        ),
        loadBalancers: [loadBalancer({ Type: 'network' })],
      },
      subject: id.listenerArn,
    },
    'TLS on a network load balancer': {
      given: { listeners: [listener({ Protocol: 'TLS' })], loadBalancers: [loadBalancer({ Type: 'network' })] },
    },
    'HTTP that only redirects, and a rule with a fixed answer': {
      given: {
        ...http({ DefaultActions: redirect('HTTPS') }, [
          listenerRule({ Actions: [{ Type: 'fixed-response', TargetGroupArn: id.targetGroupArn }] }),
        ]),
      },
    },
  },
  fail: {
    'HTTP that forwards': { given: http(), message: 'forwards' },
    'one redirect does not excuse a rule that forwards': {
      given: http({ DefaultActions: redirect('HTTPS') }, [forwardRule]),
      message: 'forwards',
    },
    'a redirect that keeps HTTP': {
      given: http({ DefaultActions: redirect(undefined) }, [
        listenerRule({ Actions: [{ Type: 'fixed-response', TargetGroupArn: id.targetGroupArn }] }),
      ]),
      message: 'forwards',
    },
    'a redirect to whatever the caller came with': {
      given: http({ DefaultActions: redirect('#{protocol}') }, [
        listenerRule({ Actions: [{ Type: 'fixed-response', TargetGroupArn: id.targetGroupArn }] }),
      ]),
      message: 'forwards',
    },
    'weighted forwarding counts': {
      given: http({
        DefaultActions: [
          { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: id.targetGroupArn, Weight: 1 }] } },
        ],
      }),
      message: 'forwards',
    },
    'plain TCP': { given: { listeners: [listener({ Protocol: 'TCP', Port: 9000 })] }, message: 'plain' },
    'UDP is no TLS, whatever the port': {
      given: { listeners: [listener({ Protocol: 'UDP' })], loadBalancers: [loadBalancer({ Type: 'network' })] },
      message: 'plain',
    },
    'a test listener of a blue/green deployment': {
      given: {
        ...http({ Port: 9001, DefaultActions: [{ Type: 'forward', TargetGroupArn: green }] }),
        targetGroups: [targetGroup(), targetGroup({ TargetGroupArn: green, TargetGroupName: 'green' })],
        services: [
          service({
            loadBalancers: [
              { targetGroupArn: id.targetGroupArn, advancedConfiguration: { alternateTargetGroupArn: green } },
            ],
          }),
        ],
      },
      message: 'forwards',
    },
    'only CloudFront’s prefix list gets to the port: medium': {
      given: {
        ...http(),
        ...admitting(rule(80, 80, { list: 'pl-cloudfront' }), rule(443, 443, { cidr: '0.0.0.0/0' })),
      },
      message: 'forwards',
      severity: 'medium',
    },
    'a prefix list beside an open range': {
      given: { ...http(), ...admitting(rule(80, 80, { list: 'pl-cloudfront' }), rule(0, 1024, { cidr6: '::/0' })) },
      message: 'forwards',
    },
    'card data behind CloudFront stays critical': {
      given: {
        ...http(),
        ...admitting(rule(80, 80, { list: 'pl-cloudfront' })),
        services: [service({ tags: [{ key: 'compliance', value: 'pci' }] })],
      },
      message: 'forwards',
      severity: 'critical',
    },
    'health data makes it critical': {
      given: { ...http(), services: [service({ tags: [{ key: 'data-classification', value: 'phi' }] })] },
      message: 'forwards',
      severity: 'critical',
    },
    'card data makes it critical': {
      given: { ...http(), services: [service({ tags: [{ key: 'compliance', value: 'pci' }] })] },
      message: 'forwards',
      severity: 'critical',
    },
  },
  notApplicable: {
    'an internal load balancer': { given: { ...http(), loadBalancers: [loadBalancer({ Scheme: 'internal' })] } },
    'a listener that forwards to no service': {
      given: { listeners: [listener({ DefaultActions: [{ Type: 'fixed-response' }] })] },
    },
  },
  manual: {
    'TCP on 443: TLS may end in the task': {
      given: { listeners: [listener({ Protocol: 'TCP' })], loadBalancers: [loadBalancer({ Type: 'network' })] },
    },
  },
})
