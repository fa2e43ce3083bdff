import { addInterface } from './interfaces.ts'
import { tierSubnets, vpcId } from './network.ts'
import { groupId } from './security-groups.ts'
import { daysAgo, ec2Id, type Place, type Site, upperTags } from './site.ts'

export const endpointId = (place: Place, name: string) => ec2Id(place, 'vpce', name)

/** What AWS puts on an endpoint when nobody says otherwise. */
const fullAccess = { Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] }

/** Interface endpoints with private DNS in every zone of a tier, behind one security group. */
export function addInterfaceEndpoints(
  site: Site,
  spec: { vpc: string; tier: string; group: string; services: string[]; policy?: object },
): void {
  const subnetIds = tierSubnets(site, spec.tier)
  for (const service of spec.services) {
    const name = `${spec.vpc}-${service}`
    const id = endpointId(site, name)
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
      PolicyDocument: JSON.stringify(spec.policy ?? fullAccess),
      IpAddressType: 'ipv4',
      DnsOptions: { DnsRecordIpType: 'ipv4' },
      Tags: upperTags({ Name: name }),
    })
  }
}

/** The S3 gateway endpoint of a VPC, routed from all its tables. */
export function addS3Gateway(site: Site, vpc: string): void {
  const id = endpointId(site, `${vpc}-s3`)
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
    PolicyDocument: JSON.stringify(fullAccess),
    Tags: upperTags({ Name: `${vpc}-s3` }),
  })
}
