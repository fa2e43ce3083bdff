import { describe, expect, test } from 'vitest'
import { lookOf } from '#lib/checks/testing/look-of.ts'
import { publicRouteTable, routeTable, subnet } from '#lib/checks/testing/network.ts'
import { MissingEvidence } from '../look.ts'
import type { Route, RouteTable } from '../types/ec2.ts'
import { internetAccess } from './routes.ts'

const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }
const to = (destination: string, over: Partial<Route>): Route => ({
  ...(destination.includes(':') ? { DestinationIpv6CidrBlock: destination } : { DestinationCidrBlock: destination }),
  State: 'active',
  ...over,
})
const igw = { GatewayId: 'igw-1' }
const table = (...Routes: Route[]) => routeTable({ Routes: [local, ...Routes] })
const access = (...routeTables: RouteTable[]) => internetAccess(lookOf({ routeTables }), 'subnet-a')
const edge = (destination: string) =>
  routeTable({
    RouteTableId: 'rtb-edge',
    Associations: [{ Main: false, GatewayId: 'igw-1' }],
    Routes: [to(destination, { GatewayId: 'vpce-fw' })],
  })

describe('PUBLIC SUBNET', () => {
  test.each<[string, Route[], string[]]>([
    ['a default route to an internet gateway', [to('0.0.0.0/0', igw)], ['ipv4']],
    ['one for IPv6', [to('::/0', igw)], ['ipv6']],
    ['both', [to('0.0.0.0/0', igw), to('::/0', igw)], ['ipv4', 'ipv6']],
    ['two halves', [to('0.0.0.0/1', igw), to('128.0.0.0/1', igw)], ['ipv4']],
    ['one half only', [to('0.0.0.0/1', igw)], []],
    ['NAT', [to('0.0.0.0/0', { NatGatewayId: 'nat-1' })], []],
    ['an egress-only gateway', [to('::/0', { EgressOnlyInternetGatewayId: 'eigw-1' })], []],
    ['a route whose gateway is gone', [to('0.0.0.0/0', { ...igw, State: 'blackhole' })], []],
    ['a prefix list of the internet', [{ DestinationPrefixListId: 'pl-all', State: 'active', ...igw }], ['ipv4']],
  ])('%s', (_, routes, families) => {
    const prefixLists = [{ PrefixListId: 'pl-all', Entries: [{ Cidr: '0.0.0.0/1' }, { Cidr: '128.0.0.0/1' }] }]
    const look = lookOf({ routeTables: [table(...routes)], prefixLists })
    expect(internetAccess(look, 'subnet-a')?.public).toEqual(families)
  })

  test('the subnet’s own table wins over the main one', () => {
    const own = routeTable({ RouteTableId: 'rtb-own', Associations: [{ Main: false, SubnetId: 'subnet-a' }] })
    expect(access(publicRouteTable(), own)).toMatchObject({ public: [], routeTable: { RouteTableId: 'rtb-own' } })
  })
  test('the main table of another VPC does not count', () => {
    expect(access(publicRouteTable({ VpcId: 'vpc-other' }), routeTable())?.public).toEqual([])
  })
  test('a firewall on the way out, if the gateway sends answers back through it', () => {
    const throughFirewall = table(to('0.0.0.0/0', { GatewayId: 'vpce-fw' }))
    expect(access(throughFirewall, edge('10.0.1.0/24'))?.public).toEqual(['ipv4'])
    expect(access(throughFirewall, edge('10.0.0.0/16'))?.public).toEqual(['ipv4'])
    expect(access(throughFirewall, edge('10.0.9.0/24'))?.public).toEqual([])
    expect(access(throughFirewall)?.public).toEqual([])
  })
  test.each(['block-bidirectional', 'block-ingress'])('%s keeps the internet out of a public subnet', (mode) => {
    const blocked = subnet('a', { BlockPublicAccessStates: { InternetGatewayBlockMode: mode } })
    const look = lookOf({ subnets: [blocked], routeTables: [publicRouteTable()] })
    expect(internetAccess(look, 'subnet-a')).toMatchObject({ public: ['ipv4'], inbound: [], blockMode: mode })
  })
  test('blocking that is off changes nothing', () => {
    const unblocked = subnet('a', { BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' } })
    const look = lookOf({ subnets: [unblocked], routeTables: [publicRouteTable()] })
    expect(internetAccess(look, 'subnet-a')?.inbound).toEqual(['ipv4'])
  })
})

describe('ISOLATED SUBNET', () => {
  test.each<[string, Route[], { hasDefaultRoute: boolean; hasNat: boolean }]>([
    ['no default route', [], { hasDefaultRoute: false, hasNat: false }],
    ['NAT gateway', [to('0.0.0.0/0', { NatGatewayId: 'nat-1' })], { hasDefaultRoute: true, hasNat: true }],
    ['NAT instance', [to('0.0.0.0/0', { InstanceId: 'i-nat' })], { hasDefaultRoute: true, hasNat: true }],
    ['transit gateway', [to('0.0.0.0/0', { TransitGatewayId: 'tgw-1' })], { hasDefaultRoute: true, hasNat: false }],
    ['core network', [to('0.0.0.0/0', { CoreNetworkArn: 'arn' })], { hasDefaultRoute: true, hasNat: false }],
    ['firewall', [to('0.0.0.0/0', { GatewayId: 'vpce-fw' })], { hasDefaultRoute: true, hasNat: false }],
    [
      'NAT that was deleted',
      [to('0.0.0.0/0', { NatGatewayId: 'nat-1', State: 'blackhole' })],
      { hasDefaultRoute: false, hasNat: false },
    ],
  ])('%s', (_, routes, expected) => {
    expect(access(table(...routes))).toMatchObject(expected)
  })
})

test('a subnet that is gone has no access to judge', () => {
  expect(internetAccess(lookOf(), 'subnet-gone')).toBeUndefined()
})
test('nor has one whose route table cannot be seen', () => {
  expect(access()).toBeUndefined()
})
test('unread route tables are missing evidence, not a private subnet', () => {
  const gap = {
    section: 'routeTables',
    region: 'eu-west-1',
    action: 'ec2:DescribeRouteTables',
    reason: 'denied',
  } as const
  expect(() => internetAccess(lookOf({ routeTables: [] }, { gaps: [gap] }), 'subnet-a')).toThrow(MissingEvidence)
})
