import type { Look } from '../look.ts'
import type { Instance } from '../types/ec2.ts'
import type { ContainerInstance } from '../types/ecs.ts'
import type { AutoScalingGroup } from '../types/scaling.ts'
import type { Launch } from './launch.ts'

/** A registered container instance with the EC2 instance behind it; ECS Anywhere hosts (mi-*) have none. */
export interface Host {
  registration: ContainerInstance
  instance: Instance | undefined
}

export type HostSection = 'containerInstances' | 'instances' | 'capacityProviders'
type HostLaunch = Exclude<Launch, 'FARGATE'>

/**
 * Registrations in status ACTIVE or DRAINING with the LAUNCH they serve; undefined where the capacity provider that would
 * tell was not read. ECS Anywhere registers machines as mi-*.
 */
export function registeredByLaunch(
  look: Look<'containerInstances' | 'capacityProviders'>,
): ReadonlyMap<HostLaunch | undefined, readonly ContainerInstance[]> {
  const providers = new Map(look.seen('capacityProviders').map((one) => [one.name, one]))
  const isWhole = look.gaps('capacityProviders').length === 0
  const alive = look.seen('containerInstances').filter(({ status }) => status === 'ACTIVE' || status === 'DRAINING')
  return Map.groupBy(alive, ({ ec2InstanceId, capacityProviderName: name }) => {
    const provider = providers.get(name ?? '')
    if (provider?.managedInstancesProvider) return 'MANAGED_INSTANCES'
    if (!ec2InstanceId?.startsWith('i-')) return 'EXTERNAL'
    return name === undefined || provider || isWhole ? 'EC2' : undefined
  })
}

/** The same with the instances behind them. */
export function hostsByLaunch(look: Look<HostSection>): ReadonlyMap<HostLaunch | undefined, readonly Host[]> {
  const instances = new Map(look.seen('instances').map((one) => [one.InstanceId, one]))
  const found = [...look.once(registeredByLaunch)].map(([launch, all]) => {
    const hosts = all.map((registration) => ({
      registration,
      instance: instances.get(registration.ec2InstanceId ?? ''),
    }))
    return [launch, hosts] as const
  })
  return new Map(found)
}

/** Ends in MissingEvidence when a host, or what tells its launch, may not have been read: for conclusions from absence. */
export function demandAllHosts(look: Look<HostSection>): void {
  for (const section of ['containerInstances', 'instances', 'capacityProviders'] as const) look.all(section)
}

/** LAUNCH EC2 hosts (not EXTERNAL, not Managed Instances) in status ACTIVE or DRAINING, as far as they were read. */
export function ec2Hosts(look: Look<HostSection>): readonly Host[] {
  return look.once(hostsByLaunch).get('EC2') ?? []
}

/** Hosts of one launch in some clusters. */
export function hostsIn(look: Look<HostSection>, launch: Launch, clusters: ReadonlySet<string>): readonly Host[] {
  if (launch === 'FARGATE') return []
  const hosts = look.once(hostsByLaunch).get(launch) ?? []
  return hosts.filter(({ registration }) => clusters.has(registration.clusterArn))
}

export function isWindowsHost(registration: ContainerInstance): boolean {
  return attribute(registration, 'ecs.os-type') === 'windows'
}

/** Value of a container instance attribute; undefined when the agent does not report it. */
export function attribute(registration: ContainerInstance, name: string): string | undefined {
  return registration.attributes.find((one) => one.name === name)?.value
}

/** Whether the agent registered an attribute, with a value or without. */
export function hasAttribute(registration: ContainerInstance, name: string): boolean {
  return registration.attributes.some((one) => one.name === name)
}

/** What hosts that are made alike are known by. */
export interface HostOrigin {
  /** ARN of the Auto Scaling group, else of the capacity provider, else of the cluster. */
  id: string
  group?: AutoScalingGroup
}

/** Where a host comes from; undefined when that may be something unread: it is not to be known by another name then. */
function originOf(
  look: Look<'autoScalingGroups' | 'capacityProviders'>,
  { ec2InstanceId = '', capacityProviderName: name, clusterArn }: ContainerInstance,
): HostOrigin | undefined {
  const group = look.once(groupsByInstance).get(ec2InstanceId)
  if (group) return { id: group.AutoScalingGroupARN, group }
  const provider = name === undefined ? undefined : look.seen('capacityProviders').find((one) => one.name === name)
  const inGroup = ec2InstanceId.startsWith('i-') && !provider?.managedInstancesProvider
  if (inGroup && look.gaps('autoScalingGroups').length > 0) return undefined
  if (provider) return { id: provider.capacityProviderArn }
  return name !== undefined && look.gaps('capacityProviders').length > 0 ? undefined : { id: clusterArn }
}

/** Hosts by where they come from. Those of which that was not read are left out: the gap tells of them. */
export function byOrigin<T>(
  look: Look<'autoScalingGroups' | 'capacityProviders'>,
  hosts: readonly T[],
  registrationOf: (host: T) => ContainerInstance,
): readonly (HostOrigin & { hosts: readonly T[] })[] {
  const placed = hosts.flatMap((host) => {
    const origin = originOf(look, registrationOf(host))
    return origin ? [{ host, origin }] : []
  })
  return [...Map.groupBy(placed, ({ origin }) => origin.id).values()].flatMap((all) =>
    all.slice(0, 1).map(({ origin }) => ({ ...origin, hosts: all.map(({ host }) => host) })),
  )
}

function groupsByInstance(look: Look<'autoScalingGroups'>): ReadonlyMap<string, AutoScalingGroup> {
  return new Map(
    look.seen('autoScalingGroups').flatMap((group) => group.Instances.map((one) => [one.InstanceId, group] as const)),
  )
}
