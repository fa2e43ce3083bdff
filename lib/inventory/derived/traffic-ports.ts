import type { Look } from '../look.ts'
import type { Instance, IpPermission } from '../types/ec2.ts'
import type { ContainerInstance, Service, ServiceLoadBalancer } from '../types/ecs.ts'
import type { LoadBalancer } from '../types/elbv2.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { shortName } from './arn.ts'
import { coversPort } from './ingress.ts'
import { configuredGroups } from './interfaces.ts'
import { type Primary, primaryOf, strategyOf } from './launch.ts'
import { activeServices } from './usage.ts'

/** Inclusive. */
export interface Ports {
  from: number
  to: number
}

const EPHEMERAL: Ports = { from: 32768, to: 65535 }

type PortSection = 'targetGroups' | 'taskDefinitions'

/** Ports at which these load balancers reach the tasks of a service; undefined when its task definition is gone. */
export function portsBehind(
  look: Look<PortSection>,
  primary: Primary,
  balancers: readonly LoadBalancer[],
): readonly Ports[] | undefined {
  const arns = new Set(balancers.map((one) => one.LoadBalancerArn))
  const leadsHere = (arn: string | undefined) =>
    arn !== undefined && (look.get('targetGroups', arn)?.LoadBalancerArns.some((one) => arns.has(one)) ?? false)
  const entries = primary.loadBalancers.filter(
    (one) => leadsHere(one.targetGroupArn) || leadsHere(one.advancedConfiguration?.alternateTargetGroupArn),
  )
  if (primary.network) return entries.flatMap(({ containerPort }) => single(containerPort))
  const definition = primary.taskDefinition ? look.get('taskDefinitions', primary.taskDefinition) : undefined
  return definition && entries.flatMap((entry) => hostPorts(definition, entry))
}

/** Without an interface of its own: in host mode the container's port, else the host's, or the ephemeral range when it is dynamic. */
function hostPorts(
  { networkMode, containerDefinitions }: TaskDefinition,
  { containerName, containerPort }: ServiceLoadBalancer,
): readonly Ports[] {
  if (networkMode === 'host' || containerPort === undefined) return single(containerPort)
  const container = containerDefinitions.find((one) => one.name === containerName)
  const mapping = container?.portMappings.find((one) => one.containerPort === containerPort)
  return mapping?.hostPort ? single(mapping.hostPort) : [EPHEMERAL]
}

const single = (port: number | undefined): readonly Ports[] => (port === undefined ? [] : [{ from: port, to: port }])

/** Whether a permission admits any part of a port range. */
export function coversAny(permission: IpPermission, { from, to }: Ports, protocol: 'tcp' | 'udp' = 'tcp'): boolean {
  if (from === to) return coversPort(permission, protocol, from)
  if (permission.IpProtocol === '-1') return true
  if (permission.IpProtocol !== protocol && permission.IpProtocol !== { tcp: '6', udp: '17' }[protocol]) return false
  return (permission.FromPort ?? 0) <= to && from <= (permission.ToPort ?? 65535)
}

/** Services that may be placed on these hosts: bridge and host mode have no interface, so their traffic meets the host's group. */
export function servicesOnHosts(
  look: Look<'services' | 'clusters' | 'containerInstances'>,
  hosts: readonly Instance[],
): readonly Service[] {
  const ids = new Set(hosts.map(({ InstanceId }) => InstanceId))
  const registered = look.seen('containerInstances').filter(({ ec2InstanceId = '' }) => ids.has(ec2InstanceId))
  const byCluster = Map.groupBy(registered, ({ clusterArn }) => clusterArn)
  return activeServices(look).filter((one) => {
    const here = byCluster.get(one.clusterArn)
    return here !== undefined && isOnHosts(one) && mayBePlaced(look, one, here)
  })
}

/** A strategy places on the hosts of its providers alone; the launch type EC2 on any. */
function mayBePlaced(look: Look<'clusters'>, service: Service, hosts: readonly ContainerInstance[]): boolean {
  const primary = primaryOf(service)
  const strategy = strategyOf(look, service.clusterArn, primary?.launchType, primary?.capacityProviderStrategy)
  const providers = strategy.map(({ capacityProvider }) => shortName(capacityProvider))
  return (
    providers.length === 0 || hosts.some(({ capacityProviderName = '' }) => providers.includes(capacityProviderName))
  )
}

function isOnHosts(service: Service): boolean {
  const primary = primaryOf(service)
  if (primary) return !primary.network
  return service.taskSets.some((set) => !set.networkConfiguration?.awsvpcConfiguration)
}

/** Groups of services that share a Service Connect namespace with this one: they may call it directly. */
export function connectPeers(
  look: Look<'services' | 'subnets' | 'securityGroups'>,
  service: Service,
): readonly string[] {
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
