import type { Route } from '@aws-sdk/client-ec2'
import { addInterface } from './interfaces.ts'
import type { VpcSpec, Zone } from './network.ts'
import { daysAgo, ec2Id, type Site, upperTags } from './site.ts'

const gatewayZone = (spec: VpcSpec, zone: Zone) => (spec.nat === 'single' ? 'a' : zone)
const gatewayName = (spec: VpcSpec, zone: Zone) => `${spec.name}-nat-${gatewayZone(spec, zone)}`

/** The way out of a private subnet in a zone. */
export function natRoute(site: Site, spec: VpcSpec, zone: Zone): Route {
  return {
    DestinationCidrBlock: '0.0.0.0/0',
    NatGatewayId: ec2Id(site, 'nat', gatewayName(spec, zone)),
    Origin: 'CreateRoute',
    State: 'active',
  }
}

/** Puts the gateways into the first internet tier; its subnets must be there. */
export function addNatGateways(site: Site, spec: VpcSpec, zones: readonly Zone[]): void {
  const tier = spec.tiers.find(({ route, blocked }) => route === 'internet' && !blocked)
  if (!tier) throw new Error(`The VPC ${spec.name} has no internet tier for its NAT gateways.`)
  for (const zone of zones) {
    const name = gatewayName(spec, zone)
    const id = ec2Id(site, 'nat', name)
    const subnetId = ec2Id(site, 'subnet', `${spec.name}-${tier.name}-${zone}`)
    const eni = addInterface(site, {
      name,
      subnetId,
      groupIds: [],
      description: `Interface for NAT Gateway ${id}`,
      publicIp: true,
    })
    site.estate.ec2.natGateways.push({
      NatGatewayId: id,
      VpcId: eni.VpcId,
      SubnetId: subnetId,
      AvailabilityMode: 'zonal',
      ConnectivityType: 'public',
      CreateTime: daysAgo(site, 700),
      State: 'available',
      NatGatewayAddresses: [
        {
          AllocationId: ec2Id(site, 'eipalloc', name),
          NetworkInterfaceId: eni.NetworkInterfaceId,
          PrivateIp: eni.PrivateIpAddress,
          PublicIp: eni.Association?.PublicIp,
          IsPrimary: true,
          Status: 'succeeded',
        },
      ],
      Tags: upperTags({ Name: name }),
    })
  }
}
