import { describe, expect, test } from 'vitest'
import { lookOf } from '#lib/checks/testing/look-of.ts'
import { endpoint, rule, securityGroup } from '#lib/checks/testing/network.ts'
import type { IpPermission, VpcEndpoint } from '../types/ec2.ts'
import { interfaceEndpoints, unusable } from './endpoints.ts'

const found = (over: Partial<VpcEndpoint>, service = 'ecr.api') =>
  interfaceEndpoints(lookOf({ vpcEndpoints: [endpoint(service, over)] }), 'vpc-main', 'ecr.api').length === 1

describe('interfaceEndpoints', () => {
  test('finds the service’s endpoint in the VPC', () => expect(found({})).toBe(true))
  test.each(['com.amazonaws.eu-west-1.ecr-fips.api', 'cn.com.amazonaws.eu-west-1.ecr.api'])(
    '%s counts',
    (ServiceName) => expect(found({ ServiceName })).toBe(true),
  )
  test.each([
    'com.amazonaws.eu-west-1.ecr.dkr',
    'com.amazonaws.us-east-1.ecr.api',
    'com.amazonaws.vpce.eu-west-1.vpce-svc-0123',
  ])('%s is another service', (ServiceName) => expect(found({ ServiceName })).toBe(false))
  test('not in another VPC', () => expect(found({ VpcId: 'vpc-other' })).toBe(false))
  test('not a gateway endpoint', () => expect(found({ VpcEndpointType: 'Gateway' })).toBe(false))
})

describe('unusable', () => {
  const clients = { groups: ['sg-web'], cidrs: ['10.0.1.0/24', '10.0.2.0/24'] }
  const admitting = (...IpPermissions: IpPermission[]) =>
    lookOf({
      securityGroups: [securityGroup({ GroupId: 'sg-endpoints', IpPermissions })],
      prefixLists: [{ PrefixListId: 'pl-vpc', Entries: [{ Cidr: '10.0.0.0/16' }] }],
    })

  test.each<[string, IpPermission]>([
    ['the task group', rule(443, 443, { group: 'sg-web' })],
    ['one of the subnets', rule(443, 443, { cidr: '10.0.2.0/24' })],
    ['the whole VPC', rule(0, 65_535, { cidr: '10.0.0.0/16' })],
    ['a prefix list of the VPC', rule(443, 443, { list: 'pl-vpc' })],
    ['everything', rule(undefined, undefined, { cidr: '0.0.0.0/0' }, '-1')],
  ])('usable: admits %s', (_, permission) => {
    expect(unusable(admitting(permission), endpoint('ecr.api'), clients)).toBeUndefined()
  })
  test.each<[string, IpPermission]>([
    ['another group', rule(443, 443, { group: 'sg-other' })],
    ['another port', rule(80, 80, { group: 'sg-web' })],
    ['UDP', rule(443, 443, { group: 'sg-web' }, 'udp')],
    ['a range that is none of the subnets', rule(443, 443, { cidr: '10.0.9.0/24' })],
  ])('unusable: admits only %s', (_, permission) => {
    expect(unusable(admitting(permission), endpoint('ecr.api'), clients)).toContain('admits no tcp/443')
  })
  test('the state is compared without case', () => {
    expect(unusable(lookOf(), endpoint('ecr.api', { State: 'Available' }), clients)).toBeUndefined()
    expect(unusable(lookOf(), endpoint('ecr.api', { State: 'PendingAcceptance' }), clients)).toContain('pending')
  })
  test('private DNS must be on', () => {
    expect(unusable(lookOf(), endpoint('ecr.api', { PrivateDnsEnabled: false }), clients)).toContain('private DNS')
  })
})
