import { contains, rangesOfVpc } from '#lib/inventory/derived/cidr.ts'
import { openFamilies, sourcesOf } from '#lib/inventory/derived/ingress.ts'
import { configuredGroups } from '#lib/inventory/derived/interfaces.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { targetGroupsOf } from '#lib/inventory/derived/traffic.ts'
import {
  connectPeers,
  coversAny,
  type Ports,
  portsBehind,
  servicesOnHosts,
} from '#lib/inventory/derived/traffic-ports.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { IpPermission, SecurityGroup } from '#lib/inventory/types/ec2.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import type { LoadBalancer, TargetGroup } from '#lib/inventory/types/elbv2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, pass, type Result, undetermined } from '../result.ts'

const sections = [
  'clusters',
  'taskDefinitions',
  'targetGroups',
  'targetGroupAttributes',
  'deploymentGroups',
  'loadBalancers',
  'prefixLists',
  'vpcs',
] as const
type Section = (typeof sections)[number] | 'services' | 'subnets' | 'securityGroups'
type Message = 'range' | 'group' | 'outside' | 'world' | 'undocumented'

/** A network load balancer that hands traffic to tasks in a group: which ports, and by which protocol. */
interface NetworkFront {
  service: Service
  balancer: LoadBalancer
  targetGroup: TargetGroup
  ports: readonly Ports[]
  protocols: readonly ('tcp' | 'udp')[]
}

export default defineCheck({
  id: 'sec-nlb-only-ingress',
  subject: 'securityGroup',
  requires: sections,
  failTitle: 'Open past the network load balancer',
  messages: {
    range: '{group} admits an address range on port {port} of {service}, whose load balancer has a security group.',
    group: '{group} admits {source} on port {port} of {service}, which is not its load balancer.',
    outside: '{group} admits {cidr} on port {port} of {service}, where only its load balancer calls.',
    world: '{group} admits the whole internet on port {port} of {service}, whose load balancer is internal.',
    undocumented: '{group} admits {cidr} on port {port} of {service}, which is no documented range of its clients.',
  },
  why: 'A task behind a network load balancer that admits more than the balancer and its clients can be called by anything that reaches the subnet, past the listener and its logs.',
  fix: {
    summary:
      'Make the load balancer again with security groups (they cannot be added later) and admit those, or switch client address preservation off and admit the load balancer’s subnets. UDP always preserves client addresses.',
    effort: 'medium',
    cli: `aws elbv2 create-load-balancer --name NAME --type network --subnets SUBNETS --security-groups LOAD_BALANCER_GROUP
aws ec2 authorize-security-group-ingress --group-id GROUP --protocol tcp --port PORT --source-group LOAD_BALANCER_GROUP
aws elbv2 modify-target-group-attributes --target-group-arn TARGET_GROUP --attributes Key=preserve_client_ip.enabled,Value=false`,
    terraform: `resource "aws_lb" "NAME" {
  load_balancer_type = "network"
  security_groups    = [aws_security_group.LOAD_BALANCER.id]
}
resource "aws_lb_target_group" "NAME" {
  preserve_client_ip = false
}`,
    cloudformation: `Type: AWS::ElasticLoadBalancingV2::LoadBalancer
Properties:
  Type: network
  SecurityGroups: [LOAD_BALANCER_GROUP]`,
  },
  evaluate({ group, hosts, services }, look) {
    const onHosts = hosts.length > 0 ? servicesOnHosts(look, hosts) : []
    const users = [...new Set([...services, ...onHosts])]
    return combineParts(
      users.map((service) => () => judge(look, service, group, hosts.length > 0)),
      'No service behind a network load balancer uses this group.',
    )
  },
})

function judge(look: Look<Section>, service: Service, group: SecurityGroup, isHostGroup: boolean): Result<Message>[] {
  const primary = primaryOf(service)
  if (!primary) return [undetermined(`${service.serviceName} has no primary task set yet.`)]
  // A host's own group does not stand before tasks that have an interface of their own.
  if (primary.network && isHostGroup && !configuredGroups(look, service).includes(group.GroupId)) return []
  return targetGroupsOf(look, service).flatMap((arn) => {
    const targetGroup = look.get('targetGroups', arn)
    const balancers = (targetGroup?.LoadBalancerArns ?? []).flatMap((one) => look.get('loadBalancers', one) ?? [])
    return balancers.flatMap((balancer): Result<Message>[] => {
      if (!targetGroup || balancer.Type !== 'network') return []
      const ports = portsBehind(look, primary, [balancer])
      if (!ports) return [undetermined(`The task definition of ${service.serviceName} is gone.`)]
      const front = { service, balancer, targetGroup, ports, protocols: protocolsOf(targetGroup) }
      return [pass([], [cite('securityGroups', group, 'IpPermissions')]), ...judgeFront(look, group, front)]
    })
  })
}

function protocolsOf({ Protocol }: TargetGroup): readonly ('tcp' | 'udp')[] {
  if (Protocol === 'UDP' || Protocol === 'QUIC') return ['udp']
  return Protocol === 'TCP_UDP' || Protocol === 'TCP_QUIC' ? ['tcp', 'udp'] : ['tcp']
}

/** Groups with UDP or QUIC always keep the client's address; TCP and TLS as the attribute says: on for instances, off for addresses, by default. */
function preserves(look: Look<Section>, targetGroup: TargetGroup): boolean {
  if (protocolsOf(targetGroup).includes('udp')) return true
  const { TargetGroupArn, TargetType } = targetGroup
  const attributes = look.get('targetGroupAttributes', TargetGroupArn)?.Attributes ?? []
  const value = attributes.find((one) => one.Key === 'preserve_client_ip.enabled')?.Value
  return value === undefined ? TargetType === 'instance' : value === 'true'
}

function judgeFront(look: Look<Section>, group: SecurityGroup, front: NetworkFront): Result<Message>[] {
  const { service, balancer } = front
  return front.ports.flatMap((port) =>
    front.protocols.flatMap((protocol) => {
      const rules = group.IpPermissions.flatMap((permission, index) =>
        coversAny(permission, port, protocol) ? [{ permission, index }] : [],
      )
      const data = {
        group: group.GroupName,
        port: port.from === port.to ? port.from : `${port.from}-${port.to}`,
        service: service.serviceName,
      }
      const evidenceOf = (index: number): Evidence[] => [
        cite('securityGroups', group, `IpPermissions[${index}]`),
        cite('loadBalancers', balancer, 'SecurityGroups'),
        cite('loadBalancers', balancer, 'Scheme'),
      ]
      if (balancer.SecurityGroups.length > 0)
        return rules.flatMap(({ permission, index }) => pastItsGroups(look, permission, front, data, evidenceOf(index)))
      const world =
        openFamilies(
          look,
          rules.map(({ permission }) => permission),
        ).length > 0
      const preserved = preserves(look, front.targetGroup)
      const inside = insideOf(look, group, balancer)
      return rules.flatMap(({ permission, index }): Result<Message>[] => {
        const cidrs = sourcesOf(look, permission)
        const outside = cidrs.find((cidr) => !inside.some((one) => contains(one, cidr)))
        if (outside === undefined) return []
        if (!preserved) return [fail('outside', { ...data, cidr: outside }, evidenceOf(index))]
        return clients(look, { cidrs, inside, world, balancer }, data, evidenceOf(index))
      })
    }),
  )
}

/** A load balancer with security groups is named by them: no range, and nobody else's group. */
function pastItsGroups(
  look: Look<Section>,
  { IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs }: IpPermission,
  { service, balancer }: NetworkFront,
  data: { group: string; port: string | number; service: string },
  evidence: readonly Evidence[],
): Result<Message>[] {
  const hasRange = IpRanges.length + Ipv6Ranges.length + PrefixListIds.length > 0
  const own = new Set([...balancer.SecurityGroups, ...look.policy.peerGroups])
  const others = UserIdGroupPairs.filter((pair) => !own.has(pair.GroupId))
  const callers = others.length > 0 ? [...connectPeers(look, service), ...otherBalancerGroups(look, service)] : []
  const strangers = others.filter((pair) => !callers.includes(pair.GroupId))
  return [
    ...(hasRange ? [fail('range', data, evidence)] : []),
    ...strangers.map((pair) => fail('group', { ...data, source: pair.GroupId }, evidence)),
  ]
}

/** With client addresses preserved: only the documented ranges, and never the world for an internal load balancer. */
function clients(
  look: Look<Section>,
  {
    cidrs,
    inside,
    world,
    balancer,
  }: { cidrs: readonly string[]; inside: readonly string[]; world: boolean; balancer: LoadBalancer },
  data: { group: string; port: string | number; service: string },
  evidence: readonly Evidence[],
): Result<Message>[] {
  if (world && balancer.Scheme === 'internal') return [fail('world', data, evidence)]
  const documented = look.policy.clientRanges
  const strange = cidrs.find((cidr) => ![...inside, ...documented].some((one) => contains(one, cidr)))
  if (strange === undefined) return []
  if (documented.length > 0) return [fail('undocumented', { ...data, cidr: strange }, evidence)]
  const advice = `${balancer.LoadBalancerName} has no security groups and hands client addresses through, so ${data.group} must admit its clients: make it again with security groups, or name their ranges in policy.clientRanges.`
  return [pass(advice, evidence)]
}

/** Addresses of the VPC the tasks are in and of the load balancer's subnets. */
function insideOf(look: Look<Section>, group: SecurityGroup, balancer: LoadBalancer): readonly string[] {
  const own = group.VpcId ? look.get('vpcs', group.VpcId) : undefined
  const subnets = balancer.AvailabilityZones.flatMap((zone) => look.get('subnets', zone.SubnetId) ?? [])
  return [
    ...(own ? rangesOfVpc(own) : []),
    ...subnets.flatMap((one) => [one.CidrBlock, ...one.Ipv6CidrBlockAssociationSet.map((it) => it.Ipv6CidrBlock)]),
  ]
}

/** A service can stand behind an application load balancer as well. */
function otherBalancerGroups(look: Look<Section>, service: Service): readonly string[] {
  const arns = targetGroupsOf(look, service).flatMap((arn) => look.get('targetGroups', arn)?.LoadBalancerArns ?? [])
  return arns.flatMap((arn) => look.get('loadBalancers', arn)?.SecurityGroups ?? [])
}
