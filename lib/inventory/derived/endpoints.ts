import type { Look } from '../look.ts'
import type { VpcEndpoint } from '../types/ec2.ts'
import { contains } from './cidr.ts'
import { coversPort, sourcesOf } from './ingress.ts'

/** Interface endpoint of a VPC for one service of this region; `-fips` variants and other partitions' prefixes count. */
export function interfaceEndpoints(look: Look<'vpcEndpoints'>, vpcId: string, service: string): readonly VpcEndpoint[] {
  const [name = '', ...rest] = service.split('.')
  const fips = [`${name}-fips`, ...rest].join('.')
  const suffixes = [`.${look.region}.${service}`, `.${look.region}.${fips}`]
  return look
    .all('vpcEndpoints')
    .filter((endpoint) => endpoint.VpcId === vpcId && endpoint.VpcEndpointType === 'Interface')
    .filter((endpoint) => suffixes.some((suffix) => endpoint.ServiceName.endsWith(suffix)))
}

/** Why an interface endpoint is not a USABLE ENDPOINT for clients with these groups and subnets; undefined when it is one. */
export function unusable(
  look: Look<'securityGroups' | 'prefixLists'>,
  endpoint: VpcEndpoint,
  clients: { groups: readonly string[]; cidrs: readonly string[] },
): string | undefined {
  if (endpoint.State.toLowerCase() !== 'available') return `is ${endpoint.State.toLowerCase()}`
  if (!endpoint.PrivateDnsEnabled) return 'has private DNS off'
  const admits = endpoint.Groups.some((link) => {
    const group = look.get('securityGroups', link.GroupId)
    return group?.IpPermissions.some(
      (permission) =>
        coversPort(permission, 'tcp', 443) &&
        (permission.UserIdGroupPairs.some((pair) => clients.groups.includes(pair.GroupId)) ||
          sourcesOf(look, permission).some((source) => clients.cidrs.some((cidr) => contains(source, cidr)))),
    )
  })
  return admits ? undefined : 'admits no tcp/443 from the tasks'
}
