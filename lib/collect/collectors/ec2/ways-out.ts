import type * as ec2 from '@aws-sdk/client-ec2'
import type { NatGateway, VpcPeeringConnection } from '#lib/inventory/types/ec2-network.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, need, pick, unique } from '../../shape.ts'
import { filterValues } from './instances.ts'
import { page } from './page.ts'

/** NAT gateways, peerings and transit gateways, each asked for only where some route leads to one. */
export const waysOut = defineCollector({
  name: 'ec2-ways-out',
  fills: ['natGateways', 'vpcPeeringConnections', 'transitGatewayAttachments'],
  needs: ['routeTables'],
  async collect(_context, look, out) {
    const routes = look.seen('routeTables').flatMap((table) => table.Routes.map((route) => ({ table, route })))

    async function natGateways() {
      if (!routes.some(({ route }) => route.NatGatewayId)) return
      const action = 'ec2:DescribeNatGateways'
      const found = await out.list(
        { section: 'natGateways' },
        { action, input: page(1000), items: ({ NatGateways }) => NatGateways, next: ({ NextToken }) => NextToken },
      )
      out.add('natGateways', action, found, toNatGateway)
    }
    async function peerings() {
      const action = 'ec2:DescribeVpcPeeringConnections'
      const ids = unique(routes.map(({ route }) => route.VpcPeeringConnectionId))
      await forEachOf(chunks(ids, filterValues), async (Values) => {
        const Filters = [{ Name: 'vpc-peering-connection-id', Values }]
        const found = await out.list(
          { section: 'vpcPeeringConnections' },
          {
            action,
            input: (NextToken) => ({ Filters, MaxResults: 1000, NextToken }),
            items: ({ VpcPeeringConnections }) => VpcPeeringConnections,
            next: ({ NextToken }) => NextToken,
          },
        )
        out.add('vpcPeeringConnections', action, found, toPeering)
      })
    }
    async function transitGateways() {
      const action = 'ec2:DescribeTransitGatewayAttachments'
      const vpcs = unique(routes.map(({ table, route }) => (route.TransitGatewayId ? table.VpcId : undefined)))
      await forEachOf(chunks(vpcs, filterValues), async (Values) => {
        const Filters = [{ Name: 'resource-id', Values }]
        const found = await out.list(
          { section: 'transitGatewayAttachments' },
          {
            action,
            input: (NextToken) => ({ Filters, MaxResults: 1000, NextToken }),
            items: ({ TransitGatewayAttachments }) => TransitGatewayAttachments,
            next: ({ NextToken }) => NextToken,
          },
        )
        out.add('transitGatewayAttachments', action, found, (one) => ({
          TransitGatewayAttachmentId: need(one.TransitGatewayAttachmentId, 'TransitGatewayAttachmentId'),
          TransitGatewayId: need(one.TransitGatewayId, 'TransitGatewayId'),
          ResourceType: need(one.ResourceType, 'ResourceType'),
          ResourceId: need(one.ResourceId, 'ResourceId'),
          State: need(one.State, 'State'),
          ...pick(one, 'ResourceOwnerId'),
        }))
      })
    }
    await Promise.all([natGateways(), peerings(), transitGateways()])
  },
})

function toNatGateway(gateway: ec2.NatGateway): NatGateway {
  return {
    NatGatewayId: need(gateway.NatGatewayId, 'NatGatewayId'),
    VpcId: need(gateway.VpcId, 'VpcId'),
    State: need(gateway.State, 'State'),
    ...pick(gateway, 'ConnectivityType', 'AvailabilityMode', 'AutoProvisionZones'),
    // EC2 answers with an empty element where there is no subnet.
    SubnetId: gateway.SubnetId || undefined,
    NatGatewayAddresses: (gateway.NatGatewayAddresses ?? []).map((one) =>
      pick(one, 'AvailabilityZone', 'AvailabilityZoneId', 'PublicIp'),
    ),
  }
}

function toPeering(peering: ec2.VpcPeeringConnection): VpcPeeringConnection {
  return {
    VpcPeeringConnectionId: need(peering.VpcPeeringConnectionId, 'VpcPeeringConnectionId'),
    Status: { Code: need(peering.Status?.Code, 'Status.Code') },
    RequesterVpcInfo: toPeeredVpc(peering.RequesterVpcInfo),
    AccepterVpcInfo: toPeeredVpc(peering.AccepterVpcInfo),
  }
}

function toPeeredVpc(info: ec2.VpcPeeringConnectionVpcInfo = {}): VpcPeeringConnection['RequesterVpcInfo'] {
  const blocks = (info.CidrBlockSet ?? []).map(({ CidrBlock }) => CidrBlock)
  const ipv6 = (info.Ipv6CidrBlockSet ?? []).map(({ Ipv6CidrBlock }) => Ipv6CidrBlock)
  return { ...pick(info, 'VpcId', 'OwnerId', 'Region'), CidrBlocks: unique([info.CidrBlock, ...blocks, ...ipv6]) }
}
