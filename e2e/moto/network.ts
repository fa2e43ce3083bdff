import { EC2 } from '@aws-sdk/client-ec2'
import type { Client } from './client.ts'

export interface Network {
  vpc: string
  privateSubnets: string[]
  publicSubnets: string[]
  groups: { balancer: string; web: string; open: string; hosts: string; storage: string }
}

/** A VPC with two private and two public subnets, and security groups good and bad. */
export async function buildNetwork(client: Client): Promise<Network> {
  const ec2 = new EC2(client)
  const vpc = need((await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })).Vpc?.VpcId)
  // Without it moto cannot give a task an interface.
  await ec2.modifyVpcAttribute({ VpcId: vpc, EnableDnsHostnames: { Value: true } })
  const gateway = need((await ec2.createInternetGateway({})).InternetGateway?.InternetGatewayId)
  await ec2.attachInternetGateway({ VpcId: vpc, InternetGatewayId: gateway })
  const subnet = async (CidrBlock: string, zone: string) =>
    need((await ec2.createSubnet({ VpcId: vpc, CidrBlock, AvailabilityZone: `us-east-1${zone}` })).Subnet?.SubnetId)
  const privateSubnets = [await subnet('10.0.1.0/24', 'a'), await subnet('10.0.2.0/24', 'b')]
  const publicSubnets = [await subnet('10.0.101.0/24', 'a'), await subnet('10.0.102.0/24', 'b')]
  const table = async (subnets: string[], route: object) => {
    const id = need((await ec2.createRouteTable({ VpcId: vpc })).RouteTable?.RouteTableId)
    await ec2.createRoute({ RouteTableId: id, DestinationCidrBlock: '0.0.0.0/0', ...route })
    for (const SubnetId of subnets) await ec2.associateRouteTable({ RouteTableId: id, SubnetId })
  }
  const address = await ec2.allocateAddress({ Domain: 'vpc' })
  const nat = await ec2.createNatGateway({ SubnetId: publicSubnets[0], AllocationId: address.AllocationId })
  await table(publicSubnets, { GatewayId: gateway })
  await table(privateSubnets, { NatGatewayId: nat.NatGateway?.NatGatewayId })
  const group = async (GroupName: string) =>
    need((await ec2.createSecurityGroup({ GroupName, Description: GroupName, VpcId: vpc })).GroupId)
  const groups = {
    balancer: await group('balancer'),
    web: await group('web'),
    open: await group('open'),
    hosts: await group('hosts'),
    storage: await group('storage'),
  }
  const admit = (GroupId: string, port: number, source: object) =>
    ec2.authorizeSecurityGroupIngress({
      GroupId,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source }],
    })
  await admit(groups.balancer, 443, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })
  await admit(groups.web, 8080, { UserIdGroupPairs: [{ GroupId: groups.balancer }] })
  for (const port of [5432, 8080]) await admit(groups.open, port, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })
  for (const port of [2049, 5432, 6379])
    await admit(groups.storage, port, { UserIdGroupPairs: [{ GroupId: groups.web }] })
  await admit(groups.hosts, 22, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })
  await ec2.createVpcEndpoint({ VpcId: vpc, ServiceName: 'com.amazonaws.us-east-1.s3', VpcEndpointType: 'Gateway' })
  return { vpc, privateSubnets, publicSubnets, groups }
}

/** @throws Error when moto left out an id */
export function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('moto answered without an id.')
  return value
}
