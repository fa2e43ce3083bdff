import type { Look } from '../look.ts'
import type { Instance, NetworkInterface } from '../types/ec2.ts'
import type { Service, Task } from '../types/ecs.ts'
import { ec2Hosts } from './hosts.ts'
import { primaryOf } from './launch.ts'
import { internetAccess } from './routes.ts'
import { activeServices, isRunning } from './usage.ts'

/** Network interface ids of an awsvpc task. */
export function interfaceIdsOf(task: Task): readonly string[] {
  return task.attachments.flatMap((one) =>
    one.details.filter((it) => it.name === 'networkInterfaceId').map((it) => it.value),
  )
}

/** Subnets an awsvpc task was placed in. */
export function subnetIdsOf(task: Task): readonly string[] {
  return task.attachments.flatMap((one) => one.details.filter((it) => it.name === 'subnetId').map((it) => it.value))
}

/** What carries a security group: task interfaces, host instances and services configured with it. */
export interface GroupUse {
  interfaces: readonly NetworkInterface[]
  hosts: readonly Instance[]
  /** Services whose tasks or configuration carry the group. */
  services: readonly Service[]
  clusters: readonly string[]
}

export const groupUseReads = [
  'services',
  'tasks',
  'networkInterfaces',
  'containerInstances',
  'capacityProviders',
  'instances',
  'securityGroups',
  'subnets',
] as const
type Section = (typeof groupUseReads)[number]

/** Security groups on task and host interfaces, and those services are configured with (the VPC's default when none is named). */
export function groupUses(look: Look<Section>): ReadonlyMap<string, GroupUse> {
  const found = new Map<
    string,
    { interfaces: Set<NetworkInterface>; hosts: Set<Instance>; services: Set<Service>; clusters: Set<string> }
  >()
  const use = (groupId: string) => {
    const known = found.get(groupId)
    if (known) return known
    const made = {
      interfaces: new Set<NetworkInterface>(),
      hosts: new Set<Instance>(),
      services: new Set<Service>(),
      clusters: new Set<string>(),
    }
    found.set(groupId, made)
    return made
  }
  const services = new Map(activeServices(look).map((one) => [`${one.clusterArn}|service:${one.serviceName}`, one]))
  const interfaces = new Map(look.seen('networkInterfaces').map((one) => [one.NetworkInterfaceId, one]))
  const ofTasks = new Set<string>()
  const allTasks = look.gaps('tasks').length === 0
  for (const task of look.seen('tasks').filter(isRunning)) {
    for (const id of interfaceIdsOf(task)) ofTasks.add(id)
    const service = services.get(`${task.clusterArn}|${task.group}`)
    for (const eni of interfaceIdsOf(task).flatMap((id) => interfaces.get(id) ?? [])) {
      for (const { GroupId } of eni.Groups) {
        const entry = use(GroupId)
        entry.interfaces.add(eni)
        entry.clusters.add(task.clusterArn)
        if (service) entry.services.add(service)
      }
    }
  }
  for (const service of activeServices(look)) {
    for (const groupId of configuredGroups(look, service)) {
      use(groupId).services.add(service)
      use(groupId).clusters.add(service.clusterArn)
    }
  }
  for (const { registration, instance } of ec2Hosts(look)) {
    // EC2 lists the interfaces of awsvpc tasks with their host's: which these are the tasks tell, when all were read.
    const own =
      instance?.NetworkInterfaces.filter(
        ({ DeviceIndex = 0, NetworkInterfaceId }) =>
          DeviceIndex === 0 || (allTasks && !ofTasks.has(NetworkInterfaceId)),
      ) ?? []
    for (const { GroupId } of own.flatMap((one) => one.Groups)) {
      if (instance) use(GroupId).hosts.add(instance)
      use(GroupId).clusters.add(registration.clusterArn)
    }
  }
  return new Map(
    [...found].map(([id, entry]) => [
      id,
      {
        interfaces: [...entry.interfaces],
        hosts: [...entry.hosts],
        services: [...entry.services],
        clusters: [...entry.clusters],
      },
    ]),
  )
}

/** awsvpcConfiguration.securityGroups; absent or empty means the default group of the subnets' VPC. */
export function configuredGroups(look: Look<'subnets' | 'securityGroups'>, service: Service): readonly string[] {
  const network = primaryOf(service)?.network
  if (!network) return []
  if (network.securityGroups?.length) return network.securityGroups
  const vpcs = new Set(
    look.seen('subnets').flatMap((one) => (network.subnets.includes(one.SubnetId) ? [one.VpcId] : [])),
  )
  const groups = look.seen('securityGroups')
  return groups.flatMap((one) => (one.GroupName === 'default' && vpcs.has(one.VpcId ?? '') ? [one.GroupId] : []))
}

/** A task or host interface the internet can address: a public IPv4 address, or an IPv6 one in a PUBLIC SUBNET. */
export function publiclyAddressed(
  look: Look<'subnets' | 'routeTables' | 'prefixLists'>,
  use: GroupUse,
): readonly string[] {
  const hostInterfaces = use.hosts.flatMap((host) => host.NetworkInterfaces)
  return [...use.interfaces, ...hostInterfaces]
    .filter((eni) => eni.Association?.PublicIp || (eni.Ipv6Addresses.length > 0 && publicForIpv6(look, eni.SubnetId)))
    .map((eni) => eni.NetworkInterfaceId)
}

function publicForIpv6(look: Look<'subnets' | 'routeTables' | 'prefixLists'>, subnetId: string | undefined): boolean {
  return subnetId !== undefined && (internetAccess(look, subnetId)?.public.includes('ipv6') ?? false)
}

/** ARN of an EC2 resource of the scanned account and region, for display and consoles. */
export function ec2Arn(look: Look<never>, kind: string, id: string): string {
  return `arn:${look.partition}:ec2:${look.region}:${look.account}:${kind}/${id}`
}
