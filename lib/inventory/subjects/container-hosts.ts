import { shortName } from '../derived/arn.ts'
import { byOrigin, isWindowsHost, registeredByLaunch } from '../derived/hosts.ts'
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
  const tasks = Map.groupBy(look.seen('tasks'), (task) => task.containerInstanceArn)
  return [...look.once(registeredByLaunch)].flatMap(([launch, all]) =>
    byOrigin(look, all, (host) => host).map(({ id, group, hosts }): SubjectItem<ContainerHostSubject> => {
      const base = {
        id,
        type: group ? 'autoscaling-group' : 'ecs-container-instance',
        name: group?.AutoScalingGroupName ?? shortName(id),
        arn: id,
        usage: 'running' as const,
        services: [],
        clusters: [...new Set(hosts.map((host) => host.clusterArn))],
      }
      if (!launch) return { ...base, unread: look.gaps('capacityProviders') }
      const os = hosts.every(isWindowsHost) ? 'windows' : 'linux'
      const running = hosts.flatMap((host) => tasks.get(host.containerInstanceArn) ?? [])
      return { ...base, value: { launch, os, hosts, tasks: running } }
    }),
  )
}
