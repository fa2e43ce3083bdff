import type { Look } from '../look.ts'
import type { IpPermission } from '../types/ec2.ts'
import type { Service, TaskDefinition } from '../types/ecs.ts'
import { coversPort } from './ingress.ts'
import { configuredGroups } from './interfaces.ts'
import { primaryOf } from './launch.ts'
import { activeServices } from './usage.ts'

/** Inclusive. */
export interface Ports {
  from: number
  to: number
}

const EPHEMERAL: Ports = { from: 32768, to: 65535 }

/** Port a target is reached at: in awsvpc and host mode the container's, in bridge mode the host's, or the ephemeral range when it is dynamic. */
export function trafficPorts(
  definition: TaskDefinition,
  containerName: string | undefined,
  containerPort: number | undefined,
): readonly Ports[] {
  if (containerPort === undefined) return []
  if (definition.networkMode === 'awsvpc' || definition.networkMode === 'host')
    return [{ from: containerPort, to: containerPort }]
  const container = definition.containerDefinitions.find((one) => one.name === containerName)
  const mapping = container?.portMappings.find((one) => one.containerPort === containerPort)
  return mapping?.hostPort ? [{ from: mapping.hostPort, to: mapping.hostPort }] : [EPHEMERAL]
}

/** Whether a permission admits any part of a port range. */
export function coversAny(permission: IpPermission, { from, to }: Ports, protocol: 'tcp' | 'udp' = 'tcp'): boolean {
  if (from === to) return coversPort(permission, protocol, from)
  if (permission.IpProtocol === '-1') return true
  if (permission.IpProtocol !== protocol && permission.IpProtocol !== { tcp: '6', udp: '17' }[protocol]) return false
  return (permission.FromPort ?? 0) <= to && from <= (permission.ToPort ?? 65535)
}

/** Services that share the hosts of these clusters: bridge and host mode have no interface, so their traffic meets the host's group. */
export function servicesOnHosts(look: Look<'services'>, clusters: readonly string[]): readonly Service[] {
  return activeServices(look).filter((one) => clusters.includes(one.clusterArn) && !primaryOf(one)?.network)
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
