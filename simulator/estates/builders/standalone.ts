import type { TaskOverride } from '@aws-sdk/client-ecs'
import type { ClusterSite } from './clusters.ts'
import { addTaskFamily, type TaskFamilySpec } from './families.ts'
import { subnetId, type Zone } from './network.ts'
import { groupId } from './security-groups.ts'
import { hoursAgo } from './site.ts'
import { addTask, revisionOf } from './tasks.ts'

export interface StandaloneSpec extends TaskFamilySpec {
  zone: Zone
  group: string
  startedHoursAgo: number
  overrides?: TaskOverride
}

/** A Fargate task that somebody started with RunTask and that still runs. */
export function addStandaloneTask(cluster: ClusterSite, spec: StandaloneSpec): void {
  const { site } = cluster
  addTaskFamily(cluster, spec)
  addTask(cluster, {
    name: spec.name,
    definition: revisionOf(site, spec.name, spec.serves ?? spec.revisions ?? 8),
    group: `family:${spec.name}`,
    startedBy: 'deploy-pipeline',
    launch: 'FARGATE',
    index: 0,
    network: {
      subnetId: subnetId(site, `${cluster.tier}-${spec.zone}`),
      groupIds: [groupId(site, spec.group)],
      publicIp: false,
    },
    startedAt: hoursAgo(site, spec.startedHoursAgo),
    ...(spec.overrides && { overrides: spec.overrides }),
  })
}
