import type { NetworkConfiguration } from '@aws-sdk/client-ecs'
import type { ClusterSite } from './clusters.ts'
import { addTaskFamily } from './families.ts'
import { subnetId } from './network.ts'
import { addScaling } from './scaling.ts'
import { addSecurityGroup, groupId } from './security-groups.ts'
import { balance, balancerIngress, registerTargets } from './service-balancing.ts'
import { addServiceHistory } from './service-history.ts'
import { serviceRecord } from './service-record.ts'
import { newestRevision, type ServiceParts, type ServiceSpec } from './service-spec.ts'
import { addServiceTasks } from './service-tasks.ts'
import { present } from './site.ts'
import { revisionOf } from './tasks.ts'

/** A service and everything it stands on: family, role, image, log group, security group, target group, tasks, scaling. */
export function addService(cluster: ClusterSite, spec: ServiceSpec): void {
  const { site } = cluster
  const { balancing } = spec
  addTaskFamily(cluster, spec)
  const awsvpc = revisionOf(site, spec.name, newestRevision(spec)).networkMode === 'awsvpc'
  const groups = spec.groups ?? [spec.name]
  if (awsvpc && groups.includes(spec.name)) {
    const ingress = spec.ingress ?? (balancing ? balancerIngress(site, balancing) : [])
    addSecurityGroup(site, { name: spec.name, vpc: cluster.vpc, ingress, ...(spec.egress && { egress: spec.egress }) })
  }
  const parts: ServiceParts = {
    loadBalancers: balancing ? balance(cluster, spec.name, balancing) : [],
    ...(awsvpc && { network: networkConfiguration(cluster, spec, groups) }),
  }
  const record = serviceRecord(cluster, spec, parts)
  const targets = addServiceTasks(cluster, spec, parts)
  if (balancing) registerTargets(site, spec.name, targets)
  if (spec.scaling) addScaling(cluster, spec.name, spec.desired, spec.scaling)
  site.estate.ecs.services.push(present({ ...record, ...addServiceHistory(cluster, spec, parts), ...spec.service }))
}

function networkConfiguration(cluster: ClusterSite, spec: ServiceSpec, groups: string[]): NetworkConfiguration {
  const tier = spec.tier ?? cluster.tier
  return {
    awsvpcConfiguration: {
      subnets: (spec.zones ?? (['a', 'b', 'c'] as const)).map((zone) => subnetId(cluster.site, `${tier}-${zone}`)),
      ...(groups.length > 0 && { securityGroups: groups.map((name) => groupId(cluster.site, name)) }),
      assignPublicIp: spec.publicIp ? 'ENABLED' : 'DISABLED',
    },
  }
}
