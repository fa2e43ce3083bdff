import type { Cluster } from '@aws-sdk/client-ecs'
import type { Tags } from '../../estate.ts'
import { addLogGroup } from './logs.ts'
import { addRole, allow, trustTasks } from './roles.ts'
import { arn, lowerTags, type Place, type Site, shortRegion } from './site.ts'

export interface ClusterSpec {
  name: string
  /** Where its services run unless they say otherwise: `core` and `core-private`. */
  vpc: string
  tier: string
  insights?: 'enhanced' | 'enabled' | 'disabled'
  capacityProviders?: string[]
  tags: Tags
}

/** A cluster and what its services take from it. */
export interface ClusterSite extends ClusterSpec {
  site: Site
  arn: string
  executionRoleArn: string
}

export const clusterArn = (place: Place, name: string) => arn(place, 'ecs', `cluster/${name}`)

export function addCluster(site: Site, spec: ClusterSpec): ClusterSite {
  const providers = spec.capacityProviders ?? ['FARGATE', 'FARGATE_SPOT']
  const first = providers[0]
  site.estate.ecs.clusters.push({
    clusterArn: clusterArn(site, spec.name),
    clusterName: spec.name,
    status: 'ACTIVE',
    settings: spec.insights ? [{ name: 'containerInsights', value: spec.insights }] : [],
    capacityProviders: providers,
    defaultCapacityProviderStrategy: first ? [{ capacityProvider: first, weight: 1, base: 0 }] : [],
    attachments: [],
    statistics: [],
    tags: lowerTags(spec.tags),
  })
  if (spec.insights && spec.insights !== 'disabled') {
    addLogGroup(site, { name: `/aws/ecs/containerinsights/${spec.name}/performance`, retentionInDays: 1 })
  }
  const executionRoleArn = addRole(site, {
    name: `${shortRegion(site)}-${spec.name}-execution`,
    trust: [trustTasks(site)],
    attached: ['AmazonECSTaskExecutionRolePolicy'],
    inline: {
      'read-secrets': [
        allow('secretsmanager:GetSecretValue', arn(site, 'secretsmanager', `secret:${spec.name}/*`)),
        allow('kms:Decrypt', arn(site, 'kms', 'key/mrk-tide')),
      ],
    },
  })
  return { ...spec, site, arn: clusterArn(site, spec.name), executionRoleArn }
}

/** Sets the counters that DescribeClusters answers from what was put into the clusters. */
export function countClusters(site: Site): void {
  const { clusters, services, tasks, containerInstances } = site.estate.ecs
  for (const cluster of clusters) {
    const inCluster = ({ clusterArn }: Pick<Cluster, 'clusterArn'>) => clusterArn === cluster.clusterArn
    const running = tasks.filter((task) => inCluster(task) && task.lastStatus === 'RUNNING')
    cluster.activeServicesCount = services.filter((service) => inCluster(service) && service.status === 'ACTIVE').length
    cluster.runningTasksCount = running.length
    cluster.pendingTasksCount = 0
    cluster.registeredContainerInstancesCount = containerInstances.filter(inCluster).length
  }
}
