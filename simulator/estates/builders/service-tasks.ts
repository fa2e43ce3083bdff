import type { ClusterSite } from './clusters.ts'
import { hostOf } from './container-instances.ts'
import { groupId } from './security-groups.ts'
import type { Target } from './service-balancing.ts'
import { deploymentId } from './service-record.ts'
import { desiredTasks, type ServiceParts, type ServiceSpec, servedRevision } from './service-spec.ts'
import { hoursAgo, minutesAgo } from './site.ts'
import { addTask, revisionOf, type TaskSpec } from './tasks.ts'

/** The tasks of a service. Returns where its load balancer reaches them. */
export function addServiceTasks(cluster: ClusterSite, spec: ServiceSpec, parts: ServiceParts): Target[] {
  const total = desiredTasks(cluster, spec)
  const older = spec.rolling?.tasks ?? 0
  const targets = Array.from({ length: total }, (_, index) => {
    const revision = spec.rolling && index >= total - older ? spec.rolling.from : servedRevision(spec)
    return addServiceTask(cluster, spec, parts, index, revision)
  })
  for (const [i, stopped] of (spec.stopped ?? []).entries()) {
    const shared = taskSpec(cluster, spec, total + i, servedRevision(spec))
    addTask(cluster, { ...shared, name: `${spec.name}-stopped-${i}`, startedAt: stopped.at, stopped })
  }
  return targets
}

function addServiceTask(
  cluster: ClusterSite,
  spec: ServiceSpec,
  { network }: ServiceParts,
  index: number,
  revision: number,
): Target {
  const { site } = cluster
  const subnets = network?.awsvpcConfiguration?.subnets ?? []
  const subnetId = subnets[index % subnets.length]
  const { task, address } = addTask(cluster, {
    ...taskSpec(cluster, spec, index, revision),
    ...(subnetId && {
      network: {
        subnetId,
        groupIds: network?.awsvpcConfiguration?.securityGroups ?? [groupId(site, `${cluster.vpc}-default`)],
        publicIp: network?.awsvpcConfiguration?.assignPublicIp === 'ENABLED',
      },
    }),
  })
  const port = spec.balancing?.port ?? 8080
  if (address) return { id: address, port, ...(task.availabilityZone && { zone: task.availabilityZone }) }
  const published = task.containers?.[0]?.networkBindings?.[0]?.hostPort
  return { id: hostOf(cluster, index).ec2InstanceId ?? '', port: published ?? port }
}

function taskSpec(cluster: ClusterSite, spec: ServiceSpec, index: number, revision: number): TaskSpec {
  const { site } = cluster
  const fresh = spec.rolling !== undefined && revision === servedRevision(spec)
  return {
    name: `${spec.name}-${index}`,
    definition: revisionOf(site, spec.name, revision),
    group: `service:${spec.name}`,
    startedBy: deploymentId(cluster, spec, revision),
    launch: spec.launch ?? 'FARGATE',
    index,
    startedAt: fresh ? minutesAgo(site, 14 - index) : hoursAgo(site, 70 - index),
    ...(spec.provider && { provider: spec.provider }),
    ...(spec.platformVersion && { platformVersion: spec.platformVersion }),
    ...(spec.quietMinutes !== undefined && { quietMinutes: spec.quietMinutes }),
  }
}
