import type * as ec2 from '@aws-sdk/client-ec2'
import type {
  IpPermission,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
  VpcEndpoint,
} from '#lib/inventory/types/ec2.ts'
import { need, pick, tagList } from '../../shape.ts'

export function toVpc(vpc: ec2.Vpc): Vpc {
  return {
    VpcId: need(vpc.VpcId, 'VpcId'),
    CidrBlock: need(vpc.CidrBlock, 'CidrBlock'),
    CidrBlockAssociationSet: (vpc.CidrBlockAssociationSet ?? []).flatMap(({ CidrBlock }) =>
      CidrBlock ? [{ CidrBlock }] : [],
    ),
    Ipv6CidrBlockAssociationSet: vpc.Ipv6CidrBlockAssociationSet?.flatMap(({ Ipv6CidrBlock }) =>
      Ipv6CidrBlock ? [{ Ipv6CidrBlock }] : [],
    ),
    OwnerId: need(vpc.OwnerId, 'OwnerId'),
    IsDefault: vpc.IsDefault ?? false,
    Tags: tagList(vpc.Tags),
  }
}

export function toSubnet(subnet: ec2.Subnet): Subnet {
  const { BlockPublicAccessStates } = subnet
  return {
    SubnetId: need(subnet.SubnetId, 'SubnetId'),
    VpcId: need(subnet.VpcId, 'VpcId'),
    OwnerId: need(subnet.OwnerId, 'OwnerId'),
    AvailabilityZone: need(subnet.AvailabilityZone, 'AvailabilityZone'),
    AvailabilityZoneId: need(subnet.AvailabilityZoneId, 'AvailabilityZoneId'),
    // IPv6-only subnets have none.
    CidrBlock: subnet.CidrBlock ?? '',
    Ipv6CidrBlockAssociationSet: (subnet.Ipv6CidrBlockAssociationSet ?? []).flatMap(
      ({ Ipv6CidrBlock, Ipv6CidrBlockState }) =>
        Ipv6CidrBlock ? [{ Ipv6CidrBlock, State: Ipv6CidrBlockState?.State }] : [],
    ),
    ...pick(subnet, 'AssignIpv6AddressOnCreation', 'Ipv6Native'),
    MapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch ?? false,
    AvailableIpAddressCount: need(subnet.AvailableIpAddressCount, 'AvailableIpAddressCount'),
    BlockPublicAccessStates: BlockPublicAccessStates && pick(BlockPublicAccessStates, 'InternetGatewayBlockMode'),
    Tags: tagList(subnet.Tags),
  }
}

export function toRouteTable(table: ec2.RouteTable): RouteTable {
  return {
    RouteTableId: need(table.RouteTableId, 'RouteTableId'),
    VpcId: need(table.VpcId, 'VpcId'),
    OwnerId: need(table.OwnerId, 'OwnerId'),
    Associations: (table.Associations ?? []).map((one) => ({
      Main: one.Main ?? false,
      ...pick(one, 'SubnetId', 'GatewayId'),
      AssociationState: one.AssociationState?.State,
    })),
    Routes: (table.Routes ?? []).map((route) => ({
      ...pick(
        route,
        'DestinationCidrBlock',
        'DestinationIpv6CidrBlock',
        'DestinationPrefixListId',
        'State',
        'GatewayId',
      ),
      ...pick(route, 'NatGatewayId', 'TransitGatewayId', 'VpcPeeringConnectionId', 'NetworkInterfaceId', 'InstanceId'),
      ...pick(route, 'LocalGatewayId', 'CarrierGatewayId', 'EgressOnlyInternetGatewayId', 'CoreNetworkArn'),
    })),
  }
}

export function toSecurityGroup(group: ec2.SecurityGroup): SecurityGroup {
  return {
    GroupId: need(group.GroupId, 'GroupId'),
    GroupName: need(group.GroupName, 'GroupName'),
    ...pick(group, 'VpcId'),
    OwnerId: need(group.OwnerId, 'OwnerId'),
    IpPermissions: (group.IpPermissions ?? []).map(toPermission),
    IpPermissionsEgress: (group.IpPermissionsEgress ?? []).map(toPermission),
    Tags: tagList(group.Tags),
  }
}

function toPermission(permission: ec2.IpPermission): IpPermission {
  return {
    IpProtocol: need(permission.IpProtocol, 'IpProtocol'),
    ...pick(permission, 'FromPort', 'ToPort'),
    IpRanges: (permission.IpRanges ?? []).map((range) => ({
      CidrIp: need(range.CidrIp, 'CidrIp'),
      ...pick(range, 'Description'),
    })),
    Ipv6Ranges: (permission.Ipv6Ranges ?? []).map((range) => ({
      CidrIpv6: need(range.CidrIpv6, 'CidrIpv6'),
      ...pick(range, 'Description'),
    })),
    PrefixListIds: (permission.PrefixListIds ?? []).map(({ PrefixListId }) => ({
      PrefixListId: need(PrefixListId, 'PrefixListId'),
    })),
    // A rule written for EC2-Classic may name a group without its id: it is a source all the same.
    UserIdGroupPairs: (permission.UserIdGroupPairs ?? []).map(({ GroupId, GroupName, UserId }) => ({
      GroupId: GroupId ?? GroupName ?? '',
      UserId,
    })),
  }
}

export function toNetworkInterface(one: ec2.NetworkInterface): NetworkInterface {
  return {
    NetworkInterfaceId: need(one.NetworkInterfaceId, 'NetworkInterfaceId'),
    SubnetId: need(one.SubnetId, 'SubnetId'),
    VpcId: need(one.VpcId, 'VpcId'),
    InterfaceType: need(one.InterfaceType, 'InterfaceType'),
    Status: need(one.Status, 'Status'),
    ...pick(one, 'Description', 'PrivateIpAddress'),
    Groups: (one.Groups ?? []).map(({ GroupId }) => ({ GroupId: need(GroupId, 'GroupId') })),
    Association: one.Association?.PublicIp ? { PublicIp: one.Association.PublicIp } : undefined,
    Ipv6Addresses: toIpv6Addresses(one.Ipv6Addresses),
    Attachment: one.Attachment && pick(one.Attachment, 'InstanceId', 'DeviceIndex'),
  }
}

export function toIpv6Addresses(addresses: readonly { Ipv6Address?: string }[] | undefined): { Ipv6Address: string }[] {
  return (addresses ?? []).flatMap(({ Ipv6Address }) => (Ipv6Address ? [{ Ipv6Address }] : []))
}

export function toVpcEndpoint(endpoint: ec2.VpcEndpoint): VpcEndpoint {
  return {
    VpcEndpointId: need(endpoint.VpcEndpointId, 'VpcEndpointId'),
    VpcId: need(endpoint.VpcId, 'VpcId'),
    ServiceName: need(endpoint.ServiceName, 'ServiceName'),
    VpcEndpointType: need(endpoint.VpcEndpointType, 'VpcEndpointType'),
    State: need(endpoint.State, 'State'),
    PrivateDnsEnabled: endpoint.PrivateDnsEnabled ?? false,
    SubnetIds: endpoint.SubnetIds ?? [],
    RouteTableIds: endpoint.RouteTableIds ?? [],
    Groups: (endpoint.Groups ?? []).flatMap(({ GroupId }) => (GroupId ? [{ GroupId }] : [])),
    ...pick(endpoint, 'PolicyDocument'),
  }
}
