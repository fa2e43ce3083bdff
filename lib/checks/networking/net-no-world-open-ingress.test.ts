import type { IpPermission } from '#lib/inventory/types/ec2.ts'
import { network, service } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import {
  loadBalancer,
  networkInterface,
  publicRouteTable,
  rule,
  securityGroup,
  targetGroup,
  targetGroupAttributes,
} from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-no-world-open-ingress.ts'

const subject = 'sg-web'
const rules = (...IpPermissions: IpPermission[]) => ({ securityGroups: [securityGroup({ IpPermissions })] })
const web = rule(8080, 8080, { cidr: '0.0.0.0/0' })
const nlb = (preserve: string, SecurityGroups: string[] = []) => ({
  ...rules(web),
  loadBalancers: [loadBalancer({ Type: 'network', SecurityGroups })],
  targetGroups: [targetGroup({ Protocol: 'TCP' })],
  targetGroupAttributes: [targetGroupAttributes('30', { 'preserve_client_ip.enabled': preserve })],
})

testCheck(check, {
  pass: {
    'only the load balancer': { subject },
    'the whole VPC is another matter': { given: rules(rule(8080, 8080, { cidr: '10.0.0.0/16' })), subject },
    'ICMP is left out': { given: rules(rule(-1, -1, { cidr: '0.0.0.0/0' }, 'icmp')), subject },
    'SSH on hosts has its own check': {
      given: {
        ...onEc2(),
        securityGroups: [
          securityGroup(),
          securityGroup({
            GroupId: 'sg-hosts',
            GroupName: 'hosts',
            IpPermissions: [rule(22, 22, { cidr: '0.0.0.0/0' })],
          }),
        ],
      },
      subject: 'sg-hosts',
    },
    'a network load balancer that keeps client addresses and has no group': { given: nlb('true'), subject },
  },
  fail: {
    'a port for everyone': { given: rules(web), subject, message: 'open' },
    'SSH on a task group counts here': { given: rules(rule(22, 22, { cidr: '0.0.0.0/0' })), subject, message: 'open' },
    'a range that includes SSH counts on hosts': {
      given: {
        ...onEc2(),
        securityGroups: [
          securityGroup(),
          securityGroup({
            GroupId: 'sg-hosts',
            GroupName: 'hosts',
            IpPermissions: [rule(0, 65535, { cidr: '0.0.0.0/0' })],
          }),
        ],
      },
      subject: 'sg-hosts',
      message: 'open',
    },
    'every protocol over IPv6': {
      given: rules(rule(undefined, undefined, { cidr6: '::/0' }, '-1')),
      subject,
      message: 'open',
    },
    'a public address makes it high': {
      given: { ...rules(web), networkInterfaces: [networkInterface({ Association: { PublicIp: '203.0.113.9' } })] },
      subject,
      message: 'open',
      severity: 'high',
    },
    'an IPv6 address in a public subnet makes it high': {
      given: {
        ...rules(web),
        networkInterfaces: [networkInterface({ Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }] })],
        routeTables: [
          publicRouteTable({ Routes: [{ DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1', State: 'active' }] }),
        ],
      },
      subject,
      message: 'open',
      severity: 'high',
    },
    'a network load balancer with a group of its own': { given: nlb('true', ['sg-nlb']), subject, message: 'open' },
    'a network load balancer that hides client addresses': { given: nlb('false'), subject, message: 'open' },
    'a service without tasks, by its configuration': {
      given: { ...rules(web), tasks: [], networkInterfaces: [] },
      subject,
      message: 'open',
    },
    'a service that names no group has the VPC default': {
      given: {
        securityGroups: [securityGroup({ GroupId: 'sg-default', GroupName: 'default', IpPermissions: [web] })],
        services: [
          service({ networkConfiguration: { awsvpcConfiguration: { ...network, securityGroups: undefined } } }),
        ],
        tasks: [],
      },
      subject: 'sg-default',
      message: 'open',
    },
  },
})
