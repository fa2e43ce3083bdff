import { ifKnown, type Look } from '../look.ts'
import type { IpPermission, SecurityGroup } from '../types/ec2.ts'
import { coveredFamilies } from './cidr.ts'

/** A WORLD-OPEN permission of a security group. Ports are inclusive; -1 protocol means every protocol and port. */
export interface OpenRule {
  /** Position in IpPermissions, for evidence. */
  index: number
  protocol: string
  from: number
  to: number
  families: readonly ('ipv4' | 'ipv6')[]
}

/** Whether a permission covers a TCP or UDP port. FromPort is absent for protocol -1. */
export function coversPort(permission: IpPermission, protocol: 'tcp' | 'udp', port: number): boolean {
  if (permission.IpProtocol === '-1') return true
  if (protocolName(permission.IpProtocol) !== protocol) return false
  return (permission.FromPort ?? 0) <= port && port <= (permission.ToPort ?? 65535)
}

function isIcmp(permission: IpPermission): boolean {
  return ['icmp', 'icmpv6', '1', '58'].includes(permission.IpProtocol)
}

/**
 * WORLD-OPEN permissions. The sources of all permissions that cover the same port are taken together, because rules of a
 * group are additive; prefix lists are expanded. ICMP is left out.
 */
export function worldOpenRules(look: Look<'prefixLists'>, group: SecurityGroup): readonly OpenRule[] {
  return group.IpPermissions.flatMap((permission, index) => {
    if (isIcmp(permission)) return []
    const together = group.IpPermissions.filter((other) => covers(other, permission))
    const families = openFamilies(look, together)
    if (families.length === 0) return []
    const every = permission.IpProtocol === '-1'
    const from = every ? 0 : (permission.FromPort ?? 0)
    const to = every ? 65535 : (permission.ToPort ?? 65535)
    return [{ index, protocol: permission.IpProtocol, from, to, families }]
  })
}

/** Address families from which the whole internet reaches the port. */
export function worldOpenPort(
  look: Look<'prefixLists'>,
  group: SecurityGroup,
  protocol: 'tcp' | 'udp',
  port: number,
): readonly ('ipv4' | 'ipv6')[] {
  const together = group.IpPermissions.filter((permission) => coversPort(permission, protocol, port))
  return openFamilies(look, together)
}

/**
 * Address families of which these permissions together name every address, prefix lists expanded. What their own ranges
 * cover stands whether or not the lists could be read.
 */
export function openFamilies(
  look: Look<'prefixLists'>,
  permissions: readonly IpPermission[],
): readonly ('ipv4' | 'ipv6')[] {
  const own = coveredFamilies(permissions.flatMap(rangesOf))
  const all = () => coveredFamilies(permissions.flatMap((permission) => sourcesOf(look, permission)))
  return own.length > 0 ? (ifKnown(all) ?? own) : all()
}

function rangesOf({ IpRanges, Ipv6Ranges }: IpPermission): readonly string[] {
  return [...IpRanges.map((range) => range.CidrIp), ...Ipv6Ranges.map((range) => range.CidrIpv6)]
}

/** All CIDRs a permission admits, prefix lists expanded. An unknown prefix list admits nothing that could be proven. */
export function sourcesOf(look: Look<'prefixLists'>, permission: IpPermission): readonly string[] {
  return [
    ...rangesOf(permission),
    ...permission.PrefixListIds.flatMap(
      (list) => look.get('prefixLists', list.PrefixListId)?.Entries.map((entry) => entry.Cidr) ?? [],
    ),
  ]
}

/**
 * The prefix lists that are all that groups admit to a TCP port, or to any port without one; undefined when they admit
 * anything else, or nothing.
 */
export function onlyPrefixLists(
  look: Look<'securityGroups'>,
  groups: readonly string[],
  port?: number,
): readonly string[] | undefined {
  const permissions = groups
    .flatMap((id) => look.get('securityGroups', id)?.IpPermissions ?? [])
    .filter((one) => port === undefined || coversPort(one, 'tcp', port))
  const other = permissions.some((one) => one.IpRanges.length + one.Ipv6Ranges.length + one.UserIdGroupPairs.length > 0)
  const lists = permissions.flatMap((one) => one.PrefixListIds.map(({ PrefixListId }) => PrefixListId))
  return other || lists.length === 0 ? undefined : [...new Set(lists)]
}

function covers(wide: IpPermission, narrow: IpPermission): boolean {
  if (wide.IpProtocol === '-1') return true
  if (protocolName(wide.IpProtocol) !== protocolName(narrow.IpProtocol)) return false
  return (wide.FromPort ?? 0) <= (narrow.FromPort ?? 0) && (narrow.ToPort ?? 65535) <= (wide.ToPort ?? 65535)
}

function protocolName(protocol: string): string {
  return { '6': 'tcp', '17': 'udp' }[protocol] ?? protocol
}
