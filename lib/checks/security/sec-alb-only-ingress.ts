import { openFamilies } from '#lib/inventory/derived/ingress.ts'
import { configuredGroups } from '#lib/inventory/derived/interfaces.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { loadBalancersOf } from '#lib/inventory/derived/traffic.ts'
import {
  connectPeers,
  coversAny,
  type Ports,
  portsBehind,
  servicesOnHosts,
} from '#lib/inventory/derived/traffic-ports.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { Instance, IpPermission, SecurityGroup } from '#lib/inventory/types/ec2.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import type { LoadBalancer } from '#lib/inventory/types/elbv2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, pass, type Result, undetermined } from '../result.ts'

const sections = [
  'clusters',
  'taskDefinitions',
  'targetGroups',
  'deploymentGroups',
  'loadBalancers',
  'prefixLists',
] as const
type Section = (typeof sections)[number] | 'services' | 'subnets' | 'securityGroups'
type Message = 'world' | 'range' | 'group'

export default defineCheck({
  id: 'sec-alb-only-ingress',
  subject: 'securityGroup',
  requires: sections,
  failTitle: 'Reachable past the load balancer',
  messages: {
    world: '{group} admits the whole internet on the traffic port {port} of {service}.',
    range: '{group} admits an address range on the traffic port {port} of {service}.',
    group: '{group} admits {source} on the traffic port {port} of {service}, which is not its load balancer.',
  },
  why: 'Whoever can call the task directly skips the load balancer: its web firewall, its sign-in, its TLS policy and its access log.',
  fix: {
    summary:
      'Let the group admit only the load balancer’s group on the traffic port. Metrics scrapers and Service Connect peers belong on the peer list. Bridge hosts share one group, so there only the ephemeral range can be opened.',
    effort: 'small',
    cli: `aws ec2 authorize-security-group-ingress --group-id GROUP --protocol tcp --port PORT --source-group LOAD_BALANCER_GROUP
aws ec2 revoke-security-group-ingress --group-id GROUP --protocol tcp --port PORT --cidr CIDR`,
    terraform: `resource "aws_vpc_security_group_ingress_rule" "from_load_balancer" {
  security_group_id            = "GROUP"
  referenced_security_group_id = "LOAD_BALANCER_GROUP"
  ip_protocol                  = "tcp"
  from_port                    = PORT
  to_port                      = PORT
}`,
    cloudformation: `SecurityGroupIngress:
  - IpProtocol: tcp
    FromPort: PORT
    ToPort: PORT
    SourceSecurityGroupId: LOAD_BALANCER_GROUP`,
  },
  evaluate({ group, hosts, services }, look) {
    const onHosts = hosts.length > 0 ? servicesOnHosts(look, hosts) : []
    const users = [...new Set([...services, ...onHosts])]
    return combineParts(
      users.map((service) => () => judge(look, service, group, hosts)),
      'No service behind an application load balancer uses this group.',
    )
  },
})

function judge(
  look: Look<Section>,
  service: Service,
  group: SecurityGroup,
  hosts: readonly Instance[],
): Result<Message>[] {
  const primary = primaryOf(service)
  if (!primary) return [undetermined(`${service.serviceName} has no primary task set yet.`)]
  const balancers = loadBalancersOf(look, service).filter((one) => one.Type === 'application')
  if (balancers.length === 0) return []
  // A host's own group does not stand before tasks that have an interface of their own.
  if (primary.network && hosts.length > 0 && !configuredGroups(look, service).includes(group.GroupId)) return []
  const ports = portsBehind(look, primary, balancers)
  if (!ports) return [undetermined(`The task definition of ${service.serviceName} is gone.`)]
  const front: Front = { service, balancers, beside: primary.network ? [] : hosts }
  const results = ports.flatMap((port) =>
    group.IpPermissions.flatMap((permission, index) =>
      coversAny(permission, port) ? judgeRule(look, group, index, permission, port, front) : [],
    ),
  )
  return [pass([], [cite('securityGroups', group, 'IpPermissions')]), ...results]
}

interface Front {
  service: Service
  balancers: readonly LoadBalancer[]
  /** Hosts whose interfaces carry the group; none where tasks have interfaces of their own. */
  beside: readonly Instance[]
}

function judgeRule(
  look: Look<Section>,
  group: SecurityGroup,
  index: number,
  permission: IpPermission,
  port: Ports,
  front: Front,
): Result<Message>[] {
  const evidence = [cite('securityGroups', group, `IpPermissions[${index}]`)]
  const data = {
    group: group.GroupName,
    port: port.from === port.to ? port.from : `${port.from}-${port.to}`,
    service: front.service.serviceName,
  }
  if (permission.IpRanges.length + permission.Ipv6Ranges.length + permission.PrefixListIds.length > 0) {
    // A range fails in any case; an unread prefix list only hides that it is the whole internet.
    return ifKnown(() => isWorldOpen(look, group, port, front))
      ? [fail('world', data, evidence, { severity: 'high' })]
      : [fail('range', data, evidence)]
  }
  const own = new Set([...front.balancers.flatMap((one) => one.SecurityGroups), ...look.policy.peerGroups])
  const strangers = permission.UserIdGroupPairs.filter((pair) => !own.has(pair.GroupId))
  if (strangers.length === 0) return []
  const peers = connectPeers(look, front.service)
  return strangers
    .filter((pair) => !peers.includes(pair.GroupId))
    .map((pair) => fail('group', { ...data, source: pair.GroupId }, evidence))
}

/** The groups of one interface add up: their rules are taken together. */
function isWorldOpen(look: Look<Section>, group: SecurityGroup, port: Ports, { service, beside }: Front): boolean {
  const onHosts = beside
    .flatMap((host) => host.NetworkInterfaces.map((one) => one.Groups.map(({ GroupId }) => GroupId)))
    .filter((ids) => ids.includes(group.GroupId))
  const ids = new Set([group.GroupId, ...(beside.length > 0 ? onHosts.flat() : configuredGroups(look, service))])
  const rules = [...ids].flatMap((id) => look.get('securityGroups', id)?.IpPermissions ?? [])
  const here = rules.filter((one) => coversAny(one, port))
  return openFamilies(look, here).length > 0
}
