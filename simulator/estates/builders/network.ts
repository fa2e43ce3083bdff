import type { Route, Subnet } from '@aws-sdk/client-ec2'
import { addNatGateways, natRoute } from './nat-gateways.ts'
import { addDefaultNetworkAcl } from './network-acl.ts'
import { arn, ec2Id, type Place, pick, type Site, upperTags } from './site.ts'

const zones = ['a', 'b', 'c'] as const
export type Zone = (typeof zones)[number]

export interface VpcSpec {
  name: string
  /** The first two octets: 10.20 is 10.20.0.0/16. */
  prefix: string
  /** A tier is one subnet in each of three zones. A nat tier needs an internet tier for its gateways. */
  tiers: TierSpec[]
  /** One NAT gateway in every zone, or a single one that all zones share. */
  nat?: 'zonal' | 'single'
  /** The account's default VPC: its main route table leads to the internet and its subnets have no table of their own. */
  isDefault?: boolean
}
interface TierSpec {
  name: string
  route: 'internet' | 'nat'
  blocked?: 'block-ingress' | 'block-bidirectional'
}

export const vpcId = (place: Place, name: string) => ec2Id(place, 'vpc', name)
/** Subnets are named `<vpc>-<tier>-<zone>`. */
export const subnetId = (place: Place, name: string) => ec2Id(place, 'subnet', name)
const routeTableId = (place: Place, name: string) => ec2Id(place, 'rtb', name)

/** The subnets of a tier (`core-private`), in the zones given or in all three. */
export function tierSubnets(place: Place, tier: string, inZones: readonly Zone[] = zones): string[] {
  return inZones.map((zone) => subnetId(place, `${tier}-${zone}`))
}

/** Zone ids differ between accounts although the letters are the same. */
function zoneId(place: Place, zone: Zone): string {
  const number = ((zones.indexOf(zone) + pick(place, 3, 'zone ids')) % zones.length) + 1
  const [area = '', side = '', index = ''] = place.region.split('-')
  return `${area}${side.charAt(0)}${index}-az${number}`
}

export function addVpc(site: Site, spec: VpcSpec): void {
  const id = vpcId(site, spec.name)
  const igw = ec2Id(site, 'igw', spec.name)
  site.estate.ec2.vpcs.push({
    VpcId: id,
    CidrBlock: `${spec.prefix}.0.0/16`,
    CidrBlockAssociationSet: [
      {
        AssociationId: ec2Id(site, 'vpc-cidr-assoc', spec.name),
        CidrBlock: `${spec.prefix}.0.0/16`,
        CidrBlockState: { State: 'associated' },
      },
    ],
    DhcpOptionsId: ec2Id(site, 'dopt', 'default'),
    InstanceTenancy: 'default',
    IsDefault: spec.isDefault ?? false,
    OwnerId: site.account,
    State: 'available',
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: upperTags({ Name: spec.name }),
  })
  site.estate.ec2.internetGateways.push({
    InternetGatewayId: igw,
    OwnerId: site.account,
    Attachments: [{ VpcId: id, State: 'attached' }],
    Tags: upperTags({ Name: spec.name }),
  })
  const internet: Route = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: igw, Origin: 'CreateRoute', State: 'active' }
  addRouteTable(site, spec, 'main', spec.isDefault ? [internet] : [], [])
  for (const [index, tier] of spec.tiers.entries()) {
    for (const zone of zones) site.estate.ec2.subnets.push(tierSubnet(site, spec, tier, index, zone))
    if (spec.isDefault) continue
    if (tier.route === 'internet') addRouteTable(site, spec, tier.name, [internet], zones)
    else
      for (const zone of zones) addRouteTable(site, spec, `${tier.name}-${zone}`, [natRoute(site, spec, zone)], [zone])
  }
  addDefaultNetworkAcl(site, id)
  if (spec.nat) addNatGateways(site, spec, spec.nat === 'single' ? ['a'] : zones)
}

function tierSubnet(site: Site, spec: VpcSpec, tier: TierSpec, tierIndex: number, zone: Zone): Subnet {
  const name = `${spec.name}-${tier.name}-${zone}`
  const id = subnetId(site, name)
  return {
    SubnetId: id,
    SubnetArn: arn(site, 'ec2', `subnet/${id}`),
    VpcId: vpcId(site, spec.name),
    OwnerId: site.account,
    AvailabilityZone: `${site.region}${zone}`,
    AvailabilityZoneId: zoneId(site, zone),
    CidrBlock: `${spec.prefix}.${tierIndex * 64 + zones.indexOf(zone) * 16}.0/20`,
    AvailableIpAddressCount: 4091 - pick(site, 200, name),
    AssignIpv6AddressOnCreation: false,
    BlockPublicAccessStates: { InternetGatewayBlockMode: tier.blocked ?? 'off' },
    DefaultForAz: spec.isDefault ?? false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    MapPublicIpOnLaunch: spec.isDefault ?? false,
    State: 'available',
    Tags: upperTags({ Name: name }),
  }
}

/** `table` is `main`, a tier, or a tier and its zone; it serves the zones given, none of them makes it the main table. */
function addRouteTable(site: Site, spec: VpcSpec, table: string, routes: Route[], inZones: readonly Zone[]): void {
  const name = `${spec.name}-${table}`
  const id = routeTableId(site, name)
  const tier = table.replace(/-[abc]$/, '')
  const associated = inZones.map((zone) => ({ Main: false, SubnetId: subnetId(site, `${spec.name}-${tier}-${zone}`) }))
  const associations = associated.length > 0 ? associated : [{ Main: true }]
  const local: Route = {
    DestinationCidrBlock: `${spec.prefix}.0.0/16`,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  }
  site.estate.ec2.routeTables.push({
    RouteTableId: id,
    VpcId: vpcId(site, spec.name),
    OwnerId: site.account,
    PropagatingVgws: [],
    Routes: [local, ...routes],
    Associations: associations.map((association, i) => ({
      ...association,
      RouteTableId: id,
      RouteTableAssociationId: ec2Id(site, 'rtbassoc', `${name}-${i}`),
      AssociationState: { State: 'associated' },
    })),
    Tags: upperTags({ Name: name }),
  })
}
