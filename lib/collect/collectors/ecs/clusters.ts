import type * as ecs from '@aws-sdk/client-ecs'
import { shortName } from '#lib/inventory/derived/arn.ts'
import type { Cluster } from '#lib/inventory/types/ecs.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, ecsTags, need, pick } from '../../shape.ts'
import { addFailures } from './failures.ts'
import { toStrategy } from './shapes.ts'

export const clusters = defineCollector({
  name: 'ecs-clusters',
  fills: ['clusters'],
  needs: [],
  async collect({ call, scope }, _look, out) {
    const arns = await out.list(
      { section: 'clusters' },
      {
        action: 'ecs:ListClusters',
        input: (nextToken) => ({ maxResults: 100, nextToken }),
        items: ({ clusterArns }) => clusterArns,
        next: ({ nextToken }) => nextToken,
      },
    )
    const asked = arns.filter((arn) => isInScope(arn, scope.clusters))
    await forEachOf(chunks(asked, 100), async (batch) => {
      const answer = await out.read({ section: 'clusters' }, () =>
        call('ecs:DescribeClusters', {
          clusters: batch,
          include: ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS'],
        }),
      )
      out.add('clusters', 'ecs:DescribeClusters', answer?.clusters, toCluster)
      addFailures(out, { section: 'clusters' }, 'ecs:DescribeClusters', answer?.failures)
    })
  },
})

/** Whether a resource is one of those named, by name or ARN; everything is when none is named. */
export function isInScope(arn: string, named: readonly string[]): boolean {
  return named.length === 0 || named.includes(arn) || named.includes(shortName(arn))
}

/**
 * Whether a cluster may hold services or tasks: one of its counters says so. They are looked at together, because the
 * counters of services and tasks follow one another with a delay.
 */
export function isPopulated({ activeServicesCount, runningTasksCount, pendingTasksCount }: Cluster): boolean {
  return activeServicesCount + runningTasksCount + pendingTasksCount > 0
}

function toCluster(cluster: ecs.Cluster): Cluster {
  const { configuration, settings, serviceConnectDefaults } = cluster
  return {
    clusterArn: need(cluster.clusterArn, 'clusterArn'),
    clusterName: need(cluster.clusterName, 'clusterName'),
    status: need(cluster.status, 'status'),
    settings: (settings ?? []).map(({ name, value }) => ({ name: need(name, 'settings.name'), value: value ?? '' })),
    configuration: configuration && {
      executeCommandConfiguration: configuration.executeCommandConfiguration && {
        ...pick(configuration.executeCommandConfiguration, 'kmsKeyId', 'logging'),
        logConfiguration:
          configuration.executeCommandConfiguration.logConfiguration &&
          pick(
            configuration.executeCommandConfiguration.logConfiguration,
            'cloudWatchLogGroupName',
            'cloudWatchEncryptionEnabled',
            's3BucketName',
            's3EncryptionEnabled',
          ),
      },
      managedStorageConfiguration:
        configuration.managedStorageConfiguration &&
        pick(configuration.managedStorageConfiguration, 'kmsKeyId', 'fargateEphemeralStorageKmsKeyId'),
    },
    capacityProviders: cluster.capacityProviders ?? [],
    defaultCapacityProviderStrategy: toStrategy(cluster.defaultCapacityProviderStrategy) ?? [],
    serviceConnectDefaults: serviceConnectDefaults && pick(serviceConnectDefaults, 'namespace'),
    activeServicesCount: need(cluster.activeServicesCount, 'activeServicesCount'),
    runningTasksCount: need(cluster.runningTasksCount, 'runningTasksCount'),
    pendingTasksCount: need(cluster.pendingTasksCount, 'pendingTasksCount'),
    registeredContainerInstancesCount: need(
      cluster.registeredContainerInstancesCount,
      'registeredContainerInstancesCount',
    ),
    tags: ecsTags(cluster.tags),
  }
}
