import { container, withContainers } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { endpoint, publicRouteTable, routeTable, rule, securityGroup, vpc } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './net-endpoint-ecr.ts'

const endpoints = (...vpcEndpoints: ReturnType<typeof endpoint>[]) => ({ vpcEndpoints })
const withGroup = (...IpPermissions: ReturnType<typeof rule>[]) => ({
  securityGroups: [securityGroup(), securityGroup({ GroupId: 'sg-endpoints', GroupName: 'endpoints', IpPermissions })],
})
const isolated = {
  routeTables: [routeTable({ Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }] })],
}

testCheck(check, {
  pass: {
    'both endpoints': {},
    'FIPS variants count': { given: endpoints(endpoint('ecr-fips.api'), endpoint('ecr-fips.dkr')) },
    'the group admits the VPC range': { given: withGroup(rule(443, 443, { cidr: '10.0.0.0/16' })) },
    'one zone is enough to be reachable': {
      given: endpoints(endpoint('ecr.api', { SubnetIds: ['subnet-a'] }), endpoint('ecr.dkr')),
      hint: 'no interface in euw1-azb, euw1-azc',
    },
    'another partition’s prefix': {
      given: endpoints(
        endpoint('ecr.api', { ServiceName: `cn.com.amazonaws.${id.region}.ecr.api` }),
        endpoint('ecr.dkr', { ServiceName: `cn.com.amazonaws.${id.region}.ecr.dkr`, State: 'Available' }),
      ),
    },
  },
  fail: {
    'no endpoint': { given: endpoints(), message: 'absent' },
    'ecr.dkr is missing': { given: endpoints(endpoint('ecr.api')), message: 'absent' },
    'endpoints of another VPC': {
      given: endpoints(endpoint('ecr.api', { VpcId: 'vpc-other' }), endpoint('ecr.dkr', { VpcId: 'vpc-other' })),
      message: 'absent',
    },
    'private DNS is off': {
      given: endpoints(endpoint('ecr.api'), endpoint('ecr.dkr', { PrivateDnsEnabled: false })),
      message: 'unusable',
    },
    'still pending': {
      given: endpoints(endpoint('ecr.api', { State: 'pending' }), endpoint('ecr.dkr')),
      message: 'unusable',
    },
    'the group admits nobody': { given: withGroup(), message: 'unusable' },
    'without NAT nothing can be pulled: high': {
      given: { ...endpoints(), ...isolated },
      message: 'absent',
      severity: 'high',
    },
  },
  notApplicable: {
    'public subnets only': { given: { routeTables: [publicRouteTable()] } },
    'no image of ECR': { given: withContainers(container({ image: 'public.ecr.aws/nginx/nginx:1.29.1' })) },
    'ECR of another region': {
      given: withContainers(container({ image: `${id.account}.dkr.ecr.us-east-1.amazonaws.com/web:1.0.0` })),
    },
    'bridge tasks have no subnet of their own': {
      given: onEc2({ service: { networkConfiguration: undefined }, task: { attachments: [] } }),
    },
  },
  unknown: {
    'a VPC shared by another account': { given: { vpcs: [vpc({ OwnerId: '999988887777' })] } },
  },
})
