import { listenerArn, loadBalancerArn, ruleArn, targetGroupArn } from '../network.ts'
import { estate, type RoundTrips } from './round-trip.ts'

const { ec2, elbv2 } = estate
const inVpc = { Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }] }

export const ec2RoundTrips: RoundTrips = {
  'ec2:DescribeVpcs': { ask: ({ ec2 }) => ec2.describeVpcs({ MaxResults: 5 }), holds: { Vpcs: ec2.vpcs } },
  'ec2:DescribeSubnets': {
    ask: ({ ec2 }) => ec2.describeSubnets({ SubnetIds: ['subnet-3', 'subnet-0'] }),
    holds: { Subnets: [ec2.subnets.at(3), ec2.subnets.at(0)] },
  },
  'ec2:DescribeRouteTables': {
    ask: ({ ec2 }) => ec2.describeRouteTables(inVpc),
    holds: { RouteTables: ec2.routeTables },
  },
  'ec2:DescribeSecurityGroups': {
    ask: ({ ec2 }) => ec2.describeSecurityGroups({ GroupIds: ['sg-1'] }),
    holds: { SecurityGroups: ec2.securityGroups },
  },
  'ec2:DescribeNetworkInterfaces': {
    ask: ({ ec2 }) => ec2.describeNetworkInterfaces({ Filters: [{ Name: 'group-id', Values: ['sg-1'] }] }),
    holds: { NetworkInterfaces: ec2.networkInterfaces },
  },
  'ec2:DescribeInstances': {
    ask: ({ ec2 }) => ec2.describeInstances({ Filters: [{ Name: 'instance-state-name', Values: ['running'] }] }),
    holds: { Reservations: [{ Instances: ec2.instances }] },
  },
  'ec2:DescribeManagedPrefixLists': {
    ask: ({ ec2 }) => ec2.describeManagedPrefixLists({}),
    holds: { PrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'office' }] },
  },
  'ec2:GetManagedPrefixListEntries': {
    ask: ({ ec2 }) => ec2.getManagedPrefixListEntries({ PrefixListId: 'pl-1' }),
    holds: { Entries: ec2.prefixLists[0]?.entries },
  },
  'ec2:DescribeVpcEndpoints': {
    ask: ({ ec2 }) => ec2.describeVpcEndpoints(inVpc),
    holds: { VpcEndpoints: ec2.vpcEndpoints },
  },
  'ec2:DescribeNatGateways': {
    ask: ({ ec2 }) => ec2.describeNatGateways({ Filter: [{ Name: 'state', Values: ['available'] }] }),
    holds: { NatGateways: ec2.natGateways },
  },
  'ec2:DescribeVpcPeeringConnections': {
    ask: ({ ec2 }) =>
      ec2.describeVpcPeeringConnections({ Filters: [{ Name: 'requester-vpc-info.vpc-id', Values: ['vpc-1'] }] }),
    holds: { VpcPeeringConnections: ec2.vpcPeeringConnections },
  },
  'ec2:DescribeTransitGatewayAttachments': {
    ask: ({ ec2 }) =>
      ec2.describeTransitGatewayAttachments({ Filters: [{ Name: 'resource-id', Values: ['vpc-1'] }], MaxResults: 5 }),
    holds: { TransitGatewayAttachments: ec2.transitGatewayAttachments },
  },
  'ec2:DescribeNetworkAcls': {
    ask: ({ ec2 }) => ec2.describeNetworkAcls(inVpc),
    holds: { NetworkAcls: ec2.networkAcls },
  },
  'ec2:DescribeFlowLogs': {
    ask: ({ ec2 }) => ec2.describeFlowLogs({ Filter: [{ Name: 'resource-id', Values: ['vpc-1'] }] }),
    holds: { FlowLogs: ec2.flowLogs },
  },
  'ec2:DescribeVpcEncryptionControls': {
    ask: ({ ec2 }) => ec2.describeVpcEncryptionControls(inVpc),
    holds: { VpcEncryptionControls: ec2.vpcEncryptionControls },
  },
  'ec2:DescribeVolumes': {
    ask: ({ ec2 }) =>
      ec2.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: ['i-1'] }], MaxResults: 5 }),
    holds: { Volumes: ec2.volumes },
  },
  'ec2:GetEbsEncryptionByDefault': {
    ask: ({ ec2 }) => ec2.getEbsEncryptionByDefault({}),
    holds: { EbsEncryptionByDefault: true },
  },
  'ec2:DescribeInstanceTypes': {
    ask: ({ ec2 }) => ec2.describeInstanceTypes({ Filters: [{ Name: 'instance-type', Values: ['m7i.*'] }] }),
    holds: { InstanceTypes: ec2.instanceTypes },
  },
  'ec2:DescribeInternetGateways': {
    ask: ({ ec2 }) => ec2.describeInternetGateways({ Filters: [{ Name: 'attachment.vpc-id', Values: ['vpc-1'] }] }),
    holds: { InternetGateways: ec2.internetGateways },
  },
  'ec2:DescribeLaunchTemplateVersions': {
    ask: ({ ec2 }) => ec2.describeLaunchTemplateVersions({ LaunchTemplateId: 'lt-1', Versions: ['$Latest', '1'] }),
    holds: { LaunchTemplateVersions: ec2.launchTemplateVersions },
  },
  'ec2:DescribeImages': {
    ask: ({ ec2 }) => ec2.describeImages({ ImageIds: ['ami-1'] }),
    holds: { Images: ec2.images },
  },
  'ec2:GetInstanceMetadataDefaults': {
    ask: ({ ec2 }) => ec2.getInstanceMetadataDefaults({}),
    holds: { AccountLevel: ec2.instanceMetadataDefaults },
  },
  'ec2:DescribeRegions': {
    ask: ({ ec2 }) => ec2.describeRegions({}),
    holds: {
      Regions: [
        { RegionName: 'us-east-1', OptInStatus: 'opt-in-not-required' },
        { RegionName: 'eu-west-1', OptInStatus: 'opt-in-not-required' },
      ],
    },
  },
  'ec2:DescribeAvailabilityZones': {
    ask: ({ ec2 }) => ec2.describeAvailabilityZones({}),
    holds: {
      AvailabilityZones: [
        { ZoneName: 'us-east-1a', ZoneId: 'use1-az1' },
        { ZoneName: 'us-east-1b', ZoneId: 'use1-az2' },
      ],
    },
  },
}

export const elbv2RoundTrips: RoundTrips = {
  'elasticloadbalancing:DescribeLoadBalancers': {
    ask: ({ elbv2 }) => elbv2.describeLoadBalancers({ Names: ['front'] }),
    holds: { LoadBalancers: [elbv2.loadBalancers.at(0)] },
  },
  'elasticloadbalancing:DescribeTargetGroups': {
    ask: ({ elbv2 }) => elbv2.describeTargetGroups({ LoadBalancerArn: loadBalancerArn }),
    holds: { TargetGroups: elbv2.targetGroups },
  },
  'elasticloadbalancing:DescribeListeners': {
    ask: ({ elbv2 }) => elbv2.describeListeners({ LoadBalancerArn: loadBalancerArn }),
    holds: { Listeners: elbv2.listeners },
  },
  'elasticloadbalancing:DescribeRules': {
    ask: ({ elbv2 }) => elbv2.describeRules({ RuleArns: [ruleArn] }),
    holds: { Rules: elbv2.rules[listenerArn] },
  },
  'elasticloadbalancing:DescribeLoadBalancerAttributes': {
    ask: ({ elbv2 }) => elbv2.describeLoadBalancerAttributes({ LoadBalancerArn: loadBalancerArn }),
    holds: { Attributes: elbv2.loadBalancerAttributes[loadBalancerArn] },
  },
  'elasticloadbalancing:DescribeTargetGroupAttributes': {
    ask: ({ elbv2 }) => elbv2.describeTargetGroupAttributes({ TargetGroupArn: targetGroupArn }),
    holds: { Attributes: elbv2.targetGroupAttributes[targetGroupArn] },
  },
  'elasticloadbalancing:DescribeTargetHealth': {
    ask: ({ elbv2 }) => elbv2.describeTargetHealth({ TargetGroupArn: targetGroupArn }),
    holds: { TargetHealthDescriptions: elbv2.targetHealth[targetGroupArn] },
  },
  'elasticloadbalancing:DescribeTags': {
    ask: ({ elbv2 }) => elbv2.describeTags({ ResourceArns: [loadBalancerArn, targetGroupArn] }),
    holds: {
      TagDescriptions: [
        { ResourceArn: loadBalancerArn, Tags: [{ Key: 'environment', Value: 'production' }] },
        { ResourceArn: targetGroupArn, Tags: [] },
      ],
    },
  },
  'elasticloadbalancing:DescribeSSLPolicies': {
    ask: ({ elbv2 }) => elbv2.describeSSLPolicies({ Names: ['ELBSecurityPolicy-TLS13-1-2-2021-06'] }),
    holds: { SslPolicies: [elbv2.sslPolicies[1]] },
  },
  'elasticloadbalancing:DescribeListenerCertificates': {
    ask: ({ elbv2 }) => elbv2.describeListenerCertificates({ ListenerArn: listenerArn }),
    holds: { Certificates: [{ ...elbv2.listeners.at(0)?.Certificates?.[0], IsDefault: true }] },
  },
}
