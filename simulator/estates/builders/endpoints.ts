import { addInterface } from './interfaces.ts'
import { tierSubnets, vpcId } from './network.ts'
import { groupId } from './security-groups.ts'
import { daysAgo, ec2Id, type Site, upperTags } from './site.ts'

/** Interface endpoints with private DNS in every zone of a tier, behind one security group. */
export function addInterfaceEndpoints(
  site: Site,
  spec: { vpc: string; tier: string; group: string; services: string[] },
): void {
  const subnetIds = tierSubnets(site, spec.tier)
  for (const service of spec.services) {
    const name = `${spec.vpc}-${service}`
    const id = ec2Id(site, 'vpce', name)
    const interfaces = subnetIds.map((subnetId, i) =>
      addInterface(site, {
        name: `${name}-${i}`,
        subnetId,
        groupIds: [groupId(site, spec.group)],
        description: `VPC Endpoint Interface ${id}`,
      }),
    )
    site.estate.ec2.vpcEndpoints.push({
      VpcEndpointId: id,
      VpcEndpointType: 'Interface',
      VpcId: vpcId(site, spec.vpc),
      ServiceName: `com.amazonaws.${site.region}.${service}`,
      State: 'Available',
      CreationTimestamp: daysAgo(site, 500),
      OwnerId: site.account,
      PrivateDnsEnabled: true,
      RequesterManaged: false,
      SubnetIds: subnetIds,
      RouteTableIds: [],
      NetworkInterfaceIds: interfaces.flatMap(({ NetworkInterfaceId = '' }) => NetworkInterfaceId),
      Groups: [{ GroupId: groupId(site, spec.group), GroupName: spec.group }],
      IpAddressType: 'ipv4',
      DnsOptions: { DnsRecordIpType: 'ipv4' },
      Tags: upperTags({ Name: name }),
    })
  }
}

/** The S3 gateway endpoint of a VPC, routed from all its tables. */
export function addS3Gateway(site: Site, vpc: string): void {
  const id = ec2Id(site, 'vpce', `${vpc}-s3`)
  const tables = site.estate.ec2.routeTables.filter(({ VpcId }) => VpcId === vpcId(site, vpc))
  for (const table of tables) {
    table.Routes?.push({
      DestinationPrefixListId: ec2Id(site, 'pl', 's3'),
      GatewayId: id,
      Origin: 'CreateRoute',
      State: 'active',
    })
  }
  site.estate.ec2.vpcEndpoints.push({
    VpcEndpointId: id,
    VpcEndpointType: 'Gateway',
    VpcId: vpcId(site, vpc),
    ServiceName: `com.amazonaws.${site.region}.s3`,
    State: 'Available',
    CreationTimestamp: daysAgo(site, 500),
    OwnerId: site.account,
    PrivateDnsEnabled: false,
    RequesterManaged: false,
    SubnetIds: [],
    RouteTableIds: tables.flatMap(({ RouteTableId = '' }) => RouteTableId),
    NetworkInterfaceIds: [],
    Groups: [],
    Tags: upperTags({ Name: `${vpc}-s3` }),
  })
}
