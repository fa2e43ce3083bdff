import type { Look } from '../look.ts'
import type { Route, RouteTable, Subnet } from '../types/ec2.ts'
import { contains, coveredFamilies } from './cidr.ts'

/** What a subnet's routes and block-public-access state mean for traffic with the internet, per address family. */
export interface InternetAccess {
  /** PUBLIC SUBNET by its routes. */
  public: readonly ('ipv4' | 'ipv6')[]
  /** Inbound traffic from the internet is possible: public, and not blocked by VPC block public access. */
  inbound: readonly ('ipv4' | 'ipv6')[]
  /** Any default route at all (NAT, transit gateway, firewall ...); false for an ISOLATED SUBNET. */
  hasDefaultRoute: boolean
  /** Address families with a default route. */
  defaults: readonly ('ipv4' | 'ipv6')[]
  /** A default route through a NAT gateway or instance. */
  hasNat: boolean
  routeTable: RouteTable
  blockMode?: string
}

type NeedsRoutes = Look<'subnets' | 'routeTables' | 'prefixLists'>

/** Few subnets carry many tasks. */
const bySubnet = (): Map<string, InternetAccess | undefined> => new Map()

/** Undefined when the subnet is gone or, in a shared VPC, its route table cannot be seen. */
export function internetAccess(look: NeedsRoutes, subnetId: string): InternetAccess | undefined {
  const known = look.once(bySubnet)
  if (!known.has(subnetId)) known.set(subnetId, accessOf(look, subnetId))
  return known.get(subnetId)
}

function accessOf(look: NeedsRoutes, subnetId: string): InternetAccess | undefined {
  const subnet = look.get('subnets', subnetId)
  if (!subnet) return undefined
  const tables = look.all('routeTables')
  const routeTable = routeTableOf(tables, subnet)
  if (!routeTable) return undefined
  const routes = routeTable.Routes.filter((route) => route.State !== 'blackhole')
  const direct = defaultFamilies(look, routes.filter(isInternetRoute))
  const inspected = throughInspection(tables, subnet, routes)
  const viaEndpoint = inspected ? defaultFamilies(look, routes.filter(isEndpointRoute)) : []
  const open = [...new Set([...direct, ...viaEndpoint])]
  const defaults = defaultFamilies(look, routes)
  const blockMode = subnet.BlockPublicAccessStates?.InternetGatewayBlockMode
  const blocked = blockMode === 'block-bidirectional' || blockMode === 'block-ingress'
  return {
    public: open,
    inbound: blocked ? [] : open,
    hasDefaultRoute: defaults.length > 0,
    defaults,
    hasNat:
      defaultFamilies(
        look,
        routes.filter((route) => route.NatGatewayId || route.InstanceId),
      ).length > 0,
    routeTable,
    blockMode,
  }
}

/** The explicitly associated route table, else the VPC's main one. */
function routeTableOf(tables: readonly RouteTable[], subnet: Subnet): RouteTable | undefined {
  const explicit = tables.find((table) => table.Associations.some((link) => link.SubnetId === subnet.SubnetId))
  return (
    explicit ?? tables.find((table) => table.VpcId === subnet.VpcId && table.Associations.some((link) => link.Main))
  )
}

/** A default route to a firewall or Gateway Load Balancer endpoint whose internet gateway sends the subnet's traffic back there. */
function throughInspection(tables: readonly RouteTable[], subnet: Subnet, routes: readonly Route[]): boolean {
  if (!routes.some(isEndpointRoute)) return false
  const edge = tables.filter(
    (table) => table.VpcId === subnet.VpcId && table.Associations.some((link) => link.GatewayId?.startsWith('igw-')),
  )
  const own = [subnet.CidrBlock, ...subnet.Ipv6CidrBlockAssociationSet.map((block) => block.Ipv6CidrBlock)]
  return edge.some((table) =>
    table.Routes.some(
      (route) =>
        isEndpointRoute(route) &&
        own.some((cidr) => contains(route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? '', cidr)),
    ),
  )
}

function isEndpointRoute(route: Route): boolean {
  return route.GatewayId?.startsWith('vpce-') ?? false
}

function isInternetRoute(route: Route): boolean {
  return route.GatewayId?.startsWith('igw-') ?? false
}

/** Families for which the routes' destinations together cover the whole address space. */
function defaultFamilies(look: Look<'prefixLists'>, routes: readonly Route[]): readonly ('ipv4' | 'ipv6')[] {
  return coveredFamilies(routes.flatMap((route) => destinationsOf(look, route)))
}

/** Prefix lists are read for routes to an internet gateway only: elsewhere they lead to networks of the owner. */
function destinationsOf(look: Look<'prefixLists'>, route: Route): readonly string[] {
  const cidr = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock
  if (cidr) return [cidr]
  if (!route.DestinationPrefixListId || !isInternetRoute(route)) return []
  return look.get('prefixLists', route.DestinationPrefixListId)?.Entries.map((entry) => entry.Cidr) ?? []
}
