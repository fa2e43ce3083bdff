import { defineCollector, provablyEmpty } from '../../collector.ts'
import { toNetworkInterface, toRouteTable, toSecurityGroup, toSubnet, toVpc, toVpcEndpoint } from './network-shapes.ts'
import { page } from './page.ts'

/**
 * The region's networks as a whole: a page holds up to a thousand, and what an audit asks (who else may reach a group,
 * where a subnet's traffic goes) is not known before. Nothing is asked in a region without clusters.
 */
export const network = defineCollector({
  name: 'ec2-network',
  fills: ['vpcs', 'subnets', 'routeTables', 'securityGroups', 'networkInterfaces', 'vpcEndpoints'],
  needs: ['clusters'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'clusters')) return

    async function vpcs() {
      const action = 'ec2:DescribeVpcs'
      const found = await out.list(
        { section: 'vpcs' },
        { action, input: page(1000), items: ({ Vpcs }) => Vpcs, next: ({ NextToken }) => NextToken },
      )
      out.add('vpcs', action, found, toVpc)
    }
    async function subnets() {
      const action = 'ec2:DescribeSubnets'
      const found = await out.list(
        { section: 'subnets' },
        { action, input: page(1000), items: ({ Subnets }) => Subnets, next: ({ NextToken }) => NextToken },
      )
      out.add('subnets', action, found, toSubnet)
    }
    async function routeTables() {
      const action = 'ec2:DescribeRouteTables'
      const found = await out.list(
        { section: 'routeTables' },
        { action, input: page(100), items: ({ RouteTables }) => RouteTables, next: ({ NextToken }) => NextToken },
      )
      out.add('routeTables', action, found, toRouteTable)
    }
    async function securityGroups() {
      const action = 'ec2:DescribeSecurityGroups'
      const found = await out.list(
        { section: 'securityGroups' },
        {
          action,
          input: page(1000),
          items: ({ SecurityGroups }) => SecurityGroups,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('securityGroups', action, found, toSecurityGroup)
    }
    async function networkInterfaces() {
      const action = 'ec2:DescribeNetworkInterfaces'
      const found = await out.list(
        { section: 'networkInterfaces' },
        {
          action,
          input: page(1000),
          items: ({ NetworkInterfaces }) => NetworkInterfaces,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('networkInterfaces', action, found, toNetworkInterface)
    }
    async function vpcEndpoints() {
      const action = 'ec2:DescribeVpcEndpoints'
      const found = await out.list(
        { section: 'vpcEndpoints' },
        { action, input: page(1000), items: ({ VpcEndpoints }) => VpcEndpoints, next: ({ NextToken }) => NextToken },
      )
      out.add('vpcEndpoints', action, found, toVpcEndpoint)
    }
    await Promise.all([vpcs(), subnets(), routeTables(), securityGroups(), networkInterfaces(), vpcEndpoints()])
  },
})
