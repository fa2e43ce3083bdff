import { container, service, taskSet, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { listener, loadBalancer, targetGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-tls-to-targets.ts'

const tagged = (key: string, value: string) => [service({ tags: [{ key, value }] })]
const tags = [{ key: 'compliance', value: 'pci' }]
const services = tagged('compliance', 'pci')
const green = id.arn('elasticloadbalancing', 'targetgroup/green/2')
const group = (Protocol: string) => ({ services, targetGroups: [targetGroup({ Protocol })] })
const network = (Protocol: string, front = Protocol) => ({
  ...group(Protocol),
  loadBalancers: [loadBalancer({ Type: 'network' })],
  listeners: [listener({ Protocol: front })],
})

testCheck(check, {
  pass: { HTTPS: { given: group('HTTPS') }, TLS: { given: network('TLS') } },
  fail: {
    'HTTP for card data': { given: group('HTTP'), message: 'plain' },
    'HTTP for health records': { given: { services: tagged('compliance', 'hipaa') }, message: 'plain' },
    'HTTP for restricted data': { given: { services: tagged('data-classification', 'restricted') }, message: 'plain' },
    'HTTP for any service, by policy': { policy: { tlsEverywhere: true }, message: 'plain' },
    'a listener that ends TLS before a TCP target group': { given: network('TCP', 'TLS'), message: 'plain' },
    'UDP, which no TLS of the listener covers': { given: network('UDP'), message: 'plain' },
    'HTTP, and what may mitigate it could not be read': {
      given: group('HTTP'),
      gaps: (['vpcEncryptionControls', 'listeners', 'loadBalancers'] as const).map((section) => ({
        section,
        region: id.region,
        action: 'ec2:DescribeVpcEncryptionControls',
        reason: 'denied' as const,
      })),
      message: 'plain',
    },
    'HTTP for one of two services that share it': {
      given: {
        services: [service(), service({ serviceArn: id.arn('ecs', 'service/main/cards'), serviceName: 'cards', tags })],
      },
      message: 'plain',
    },
    'the other half of a CodeDeploy pair': {
      given: {
        services: [service({ deploymentController: { type: 'CODE_DEPLOY' }, taskSets: [taskSet()], tags })],
        targetGroups: [
          targetGroup({ Protocol: 'HTTPS' }),
          targetGroup({ TargetGroupArn: green, TargetGroupName: 'green', LoadBalancerArns: [] }),
        ],
        deploymentGroups: [
          {
            applicationName: 'web',
            deploymentGroupName: 'web',
            ecsServices: [{ serviceName: 'web', clusterName: 'main' }],
            loadBalancerInfo: {
              targetGroupPairs: [
                { targetGroups: ['web', 'green'], prodTrafficListeners: [], testTrafficListeners: [] },
              ],
            },
          },
        ],
      },
      subject: green,
      message: 'plain',
    },
    'a VPC that encrypts in hardware is shown and does not excuse it': {
      given: {
        ...group('HTTP'),
        vpcEncryptionControls: [
          {
            VpcEncryptionControlId: 'vpcec-1',
            VpcId: 'vpc-main',
            Mode: 'monitor',
            State: 'available',
            ResourceExclusions: {},
          },
        ],
      },
      message: 'plain',
    },
  },
  manual: {
    'a TCP listener of an internal balancer that also serves UDP': { given: network('TCP_UDP') },
    'TCP pass-through': { given: network('TCP'), reason: 'serve TLS themselves', shows: ['Protocol', 'Port'] },
    'QUIC pass-through': { given: network('QUIC') },
    'secrets that may be the certificate are shown': {
      given: {
        ...network('TCP'),
        ...withContainers(
          container({ secrets: [{ name: 'TLS_KEY', valueFrom: id.arn('secretsmanager', 'secret:tls') }] }),
        ),
      },
      shows: ['containerDefinitions[0].secrets[0].name'],
    },
  },
  notApplicable: {
    'a service that nothing classifies asks for its tags': { reason: 'tag the service' },
    'public data': { given: { services: tagged('data-classification', 'public') }, reason: 'not sensitive' },
  },
})
