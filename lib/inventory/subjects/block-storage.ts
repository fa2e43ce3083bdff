import type { Look } from '../look.ts'
import type { Task } from '../types/ecs.ts'
import { type HostGroup, hostGroup } from './hosts.ts'
import { type Workload, workload } from './service.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** What EBS volumes are attached to: hosts that are made alike, or the tasks of one service or family. */
export type BlockStorageUser = { kind: 'hosts'; hosts: HostGroup } | { kind: 'tasks'; workload: Workload }

const reads = [
  'clusters',
  'services',
  'tasks',
  'taskSchedules',
  'capacityProviders',
  'containerInstances',
  'instances',
  'autoScalingGroups',
] as const
const context = ['scalableTargets'] as const
type Section = (typeof reads)[number] | (typeof context)[number]

/** Hosts on EC2 and Managed Instances, and services and standalone tasks that ECS attaches volumes to. */
export const blockStorage: SubjectKind<BlockStorageUser, Section> = {
  type: 'ecs-container-instance',
  reads,
  context,
  find: (look) => look.once(users),
  concerns: (gap, item) => gap.within === undefined || item.clusters.includes(gap.within),
}

function users(look: Look<Section>): readonly SubjectItem<BlockStorageUser>[] {
  const hosts = hostGroup
    .find(look)
    .map((item) => (item.unread ? item : { ...item, value: { kind: 'hosts' as const, hosts: item.value } }))
  const tasks = workload
    .find(look)
    .flatMap((item): SubjectItem<BlockStorageUser>[] =>
      item.unread || !hasVolumes(item.value) ? [] : [{ ...item, value: { kind: 'tasks', workload: item.value } }],
    )
  return [...hosts, ...tasks]
}

function hasVolumes(one: Workload): boolean {
  const configured =
    one.kind === 'service' &&
    one.service.deployments.some(({ volumeConfigurations = [] }) => volumeConfigurations.length > 0)
  return configured || one.tasks.some((task) => volumeIdsOf(task).length > 0)
}

/** Ids of the EBS volumes that ECS attached to a task. */
export function volumeIdsOf(task: Task): readonly string[] {
  return task.attachments
    .filter(({ type }) => type === 'AmazonElasticBlockStorage')
    .flatMap(({ details }) => details.flatMap(({ name, value }) => (name === 'volumeId' ? value : [])))
}
