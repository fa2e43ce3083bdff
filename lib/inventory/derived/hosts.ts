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

/** Hosts in status ACTIVE or DRAINING with the LAUNCH they serve. ECS Anywhere registers machines as mi-*. */
export function hostsByLaunch(look: Look<HostSection>): ReadonlyMap<HostLaunch, readonly Host[]> {
  const managed = new Set(
    look.seen('capacityProviders').flatMap((one) => (one.managedInstancesProvider ? [one.name] : [])),
  )
  const instances = new Map(look.seen('instances').map((one) => [one.InstanceId, one]))
  const alive = look.seen('containerInstances').filter(({ status }) => status === 'ACTIVE' || status === 'DRAINING')
  const hosts = alive.flatMap((registration): Host[] =>
    registration.ec2InstanceId ? [{ registration, instance: instances.get(registration.ec2InstanceId) }] : [],
  )
  return Map.groupBy(hosts, ({ registration }): HostLaunch => {
    if (managed.has(registration.capacityProviderName ?? '')) return 'MANAGED_INSTANCES'
    return registration.ec2InstanceId?.startsWith('i-') ? 'EC2' : 'EXTERNAL'
  })
}

/** LAUNCH EC2 hosts (not EXTERNAL, not Managed Instances) in status ACTIVE or DRAINING. */
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

export function autoScalingGroupOf(look: Look<'autoScalingGroups'>, instanceId: string): AutoScalingGroup | undefined {
  return look.once(groupsByInstance).get(instanceId)
}

function groupsByInstance(look: Look<'autoScalingGroups'>): ReadonlyMap<string, AutoScalingGroup> {
  return new Map(
    look.seen('autoScalingGroups').flatMap((group) => group.Instances.map((one) => [one.InstanceId, group] as const)),
  )
}
