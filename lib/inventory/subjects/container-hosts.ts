import { isWindowsHost } from '../derived/hosts.ts'
import type { Look } from '../look.ts'
import type { ContainerInstance, Task } from '../types/ecs.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** Registered hosts that are made alike: of one Auto Scaling group, else of one capacity provider, else of one cluster. */
export interface ContainerHostSubject {
  launch: 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES'
  os: 'linux' | 'windows'
  hosts: readonly ContainerInstance[]
  /** What runs on them. */
  tasks: readonly Task[]
}

const reads = ['containerInstances', 'capacityProviders', 'autoScalingGroups', 'tasks'] as const
type Section = (typeof reads)[number]

/** ACTIVE and DRAINING container instances of every kind of compute, ECS Anywhere and Managed Instances included. */
export const containerHosts: SubjectKind<ContainerHostSubject, Section> = {
  type: 'ecs-container-instance',
  reads,
  find: (look) => look.once(hostGroups),
}

function hostGroups(look: Look<Section>): readonly SubjectItem<ContainerHostSubject>[] {
  const groups = new Map(
    look.seen('autoScalingGroups').flatMap((group) => group.Instances.map((one) => [one.InstanceId, group] as const)),
  )
  const providers = new Map(look.seen('capacityProviders').map((one) => [one.name, one]))
  const tasks = Map.groupBy(look.seen('tasks'), (task) => task.containerInstanceArn)
  const registered = look
    .seen('containerInstances')
    .filter((one) => one.status === 'ACTIVE' || one.status === 'DRAINING')
  const alike = Map.groupBy(registered, (host) => {
    const group = groups.get(host.ec2InstanceId ?? '')?.AutoScalingGroupARN
    return group ?? providers.get(host.capacityProviderName ?? '')?.capacityProviderArn ?? host.clusterArn
  })
  return [...alike].flatMap(([id, hosts]): SubjectItem<ContainerHostSubject>[] => {
    const [first] = hosts
    if (!first) return []
    const group = groups.get(first.ec2InstanceId ?? '')
    const managed = providers.get(first.capacityProviderName ?? '')?.managedInstancesProvider !== undefined
    return [
      {
        id,
        type: group ? 'autoscaling-group' : 'ecs-container-instance',
        name: group?.AutoScalingGroupName ?? id.slice(id.lastIndexOf('/') + 1),
        arn: id,
        usage: 'running',
        services: [],
        clusters: [...new Set(hosts.map((host) => host.clusterArn))],
        value: {
          launch: managed ? 'MANAGED_INSTANCES' : first.ec2InstanceId?.startsWith('mi-') ? 'EXTERNAL' : 'EC2',
          os: isWindowsHost(first) ? 'windows' : 'linux',
          hosts,
          tasks: hosts.flatMap((host) => tasks.get(host.containerInstanceArn) ?? []),
        },
      },
    ]
  })
}
