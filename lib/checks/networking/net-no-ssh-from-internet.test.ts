import type { Instance, IpPermission } from '#lib/inventory/types/ec2.ts'
import { containerInstance } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import { instance, publicRouteTable, rule, securityGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-no-ssh-from-internet.ts'

const subject = 'sg-hosts'
const hosts = (rules: IpPermission[], over: Partial<Instance> = {}) => ({
  ...onEc2({ instance: over }),
  securityGroups: [securityGroup(), securityGroup({ GroupId: subject, GroupName: 'hosts', IpPermissions: rules })],
})
const ssh = [rule(22, 22, { cidr: '0.0.0.0/0' })]
const withInterface = (over: Partial<Instance['NetworkInterfaces'][number]>): Partial<Instance> => ({
  NetworkInterfaces: [
    {
      NetworkInterfaceId: 'eni-host',
      SubnetId: 'subnet-a',
      Groups: [{ GroupId: subject }],
      Ipv6Addresses: [],
      ...over,
    },
  ],
})
const windowsHost = containerInstance({ attributes: [{ name: 'ecs.os-type', value: 'windows' }] })

testCheck(check, {
  pass: {
    'no rule for port 22': { given: hosts([rule(443, 443, { cidr: '0.0.0.0/0' })]), subject },
    'one office only': { given: hosts([rule(22, 22, { cidr: '198.51.100.0/24' })]), subject },
    'half of the internet is not the whole': { given: hosts([rule(22, 22, { cidr: '0.0.0.0/1' })]), subject },
    'RDP on a Linux host': { given: hosts([rule(3389, 3389, { cidr: '0.0.0.0/0' })]), subject },
    'a prefix list of the office': {
      given: {
        ...hosts([rule(22, 22, { list: 'pl-1' })]),
        prefixLists: [{ PrefixListId: 'pl-1', Entries: [{ Cidr: '198.51.100.0/24' }] }],
      },
      subject,
    },
  },
  fail: {
    'SSH for everyone': { given: hosts(ssh), subject, message: 'open' },
    'two halves, in two rules with different ports': {
      given: hosts([rule(22, 22, { cidr: '0.0.0.0/1' }), rule(0, 1024, { cidr: '128.0.0.0/1' })]),
      subject,
      message: 'open',
    },
    'every protocol': {
      given: hosts([rule(undefined, undefined, { cidr: '0.0.0.0/0' }, '-1')]),
      subject,
      message: 'open',
    },
    'IPv6 for everyone': { given: hosts([rule(22, 22, { cidr6: '::/0' })]), subject, message: 'open' },
    'a prefix list that holds the world': {
      given: {
        ...hosts([rule(22, 22, { list: 'pl-1' })]),
        prefixLists: [{ PrefixListId: 'pl-1', Entries: [{ Cidr: '0.0.0.0/0' }] }],
      },
      subject,
      message: 'open',
    },
    'RDP on a Windows host': {
      given: { ...hosts([rule(3389, 3389, { cidr: '0.0.0.0/0' })]), containerInstances: [windowsHost] },
      subject,
      message: 'open',
    },
    'a public address makes it critical': {
      given: hosts(ssh, withInterface({ Association: { PublicIp: '203.0.113.9' } })),
      subject,
      message: 'open',
      severity: 'critical',
    },
    'an IPv6 address in a public subnet makes it critical': {
      given: {
        ...hosts(ssh, withInterface({ Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }] })),
        routeTables: [
          publicRouteTable({ Routes: [{ DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1', State: 'active' }] }),
        ],
      },
      subject,
      message: 'open',
      severity: 'critical',
    },
  },
  notApplicable: {
    'a task group': { given: hosts(ssh), subject: 'sg-web' },
    'ECS Anywhere hosts have no group': {
      given: { containerInstances: [containerInstance({ ec2InstanceId: 'mi-0123' })], instances: [instance()] },
    },
  },
})
