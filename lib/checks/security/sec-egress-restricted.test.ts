import type { Gap } from '#lib/inventory/inventory.ts'
import type { IpPermission, Route } from '#lib/inventory/types/ec2.ts'
import { cluster, service } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { endpoint, routeTable, rule, securityGroup, subnet } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-egress-restricted.ts'

const subject = 'sg-web'
const all = (cidr: string) => rule(undefined, undefined, { cidr }, '-1')
const egress = (...IpPermissionsEgress: IpPermission[]) => ({
  securityGroups: [securityGroup({ IpPermissionsEgress })],
})
const open = egress(all('0.0.0.0/0'))
const tagged = (key: string, value: string) => ({ services: [service({ tags: [{ key, value }] })] })
const local: Route = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }
const routes = (...more: Route[]) => ({ routeTables: [routeTable({ Routes: [local, ...more] })] })
const to = (over: Route, DestinationCidrBlock = '0.0.0.0/0'): Route => ({
  DestinationCidrBlock,
  State: 'active',
  ...over,
})
const unreadList: Gap = {
  section: 'prefixLists',
  region: id.region,
  resource: 'pl-1',
  action: 'ec2:GetManagedPrefixListEntries',
  reason: 'denied',
}
const firewall = [endpoint('fw', { VpcEndpointId: 'vpce-fw', VpcEndpointType: 'GatewayLoadBalancer' })]

testCheck(check, {
  pass: {
    'no rule at all': { subject },
    'only port 443': { given: egress(rule(443, 443, { cidr: '0.0.0.0/0' })), subject },
    'every protocol inside the network': { given: egress(all('10.0.0.0/8')), subject },
    'open, with a firewall on the way out': {
      given: { ...open, ...routes(to({ GatewayId: 'vpce-fw' })), vpcEndpoints: firewall },
      subject,
    },
    'open, with halves of a default route that both lead to a firewall': {
      given: {
        ...open,
        ...routes(to({ GatewayId: 'vpce-fw' }, '0.0.0.0/1'), to({ GatewayId: 'vpce-fw' }, '128.0.0.0/1')),
        vpcEndpoints: firewall,
      },
      subject,
    },
    'every TCP port, which is not every protocol': { given: egress(rule(0, 65535, { cidr: '0.0.0.0/0' })), subject },
    'every protocol to a group': { given: egress(rule(undefined, undefined, { group: 'sg-db' }, '-1')), subject },
    'open in an isolated subnet': { given: { ...open, ...routes() }, subject },
    'open, with a default route that leads nowhere': {
      given: { ...open, ...routes(to({ NatGatewayId: 'nat-1', State: 'blackhole' })) },
      subject,
    },
  },
  fail: {
    'open for restricted data: low': {
      given: { ...open, ...tagged('data-classification', 'restricted') },
      subject,
      message: 'open',
    },
    'open for card data: medium': {
      given: { ...open, ...tagged('compliance', 'pci') },
      subject,
      message: 'open',
      severity: 'medium',
    },
    'open for the rest: a remark': { given: open, subject, message: 'open', severity: 'info' },
    'open for IPv6': {
      given: egress(rule(undefined, undefined, { cidr6: '::/0' }, '-1')),
      subject,
      message: 'open',
      severity: 'info',
    },
    'open in two halves': {
      given: egress(all('0.0.0.0/1'), all('128.0.0.0/1')),
      subject,
      message: 'open',
      severity: 'info',
    },
    'open, with halves of a default route of which one goes to a firewall': {
      given: {
        ...open,
        ...routes(to({ GatewayId: 'vpce-fw' }, '0.0.0.0/1'), to({ GatewayId: 'igw-1' }, '128.0.0.0/1')),
        vpcEndpoints: firewall,
      },
      subject,
      message: 'open',
      severity: 'info',
    },
    'open in one of several subnets': {
      given: {
        ...open,
        routeTables: [
          routeTable({ Routes: [local, to({ GatewayId: 'vpce-fw' })] }),
          routeTable({
            RouteTableId: 'rtb-b',
            Associations: [{ SubnetId: 'subnet-b', Main: false }],
            Routes: [local, to({ NatGatewayId: 'nat-1' })],
          }),
        ],
        vpcEndpoints: firewall,
      },
      subject,
      message: 'open',
      severity: 'info',
    },
    'open by a range of its own, beside a prefix list that could not be read': {
      given: egress(all('0.0.0.0/0'), rule(undefined, undefined, { list: 'pl-1' }, '-1')),
      gaps: [unreadList],
      subject,
      message: 'open',
      severity: 'info',
    },
    'open by a prefix list': {
      given: {
        ...egress(rule(undefined, undefined, { list: 'pl-all' }, '-1')),
        prefixLists: [{ PrefixListId: 'pl-all', Entries: [{ Cidr: '0.0.0.0/0' }] }],
      },
      subject,
      message: 'open',
      severity: 'info',
    },
    'open, with an endpoint that inspects nothing on the way out': {
      given: {
        ...open,
        ...routes(to({ GatewayId: 'vpce-s3' })),
        vpcEndpoints: [endpoint('s3', { VpcEndpointType: 'Gateway' })],
      },
      subject,
      message: 'open',
      severity: 'info',
    },
    'open, inspected for IPv4 only': {
      given: {
        ...egress(all('0.0.0.0/0'), rule(undefined, undefined, { cidr6: '::/0' }, '-1')),
        ...routes(to({ GatewayId: 'vpce-fw' }), {
          DestinationIpv6CidrBlock: '::/0',
          GatewayId: 'igw-1',
          State: 'active',
        }),
        vpcEndpoints: firewall,
      },
      subject,
      message: 'open',
      severity: 'info',
    },
    'open for standalone tasks of a sensitive cluster': {
      given: {
        ...open,
        services: [],
        clusters: [cluster({ tags: [{ key: 'data-classification', value: 'restricted' }] })],
      },
      subject,
      message: 'open',
    },
  },
  manual: {
    'open, with a transit gateway on the way out': {
      given: { ...open, ...routes(to({ TransitGatewayId: 'tgw-1' })) },
      subject,
      reason: 'central firewall',
    },
  },
  notApplicable: { 'a group of hosts alone': { given: onEc2(), subject: 'sg-hosts' } },
  unknown: {
    'a prefix list that could not be read': {
      given: egress(rule(undefined, undefined, { list: 'pl-1' }, '-1')),
      gaps: [unreadList],
      subject,
      reason: 'ec2:GetManagedPrefixListEntries',
    },
    'a shared VPC whose owner has the endpoint on the way out': {
      given: { ...open, ...routes(to({ GatewayId: 'vpce-theirs' })), vpcEndpoints: [] },
      subject,
      reason: 'vpce-theirs leads to',
    },
    'a shared VPC whose routes are hidden': {
      given: { ...open, routeTables: [], subnets: [subnet('a', { OwnerId: '999988887777' })] },
      subject,
      reason: 'cannot be seen',
    },
  },
})
