import type * as ecs from '@aws-sdk/client-ecs'
import type { ContainerInstance } from '#lib/inventory/types/ecs.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { chunks, ecsTags, iso, need, pick } from '../../shape.ts'
import { addFailures, gone } from './failures.ts'

export const containerInstances = defineCollector({
  name: 'ecs-container-instances',
  fills: ['containerInstances'],
  needs: ['clusters'],
  async collect({ call }, look, out) {
    const populated = look.seen('clusters').filter((cluster) => cluster.registeredContainerInstancesCount > 0)
    await forEachOf(populated, async ({ clusterArn }) => {
      const lost = { section: 'containerInstances', within: clusterArn, gone } as const
      const arns = await out.list(lost, {
        action: 'ecs:ListContainerInstances',
        input: (nextToken) => ({ cluster: clusterArn, maxResults: 100, nextToken }),
        items: ({ containerInstanceArns }) => containerInstanceArns,
        next: ({ nextToken }) => nextToken,
      })
      await forEachOf(chunks(arns, 100), async (batch) => {
        const answer = await out.read(lost, () =>
          call('ecs:DescribeContainerInstances', {
            cluster: clusterArn,
            containerInstances: batch,
            include: ['TAGS', 'CONTAINER_INSTANCE_HEALTH'],
          }),
        )
        out.add('containerInstances', 'ecs:DescribeContainerInstances', answer?.containerInstances, (one) =>
          toContainerInstance(one, clusterArn),
        )
        addFailures(out, lost, 'ecs:DescribeContainerInstances', answer?.failures)
      })
    })
  },
})

function toContainerInstance(instance: ecs.ContainerInstance, clusterArn: string): ContainerInstance {
  const { versionInfo, healthStatus } = instance
  return {
    containerInstanceArn: need(instance.containerInstanceArn, 'containerInstanceArn'),
    clusterArn,
    status: need(instance.status, 'status'),
    ...pick(
      instance,
      'ec2InstanceId',
      'capacityProviderName',
      'agentConnected',
      'agentUpdateStatus',
      'runningTasksCount',
    ),
    versionInfo: versionInfo && pick(versionInfo, 'agentVersion', 'dockerVersion'),
    healthStatus: healthStatus && pick(healthStatus, 'overallStatus'),
    attributes: (instance.attributes ?? []).map(({ name, value }) => ({ name: name ?? '', value })),
    registeredResources: (instance.registeredResources ?? []).map(toResource),
    remainingResources: (instance.remainingResources ?? []).map(toResource),
    registeredAt: iso(instance.registeredAt),
    tags: ecsTags(instance.tags),
  }
}

function toResource({ name, integerValue }: ecs.Resource) {
  return { name: name ?? '', integerValue }
}
