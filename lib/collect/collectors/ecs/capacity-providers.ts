import type * as ecs from '@aws-sdk/client-ecs'
import type { CapacityProvider } from '#lib/inventory/types/ecs.ts'
import { defineCollector, forEachOf, provablyEmpty } from '../../collector.ts'
import type { Listing } from '../../pages.ts'
import { ecsTags, need, pick } from '../../shape.ts'

/** Those of Managed Instances belong to a cluster and are only listed when the cluster is named. */
export const capacityProviders = defineCollector({
  name: 'ecs-capacity-providers',
  fills: ['capacityProviders'],
  needs: ['clusters'],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'clusters')) return
    const lost = { section: 'capacityProviders' } as const
    const shared = await out.list(lost, listing())
    out.add('capacityProviders', 'ecs:DescribeCapacityProviders', shared, toCapacityProvider)

    const known = new Set(shared.flatMap(({ name, capacityProviderArn }) => [name, capacityProviderArn]))
    const holders = look.seen('clusters').filter((one) => one.capacityProviders.some((name) => !known.has(name)))
    await forEachOf(holders, async ({ clusterArn }) => {
      const own = await out.list(lost, listing(clusterArn))
      const missed = own.filter(({ name }) => !known.has(name))
      out.add('capacityProviders', 'ecs:DescribeCapacityProviders', missed, toCapacityProvider)
    })
  },
})

function listing(cluster?: string): Listing<'ecs:DescribeCapacityProviders', ecs.CapacityProvider> {
  return {
    action: 'ecs:DescribeCapacityProviders',
    input: (nextToken) => ({ cluster, include: ['TAGS'], maxResults: 10, nextToken }),
    items: ({ capacityProviders }) => capacityProviders,
    next: ({ nextToken }) => nextToken,
  }
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
