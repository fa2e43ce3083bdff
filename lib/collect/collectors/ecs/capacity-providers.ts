import type * as ecs from '@aws-sdk/client-ecs'
import { shortName } from '#lib/inventory/derived/arn.ts'
import type { CapacityProvider } from '#lib/inventory/types/ecs.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import type { Gather } from '../../gather.ts'
import { chunks, ecsTags, need, pick, unique } from '../../shape.ts'

const action = 'ecs:DescribeCapacityProviders'

/** Providers that clusters are associated with. Those of Managed Instances are only found when their cluster is named too. */
export const capacityProviders = defineCollector({
  name: 'ecs-capacity-providers',
  fills: ['capacityProviders'],
  needs: ['clusters'],
  async collect(_context, look, out) {
    const clusters = look.seen('clusters')
    const found = await describeProviders(
      out,
      unique(clusters.flatMap((cluster) => cluster.capacityProviders.map(shortName))),
    )
    await forEachOf(clusters, async (cluster) => {
      const missing = cluster.capacityProviders.map(shortName).filter((name) => !found.has(name))
      await describeProviders(out, missing, cluster.clusterArn)
    })
  },
})

/** @returns the names that were found */
async function describeProviders(
  out: Gather<'capacityProviders'>,
  names: readonly string[],
  cluster?: string,
): Promise<Set<string>> {
  const found = new Set<string>()
  await forEachOf(chunks(names, 100), async (batch) => {
    const providers = await out.list(
      { section: 'capacityProviders' },
      {
        action,
        input: (nextToken) => ({
          capacityProviders: batch,
          cluster,
          include: ['TAGS' as const],
          maxResults: 10,
          nextToken,
        }),
        items: (answer) => answer.capacityProviders,
        next: ({ nextToken }) => nextToken,
      },
    )
    out.add('capacityProviders', action, providers, toCapacityProvider)
    for (const { name } of providers) if (name) found.add(name)
  })
  return found
}

function toCapacityProvider(provider: ecs.CapacityProvider): CapacityProvider {
  const { autoScalingGroupProvider: group, managedInstancesProvider: managed } = provider
  const template = managed?.instanceLaunchTemplate
  return {
    capacityProviderArn: need(provider.capacityProviderArn, 'capacityProviderArn'),
    name: need(provider.name, 'name'),
    status: need(provider.status, 'status'),
    ...pick(provider, 'type', 'cluster'),
    autoScalingGroupProvider: group && {
      autoScalingGroupArn: need(group.autoScalingGroupArn, 'autoScalingGroupArn'),
      ...pick(group, 'managedTerminationProtection', 'managedDraining'),
      managedScaling:
        group.managedScaling && pick(group.managedScaling, 'status', 'targetCapacity', 'instanceWarmupPeriod'),
    },
    managedInstancesProvider: managed && {
      ...pick(managed, 'infrastructureRoleArn', 'propagateTags'),
      instanceLaunchTemplate: template && {
        ...pick(template, 'ec2InstanceProfileArn', 'monitoring'),
        networkConfiguration: template.networkConfiguration && {
          subnets: template.networkConfiguration.subnets ?? [],
          securityGroups: template.networkConfiguration.securityGroups ?? [],
        },
      },
    },
    tags: ecsTags(provider.tags),
  }
}
