import type { Service, ServiceRevisionSummary } from '@aws-sdk/client-ecs'
import type { ClusterSite } from './clusters.ts'
import { definitionArn } from './definitions.ts'
import { imageDigest } from './image-digest.ts'
import {
  desiredTasks,
  hasTaskSets,
  type ServiceParts,
  type ServiceSpec,
  servedRevision,
  serviceArn,
} from './service-spec.ts'
import { arn, daysAgo, hex, hoursAgo, present, type Site } from './site.ts'
import { revisionOf } from './tasks.ts'

const serial = (site: Site, ...names: string[]) => String(BigInt(`0x${hex(site, 15, ...names)}`))

/** Service revisions and the latest deployment, which only services of the ECS controller have. Returns what the service says of them. */
export function addServiceHistory(
  cluster: ClusterSite,
  spec: ServiceSpec,
  parts: ServiceParts,
): Pick<Service, 'currentServiceDeployment' | 'currentServiceRevisions'> {
  if (hasTaskSets(spec) || spec.draining) return {}
  const { site } = cluster
  const total = desiredTasks(cluster, spec)
  const older = spec.rolling
  const current = addRevision(cluster, spec, parts, servedRevision(spec), total - (older?.tasks ?? 0))
  const previous = older && addRevision(cluster, spec, parts, older.from, older.tasks)
  const path = `${cluster.name}/${spec.name}/${hex(site, 21, 'service deployment', cluster.name, spec.name)}`
  const deployment = arn(site, 'ecs', `service-deployment/${path}`)
  const startedAt = older ? hoursAgo(site, 0.3) : daysAgo(site, 3)
  site.estate.ecs.serviceDeployments.push(
    present({
      serviceDeploymentArn: deployment,
      serviceArn: serviceArn(site, cluster.name, spec.name),
      clusterArn: cluster.arn,
      createdAt: startedAt,
      startedAt,
      updatedAt: startedAt,
      finishedAt: older ? undefined : daysAgo(site, 2.9),
      status: older ? ('IN_PROGRESS' as const) : ('SUCCESSFUL' as const),
      sourceServiceRevisions: previous ? [previous] : [],
      targetServiceRevision: current,
    }),
  )
  return {
    currentServiceDeployment: deployment,
    currentServiceRevisions: previous ? [current, previous] : [current],
  }
}

function addRevision(
  cluster: ClusterSite,
  spec: ServiceSpec,
  parts: ServiceParts,
  revision: number,
  running: number,
): ServiceRevisionSummary {
  const { site } = cluster
  const key = arn(
    site,
    'ecs',
    `service-revision/${cluster.name}/${spec.name}/${serial(site, 'service revision', cluster.name, spec.name, String(revision))}`,
  )
  const definition = revisionOf(site, spec.name, revision)
  site.estate.ecs.serviceRevisions.push(
    present({
      serviceRevisionArn: key,
      serviceArn: serviceArn(site, cluster.name, spec.name),
      clusterArn: cluster.arn,
      taskDefinition: definitionArn(site, spec.name, revision),
      loadBalancers: parts.loadBalancers,
      serviceRegistries: [],
      networkConfiguration: parts.network,
      launchType: spec.provider ? undefined : (spec.launch ?? 'FARGATE'),
      guardDutyEnabled: false,
      createdAt: daysAgo(site, 3),
      containerImages: (definition.containerDefinitions ?? []).map(({ name = '', image = '' }) => ({
        containerName: name,
        image,
        imageDigest: imageDigest(site, image, 0),
      })),
    }),
  )
  return { arn: key, requestedTaskCount: running, runningTaskCount: running, pendingTaskCount: 0 }
}
