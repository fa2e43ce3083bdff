import { coveredFamilies } from '#lib/inventory/derived/cidr.ts'
import { coversPort, sourcesOf } from '#lib/inventory/derived/ingress.ts'
import { configuredGroups } from '#lib/inventory/derived/interfaces.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { loadBalancersOf } from '#lib/inventory/derived/traffic.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { IpPermission, SecurityGroup } from '#lib/inventory/types/ec2.ts'
import type { Service, TaskDefinition } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combine, fail, notApplicable, pass, type Result } from '../result.ts'

const EPHEMERAL = { from: 32768, to: 65535 }

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
    const onHosts = hosts.length > 0 ? hostServices(look, clusters) : []
    const fronted = [...new Set([...services, ...onHosts])].flatMap((service) =>
      frontOf(look, service, group, hosts.length > 0),
    )
    if (fronted.length === 0) return notApplicable('No service behind an application load balancer uses this group.')
    const results = fronted.flatMap(({ service, ports, allowed }) =>
      ports.flatMap((port) =>
        group.IpPermissions.flatMap((permission, index): Result<'world' | 'range' | 'group'>[] => {
          if (!covers(permission, port)) return []
          const evidence = [cite('securityGroups', group, `IpPermissions[${index}]`)]
          const data = {
            group: group.GroupName,
            port: port.from === port.to ? port.from : `${port.from}-${port.to}`,
            service: service.serviceName,
          }
          const together = group.IpPermissions.filter((one) => covers(one, port)).flatMap((one) => sourcesOf(look, one))
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
interface Ports {
  from: number
  to: number
}

/** Services that share the hosts: bridge and host mode have no interface, so their traffic meets the host's group. */
function hostServices(look: Look<Section>, clusters: readonly string[]): readonly Service[] {
  return look
    .all('services')
    .filter((one) => one.status === 'ACTIVE' && clusters.includes(one.clusterArn) && !primaryOf(one)?.network)
}

/** Traffic ports of a service that an application load balancer fronts, and the groups that may call on them. */
function frontOf(look: Look<Section>, service: Service, group: SecurityGroup, isHostGroup: boolean) {
  const balancers = loadBalancersOf(look, service).filter((one) => one.Type === 'application')
  const primary = primaryOf(service)
  const definition = primary?.taskDefinition ? look.get('taskDefinitions', primary.taskDefinition) : undefined
  if (balancers.length === 0 || !primary || !definition) return []
  // A host's own group does not stand before tasks that have an interface of their own.
  if (primary.network && isHostGroup && !configuredGroups(look, service).includes(group.GroupId)) return []
  const ports = primary.loadBalancers.flatMap((one) => portsOf(definition, one.containerName, one.containerPort))
  const allowed = new Set([
    ...balancers.flatMap((one) => one.SecurityGroups),
    ...look.policy.peerGroups,
    ...connectPeers(look, service),
  ])
  return [{ service, ports, allowed }]
}

/** awsvpc and host mode: the container port; bridge: the host port, or the ephemeral range when it is dynamic. */
function portsOf(
  definition: TaskDefinition,
  containerName: string | undefined,
  containerPort: number | undefined,
): Ports[] {
  if (containerPort === undefined) return []
  if (definition.networkMode === 'awsvpc' || definition.networkMode === 'host')
    return [{ from: containerPort, to: containerPort }]
  const container = definition.containerDefinitions.find((one) => one.name === containerName)
  const mapping = container?.portMappings.find((one) => one.containerPort === containerPort)
  return mapping?.hostPort ? [{ from: mapping.hostPort, to: mapping.hostPort }] : [EPHEMERAL]
}

/** Groups of services that share a Service Connect namespace with this one: they may call it directly. */
function connectPeers(look: Look<Section>, service: Service): readonly string[] {
  const namespaces = namespacesOf(service)
  if (namespaces.length === 0) return []
  const peers = look.all('services').filter((one) => namespacesOf(one).some((name) => namespaces.includes(name)))
  return peers.flatMap((one) => configuredGroups(look, one))
}

function namespacesOf(service: Service): readonly string[] {
  return service.deployments.flatMap((one) =>
    one.serviceConnectConfiguration?.enabled ? (one.serviceConnectConfiguration.namespace ?? []) : [],
  )
}

/** Whether a permission admits any part of a port range. */
function covers(permission: IpPermission, { from, to }: Ports): boolean {
  if (from === to) return coversPort(permission, 'tcp', from)
  if (permission.IpProtocol === '-1') return true
  if (permission.IpProtocol !== 'tcp' && permission.IpProtocol !== '6') return false
  return (permission.FromPort ?? 0) <= to && from <= (permission.ToPort ?? 65535)
}
