import { coveredFamilies } from '#lib/inventory/derived/cidr.ts'
import { sourcesOf } from '#lib/inventory/derived/ingress.ts'
import { configuredGroups } from '#lib/inventory/derived/interfaces.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { loadBalancersOf } from '#lib/inventory/derived/traffic.ts'
import { connectPeers, coversAny, servicesOnHosts, trafficPorts } from '#lib/inventory/derived/traffic-ports.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { SecurityGroup } from '#lib/inventory/types/ec2.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result } from '../result.ts'

export default defineCheck({
  id: 'sec-alb-only-ingress',
  subject: 'securityGroup',
  requires: ['taskDefinitions', 'targetGroups', 'deploymentGroups', 'loadBalancers', 'prefixLists'],
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
  evaluate({ group, hosts, services, clusters }, look) {
    const onHosts = hosts.length > 0 ? servicesOnHosts(look, clusters) : []
    const fronted = [...new Set([...services, ...onHosts])].flatMap((service) =>
      frontOf(look, service, group, hosts.length > 0),
    )
    if (fronted.length === 0) return notApplicable('No service behind an application load balancer uses this group.')
    const results = fronted.flatMap(({ service, ports, allowed }) =>
      ports.flatMap((port) =>
        group.IpPermissions.flatMap((permission, index): Result<'world' | 'range' | 'group'>[] => {
          if (!coversAny(permission, port)) return []
          const evidence = [cite('securityGroups', group, `IpPermissions[${index}]`)]
          const data = {
            group: group.GroupName,
            port: port.from === port.to ? port.from : `${port.from}-${port.to}`,
            service: service.serviceName,
          }
          const together = group.IpPermissions.filter((one) => coversAny(one, port)).flatMap((one) =>
            sourcesOf(look, one),
          )
          const hasRange =
            permission.IpRanges.length + permission.Ipv6Ranges.length + permission.PrefixListIds.length > 0
          if (hasRange && coveredFamilies(together).length > 0)
            return [fail('world', data, evidence, { severity: 'high' })]
          if (hasRange) return [fail('range', data, evidence)]
          return permission.UserIdGroupPairs.filter((pair) => !allowed.has(pair.GroupId)).map((pair) =>
            fail('group', { ...data, source: pair.GroupId }, evidence),
          )
        }),
      ),
    )
    return combine([pass([], [cite('securityGroups', group, 'IpPermissions')]), ...results])
  },
})

type Section =
  | 'services'
  | 'taskDefinitions'
  | 'targetGroups'
  | 'deploymentGroups'
  | 'loadBalancers'
  | 'subnets'
  | 'securityGroups'
/** Traffic ports of a service that an application load balancer fronts, and the groups that may call on them. */
function frontOf(look: Look<Section>, service: Service, group: SecurityGroup, isHostGroup: boolean) {
  const balancers = loadBalancersOf(look, service).filter((one) => one.Type === 'application')
  const primary = primaryOf(service)
  const definition = primary?.taskDefinition ? look.get('taskDefinitions', primary.taskDefinition) : undefined
  if (balancers.length === 0 || !primary || !definition) return []
  // A host's own group does not stand before tasks that have an interface of their own.
  if (primary.network && isHostGroup && !configuredGroups(look, service).includes(group.GroupId)) return []
  const ports = primary.loadBalancers.flatMap((one) => trafficPorts(definition, one.containerName, one.containerPort))
  const allowed = new Set([
    ...balancers.flatMap((one) => one.SecurityGroups),
    ...look.policy.peerGroups,
    ...connectPeers(look, service),
  ])
  return [{ service, ports, allowed }]
}
