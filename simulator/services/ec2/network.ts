import type * as sdk from '@aws-sdk/client-ec2'
import type { Call } from '../../call.ts'
import { page } from '../../page.ts'
import { AwsError } from '../../wire/protocol.ts'
import { describeOperation } from './describe-operation.ts'

export const networkOperations = {
  DescribeVpcs: describeOperation<sdk.Vpc>({
    list: ({ estate }) => estate.ec2.vpcs,
    id: ({ VpcId }) => VpcId,
    ids: 'VpcIds',
    notFound: 'InvalidVpcID.NotFound',
    output: 'Vpcs',
    filters: { 'vpc-id': 'VpcId', cidr: 'CidrBlock', 'is-default': 'IsDefault', state: 'State', 'owner-id': 'OwnerId' },
  }),

  DescribeSubnets: describeOperation<sdk.Subnet>({
    list: ({ estate }) => estate.ec2.subnets,
    id: ({ SubnetId }) => SubnetId,
    ids: 'SubnetIds',
    notFound: 'InvalidSubnetID.NotFound',
    output: 'Subnets',
    filters: {
      'subnet-id': 'SubnetId',
      'vpc-id': 'VpcId',
      'availability-zone': 'AvailabilityZone',
      'availability-zone-id': 'AvailabilityZoneId',
      'map-public-ip-on-launch': 'MapPublicIpOnLaunch',
      state: 'State',
      'owner-id': 'OwnerId',
    },
  }),

  DescribeRouteTables: describeOperation<sdk.RouteTable>({
    list: ({ estate }) => estate.ec2.routeTables,
    id: ({ RouteTableId }) => RouteTableId,
    ids: 'RouteTableIds',
    notFound: 'InvalidRouteTableID.NotFound',
    output: 'RouteTables',
    max: 100,
    filters: {
      'route-table-id': 'RouteTableId',
      'vpc-id': 'VpcId',
      'association.subnet-id': 'Associations.SubnetId',
      'association.gateway-id': 'Associations.GatewayId',
      'association.main': 'Associations.Main',
      'association.route-table-id': 'Associations.RouteTableId',
      'route.gateway-id': 'Routes.GatewayId',
      'route.nat-gateway-id': 'Routes.NatGatewayId',
      'route.destination-cidr-block': 'Routes.DestinationCidrBlock',
    },
  }),

  DescribeSecurityGroups: describeOperation<sdk.SecurityGroup>({
    list: ({ estate }) => estate.ec2.securityGroups,
    id: ({ GroupId }) => GroupId,
    ids: 'GroupIds',
    notFound: 'InvalidGroup.NotFound',
    output: 'SecurityGroups',
    filters: {
      'group-id': 'GroupId',
      'group-name': 'GroupName',
      'vpc-id': 'VpcId',
      'ip-permission.cidr': 'IpPermissions.IpRanges.CidrIp',
      'ip-permission.ipv6-cidr': 'IpPermissions.Ipv6Ranges.CidrIpv6',
      'ip-permission.group-id': 'IpPermissions.UserIdGroupPairs.GroupId',
      'ip-permission.prefix-list-id': 'IpPermissions.PrefixListIds.PrefixListId',
    },
  }),

  DescribeNetworkInterfaces: describeOperation<sdk.NetworkInterface>({
    list: ({ estate }) => estate.ec2.networkInterfaces,
    id: ({ NetworkInterfaceId }) => NetworkInterfaceId,
    ids: 'NetworkInterfaceIds',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    output: 'NetworkInterfaces',
    idsExcludePages: true,
    filters: {
      'network-interface-id': 'NetworkInterfaceId',
      'vpc-id': 'VpcId',
      'subnet-id': 'SubnetId',
      'group-id': 'Groups.GroupId',
      'interface-type': 'InterfaceType',
      status: 'Status',
      description: 'Description',
      'requester-id': 'RequesterId',
      'private-ip-address': 'PrivateIpAddress',
      'association.public-ip': 'Association.PublicIp',
      'attachment.instance-id': 'Attachment.InstanceId',
    },
  }),

  DescribeVpcEndpoints: describeOperation<sdk.VpcEndpoint>({
    list: ({ estate }) => estate.ec2.vpcEndpoints,
    id: ({ VpcEndpointId }) => VpcEndpointId,
    ids: 'VpcEndpointIds',
    notFound: 'InvalidVpcEndpointId.NotFound',
    output: 'VpcEndpoints',
    min: 1,
    filters: {
      'vpc-endpoint-id': 'VpcEndpointId',
      'vpc-id': 'VpcId',
      'service-name': 'ServiceName',
      'vpc-endpoint-state': 'State',
      'vpc-endpoint-type': 'VpcEndpointType',
    },
  }),

  DescribeNatGateways: describeOperation<sdk.NatGateway>({
    list: ({ estate }) => estate.ec2.natGateways,
    id: ({ NatGatewayId }) => NatGatewayId,
    ids: 'NatGatewayIds',
    notFound: 'NatGatewayNotFound',
    output: 'NatGateways',
    filters: { 'nat-gateway-id': 'NatGatewayId', 'vpc-id': 'VpcId', 'subnet-id': 'SubnetId', state: 'State' },
  }),

  DescribeInternetGateways: describeOperation<sdk.InternetGateway>({
    list: ({ estate }) => estate.ec2.internetGateways,
    id: ({ InternetGatewayId }) => InternetGatewayId,
    ids: 'InternetGatewayIds',
    notFound: 'InvalidInternetGatewayID.NotFound',
    output: 'InternetGateways',
    filters: {
      'internet-gateway-id': 'InternetGatewayId',
      'attachment.vpc-id': 'Attachments.VpcId',
      'attachment.state': 'Attachments.State',
    },
  }),

  DescribeManagedPrefixLists: describeOperation<Call['estate']['ec2']['prefixLists'][number]>({
    list: ({ estate }) => estate.ec2.prefixLists,
    id: ({ PrefixListId }) => PrefixListId,
    ids: 'PrefixListIds',
    notFound: 'InvalidPrefixListID.NotFound',
    output: 'PrefixLists',
    max: 100,
    min: 1,
    filters: { 'prefix-list-id': 'PrefixListId', 'prefix-list-name': 'PrefixListName', 'owner-id': 'OwnerId' },
  }),

  GetManagedPrefixListEntries(
    input: sdk.GetManagedPrefixListEntriesRequest,
    call: Call,
  ): sdk.GetManagedPrefixListEntriesResult {
    const { PrefixListId, NextToken, MaxResults } = input
    const list = call.estate.ec2.prefixLists.find((candidate) => candidate.PrefixListId === PrefixListId)
    if (!list) throw new AwsError('InvalidPrefixListID.NotFound', `The prefix list ID '${PrefixListId}' does not exist`)
    const { items, next } = page(call, list.entries, { token: NextToken, size: MaxResults, max: 100 })
    return { Entries: items, NextToken: next }
  },
}
