import type { IpPermission } from '#lib/inventory/types/ec2.ts'
import { service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import {
  loadBalancer,
  vpc as network,
  rule,
  securityGroup,
  targetGroup,
  targetGroupAttributes,
} from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-nlb-only-ingress.ts'

const subject = 'sg-web'
const zones = ['a', 'b'].map((zone) => ({ ZoneName: `eu-west-1${zone}`, SubnetId: `subnet-${zone}` }))
/** A network load balancer without groups unless given some. */
const behind = (
  rules: IpPermission[],
  over: { groups?: string[]; scheme?: string; preserve?: string; protocol?: string; type?: string } = {},
) => ({
  securityGroups: [securityGroup({ IpPermissions: rules }), securityGroup({ GroupId: 'sg-alb', GroupName: 'nlb' })],
  loadBalancers: [
    loadBalancer({
      Type: 'network',
      Scheme: over.scheme ?? 'internet-facing',
      SecurityGroups: over.groups ?? [],
      AvailabilityZones: zones,
    }),
  ],
  targetGroups: [targetGroup({ Protocol: over.protocol ?? 'TCP', TargetType: over.type ?? 'ip' })],
  targetGroupAttributes: [
    targetGroupAttributes('30', over.preserve === undefined ? {} : { 'preserve_client_ip.enabled': over.preserve }),
  ],
})
const vpc = rule(8080, 8080, { cidr: '10.0.0.0/16' })
const world = rule(8080, 8080, { cidr: '0.0.0.0/0' })
const own = rule(8080, 8080, { group: 'sg-alb' })
const partner = rule(8080, 8080, { cidr: '198.51.100.0/24' })
const groups = ['sg-alb']
const webGroup = id.arn('elasticloadbalancing', 'targetgroup/web/2')
const webBalancer = id.arn('elasticloadbalancing', 'loadbalancer/app/web/2')

/** The same service also behind an application load balancer, which speaks to a port of its tasks. */
const besideWeb = (port: number, webRule: IpPermission) => ({
  ...behind([own, webRule], { groups }),
  services: [
    service({
      loadBalancers: [
        ...service().loadBalancers,
        { targetGroupArn: webGroup, containerName: 'app', containerPort: port },
      ],
    }),
  ],
  targetGroups: [
    targetGroup({ Protocol: 'TCP' }),
    targetGroup({ TargetGroupArn: webGroup, LoadBalancerArns: [webBalancer] }),
  ],
  loadBalancers: [
    loadBalancer({ Type: 'network' }),
    loadBalancer({ LoadBalancerArn: webBalancer, SecurityGroups: ['sg-front'] }),
  ],
})

testCheck(check, {
  pass: {
    'only the group of the load balancer': { given: behind([own], { groups }), subject },
    'a scraper on the peer list beside it': {
      given: behind([own, rule(8080, 8080, { group: 'sg-scraper' })], { groups }),
      policy: { peerGroups: ['sg-scraper'] },
      subject,
    },
    'without groups: the VPC range': { given: behind([vpc]), subject },
    'without groups: the IPv6 range of the VPC': {
      given: {
        ...behind([rule(8080, 8080, { cidr6: '2001:db8:1200::/56' })]),
        vpcs: [network({ Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8:1200::/56' }] })],
      },
      subject,
    },
    'without groups: a subnet of the load balancer': {
      given: behind([rule(8080, 8080, { cidr: '10.0.1.0/24' })]),
      subject,
    },
    'without groups, addresses not preserved because targets are addresses: nothing but the VPC': {
      given: behind([vpc], { preserve: 'false' }),
      subject,
    },
    'client addresses handed through to a public load balancer without groups force an open group': {
      given: behind([world], { preserve: 'true' }),
      subject,
      hint: 'make it again with security groups',
    },
    'UDP always hands client addresses through': {
      given: behind([rule(8080, 8080, { cidr: '0.0.0.0/0' }, 'udp')], { protocol: 'UDP', preserve: 'false' }),
      subject,
      hint: 'hands client addresses through',
    },
    'the documented ranges of its clients': {
      given: behind([partner], { preserve: 'true' }),
      policy: { clientRanges: ['198.51.100.0/24'] },
      subject,
    },
    'ranges of clients that nobody documented': {
      given: behind([partner], { preserve: 'true' }),
      subject,
      hint: 'policy.clientRanges',
    },
    'a range on the port of an application load balancer before the same service': {
      given: besideWeb(9090, rule(9090, 9090, { cidr: '10.0.0.0/16' })),
      subject,
    },
    'the group of an application load balancer before the same service': {
      given: besideWeb(8080, rule(8080, 8080, { group: 'sg-front' })),
      subject,
    },
    'TCP beside UDP on one port always hands client addresses through': {
      given: behind([world], { protocol: 'TCP_UDP', preserve: 'false' }),
      subject,
      hint: 'hands client addresses through',
    },
    'the world on another port': { given: behind([own, rule(22, 22, { cidr: '0.0.0.0/0' })], { groups }), subject },
  },
  fail: {
    'the internet in IPv6, addresses not preserved': {
      given: behind([rule(8080, 8080, { cidr6: '::/0' })], { preserve: 'false' }),
      subject,
      message: 'outside',
    },
    'a prefix list although the load balancer has groups, and the list could not be read': {
      given: behind([own, rule(8080, 8080, { list: 'pl-1' })], { groups }),
      gaps: [
        { section: 'prefixLists', region: id.region, action: 'ec2:GetManagedPrefixListEntries', reason: 'denied' },
      ],
      subject,
      message: 'range',
    },
    'a range although the load balancer has groups': {
      given: behind([own, vpc], { groups }),
      subject,
      message: 'range',
    },
    'another group although the load balancer has its own': {
      given: behind([own, rule(8080, 8080, { group: 'sg-other' })], { groups }),
      subject,
      message: 'group',
    },
    'the world, addresses not preserved': {
      given: behind([world], { preserve: 'false' }),
      subject,
      message: 'outside',
    },
    'the world, with the default for address targets': { given: behind([world]), subject, message: 'outside' },
    'the world in two halves, addresses not preserved': {
      given: behind([rule(8080, 8080, { cidr: '0.0.0.0/1' }), rule(8080, 8080, { cidr: '128.0.0.0/1' })]),
      subject,
      message: 'outside',
    },
    'the world for an internal load balancer': {
      given: behind([world], { scheme: 'internal', preserve: 'true' }),
      subject,
      message: 'world',
    },
    'the world for an internal one before instances, whose default preserves': {
      given: behind([world], { scheme: 'internal', type: 'instance' }),
      subject,
      message: 'world',
    },
    'the world where the ranges of its clients are documented': {
      given: behind([world], { preserve: 'true' }),
      policy: { clientRanges: ['198.51.100.0/24'] },
      subject,
      message: 'undocumented',
    },
    'the UDP half of a port for both': {
      given: behind([rule(8080, 8080, { cidr: '0.0.0.0/0' }, 'udp')], { protocol: 'TCP_UDP', scheme: 'internal' }),
      subject,
      message: 'world',
    },
  },
  unknown: {
    'an external deployment before its first promotion': {
      given: {
        ...behind([own], { groups }),
        services: [
          service({
            deploymentController: { type: 'EXTERNAL' },
            networkConfiguration: undefined,
            loadBalancers: [],
            taskSets: [taskSet({ status: 'ACTIVE' })],
          }),
        ],
      },
      subject,
      reason: 'no primary task set',
    },
    'a prefix list that could not be read': {
      given: behind([rule(8080, 8080, { list: 'pl-1' })]),
      gaps: [
        {
          section: 'prefixLists',
          region: id.region,
          resource: 'pl-1',
          action: 'ec2:GetManagedPrefixListEntries',
          reason: 'denied',
        },
      ],
      subject,
    },
  },
  notApplicable: {
    'an application load balancer': { subject },
    'no load balancer': { given: { services: [service({ loadBalancers: [] })] }, subject },
    'the host group of awsvpc tasks': { given: onEc2(), subject: 'sg-hosts' },
  },
})
