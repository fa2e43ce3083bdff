import type { VpcPeeringConnection } from '#lib/inventory/types/ec2-network.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { capacityProvider, cluster, service, taskSet } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { subnet } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-cluster-isolation.ts'

const subject = id.clusterArn
const other = id.arn('ecs', 'cluster/other')
const clusters = [cluster(), cluster({ clusterArn: other, clusterName: 'other' })]
const named = (serviceName: string, value: string | undefined, over: Partial<Service> = {}) =>
  service({
    serviceName,
    serviceArn: id.arn('ecs', `service/main/${serviceName}`),
    tags: value ? [{ key: 'data-classification', value }] : [],
    ...over,
  })
const strict = named('vault', 'restricted')
const at = (subnets: string[]) => ({
  clusterArn: other,
  networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: ['sg-web'] } },
})
const peering = (Code: string, VpcId = 'vpc-main'): VpcPeeringConnection => ({
  VpcPeeringConnectionId: 'pcx-1',
  Status: { Code },
  RequesterVpcInfo: { VpcId: 'vpc-tools', CidrBlocks: [] },
  AccepterVpcInfo: { VpcId, CidrBlocks: [] },
})
const attachment = (State: string) => ({
  TransitGatewayAttachmentId: 'tgw-attach-1',
  TransitGatewayId: 'tgw-1',
  ResourceType: 'vpc',
  ResourceId: 'vpc-main',
  State,
})
const shared = onEc2()
const onHosts = (serviceName: string, value: string) =>
  named(serviceName, value, {
    launchType: undefined,
    capacityProviderStrategy: [{ capacityProvider: 'hosts', weight: 1 }],
  })

testCheck(check, {
  pass: {
    'a service of another class that is on its way out': {
      given: { services: [strict, named('site', 'public', { status: 'DRAINING' })] },
    },
    'a cluster of one class': { given: { services: [strict, named('tokens', 'restricted')] } },
    'the class of the cluster counts for services without a tag': {
      given: {
        clusters: [cluster({ tags: [{ key: 'data-classification', value: 'restricted' }] })],
        services: [strict, named('tokens', undefined)],
      },
    },
    'a lower class in another VPC': {
      given: {
        clusters,
        services: [strict, named('site', 'public', at(['subnet-z']))],
        subnets: [subnet('a'), subnet('b'), subnet('c'), subnet('a', { SubnetId: 'subnet-z', VpcId: 'vpc-z' })],
      },
      subject,
    },
    'a higher class in the same VPC': {
      given: { clusters, services: [strict, named('cards', 'card', at(['subnet-a']))] },
      subject,
    },
    'a peering of other VPCs': { given: { services: [strict], vpcPeeringConnections: [peering('active', 'vpc-z')] } },
    'a peering that is gone': { given: { services: [strict], vpcPeeringConnections: [peering('deleted')] } },
    'an attachment that is gone': { given: { services: [strict], transitGatewayAttachments: [attachment('deleted')] } },
  },
  fail: {
    'two classes on Fargate': { given: { services: [strict, named('site', 'public')] }, message: 'mixed' },
    'two classes on instances whose capacity providers could not be read': {
      given: {
        ...shared,
        capacityProviders: [],
        services: [onHosts('vault', 'restricted'), onHosts('site', 'public')],
      },
      gaps: [
        { section: 'capacityProviders', region: id.region, action: 'ecs:DescribeCapacityProviders', reason: 'denied' },
      ],
      message: 'mixed',
    },
    'a peering, though transit gateways could not be read': {
      given: { services: [strict], vpcPeeringConnections: [peering('active')], transitGatewayAttachments: [] },
      gaps: [
        {
          section: 'transitGatewayAttachments',
          region: id.region,
          action: 'ec2:DescribeTransitGatewayAttachments',
          reason: 'denied',
        },
      ],
      message: 'peering',
    },
    'two sensitive classes': { given: { services: [strict, named('cards', 'card')] }, message: 'mixed' },
    'two classes on shared hosts are high': {
      given: { ...shared, services: [onHosts('vault', 'restricted'), onHosts('site', 'public')] },
      message: 'mixed',
      severity: 'high',
    },
    'two classes on hosts of their own each': {
      given: {
        ...shared,
        services: [
          onHosts('vault', 'restricted'),
          named('site', 'public', {
            launchType: undefined,
            capacityProviderStrategy: [{ capacityProvider: 'other', weight: 1 }],
          }),
        ],
        capacityProviders: [capacityProvider(), capacityProvider({ name: 'other' })],
      },
      message: 'mixed',
    },
    'two classes, of which one may run on any host, are high': {
      given: { ...shared, services: [onHosts('vault', 'restricted'), named('site', 'public', { launchType: 'EC2' })] },
      message: 'mixed',
      severity: 'high',
    },
    'two classes, and a third service without a tag': {
      given: { services: [strict, named('site', 'public'), named('jobs', undefined)] },
      message: 'mixed',
    },
    'a lower class in the same VPC': {
      given: { clusters, services: [strict, named('site', 'public', at(['subnet-a']))] },
      subject,
      message: 'neighbour',
    },
    'a lower class in the VPC of the second service of the cluster': {
      given: {
        clusters,
        services: [
          strict,
          named('tokens', 'restricted', { ...at(['subnet-z']), clusterArn: id.clusterArn }),
          named('site', 'public', at(['subnet-z'])),
        ],
        subnets: [subnet('a'), subnet('b'), subnet('c'), subnet('a', { SubnetId: 'subnet-z', VpcId: 'vpc-z' })],
      },
      subject,
      message: 'neighbour',
    },
    'the VPC is peered': {
      given: { services: [strict], vpcPeeringConnections: [peering('active')] },
      message: 'peering',
    },
    'the VPC hangs on a transit gateway: it may be tight': {
      given: { services: [strict], transitGatewayAttachments: [attachment('available')] },
      message: 'transit',
      severity: 'low',
      confidence: 'heuristic',
    },
  },
  notApplicable: {
    'nothing is tagged': { given: { services: [named('web', undefined)] }, reason: 'tag them' },
    'public data': { given: { services: [named('web', 'public')] }, reason: 'None of its services' },
    'no service': { given: { services: [] } },
  },
  unknown: {
    'an external deployment before its first promotion': {
      given: {
        services: [
          named('vault', 'restricted', {
            deploymentController: { type: 'EXTERNAL' },
            networkConfiguration: undefined,
            taskSets: [taskSet({ status: 'ACTIVE' })],
          }),
        ],
      },
      reason: 'no primary task set',
    },
    'a service without a tag beside a sensitive one': {
      given: { services: [strict, named('jobs', undefined)] },
      reason: 'Tag jobs with data-classification',
    },
    'a service without a tag in the same VPC': {
      given: { clusters, services: [strict, named('jobs', undefined, at(['subnet-a']))] },
      subject,
      reason: 'Tag jobs',
    },
  },
})
