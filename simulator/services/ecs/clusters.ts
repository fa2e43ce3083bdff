import type * as sdk from '@aws-sdk/client-ecs'
import { assertBatch, type Call, callerArn } from '../../call.ts'
import { findBy, findEach } from '../../lookup.ts'
import { page } from '../../page.ts'
import { arnOf, clusterOf, failures, findCluster, nameInArn, onlyIncluded } from './shared.ts'

const clusterArn = ({ clusterArn }: sdk.Cluster) => clusterArn
const serviceArn = ({ serviceArn }: sdk.Service) => serviceArn
const taskArn = ({ taskArn }: sdk.Task) => taskArn
const containerInstanceArn = ({ containerInstanceArn }: sdk.ContainerInstance) => containerInstanceArn

export const clusterOperations = {
  ListClusters({ nextToken, maxResults }: sdk.ListClustersRequest, call: Call): sdk.ListClustersResponse {
    const { items, next } = page(call, call.estate.ecs.clusters, { token: nextToken, size: maxResults, max: 100 })
    return { clusterArns: items.flatMap(({ clusterArn }) => clusterArn ?? []), nextToken: next }
  },

  DescribeClusters(
    { clusters = ['default'], include }: sdk.DescribeClustersRequest,
    call: Call,
  ): sdk.DescribeClustersResponse {
    assertBatch(call, clusters, 100, 'clusters')
    const { found, missing } = findEach(call, clusters, (reference) => findCluster(call, reference))
    const shown = found.map((cluster) =>
      onlyIncluded(cluster, include, {
        TAGS: ['tags'],
        SETTINGS: ['settings'],
        CONFIGURATIONS: ['configuration'],
        ATTACHMENTS: ['attachments', 'attachmentsStatus'],
        STATISTICS: ['statistics'],
      }),
    )
    return { clusters: shown, failures: failures(missing.map((name) => arnOf(call, 'cluster', name))) }
  },

  /** Ten a page, however many names are asked for. */
  DescribeCapacityProviders(
    input: sdk.DescribeCapacityProvidersRequest,
    call: Call,
  ): sdk.DescribeCapacityProvidersResponse {
    const { capacityProviders: names, cluster, include, nextToken, maxResults } = input
    assertBatch(call, names, 100, 'capacityProviders')
    const all = capacityProviders(call)
    const { found, missing } = names
      ? findEach(call, names, (name) => all.find((provider) => provider.name === nameInArn(name)))
      : { found: all, missing: [] }
    const inCluster = cluster === undefined ? undefined : clusterOf(call, cluster).capacityProviders
    const { items, next } = page(call, found, {
      token: nextToken,
      size: maxResults,
      max: 10,
      where: ({ name }) => inCluster === undefined || (name !== undefined && inCluster.includes(name)),
    })
    return {
      capacityProviders: items.map((provider) => onlyIncluded(provider, include, { TAGS: ['tags'] })),
      failures: failures(missing.map((name) => arnOf(call, 'capacity-provider', name))),
      nextToken: next,
    }
  },

  ListAccountSettings(input: sdk.ListAccountSettingsRequest, call: Call): sdk.ListAccountSettingsResponse {
    const { name, value, principalArn, effectiveSettings = false, nextToken, maxResults } = input
    const { items, next } = page(call, call.estate.ecs.accountSettings, {
      token: nextToken,
      size: maxResults,
      max: 10,
      where: (setting) =>
        (name === undefined || setting.name === name) &&
        (value === undefined || setting.value === value) &&
        (effectiveSettings || setting.principalArn === (principalArn ?? callerArn(call))),
    })
    return { settings: items, nextToken: next }
  },

  ListTagsForResource({ resourceArn }: sdk.ListTagsForResourceRequest, call: Call): sdk.ListTagsForResourceResponse {
    const { ecs } = call.estate
    const tagged =
      findBy(ecs.clusters, clusterArn, resourceArn) ??
      findBy(ecs.services, serviceArn, resourceArn) ??
      findBy(ecs.tasks, taskArn, resourceArn) ??
      findBy(ecs.containerInstances, containerInstanceArn, resourceArn)
    return { tags: tagged?.tags ?? [] }
  },
}

/** Fargate's two are there in every account, without being made. */
function capacityProviders(call: Call): sdk.CapacityProvider[] {
  const own = call.estate.ecs.capacityProviders
  const builtIn = (['FARGATE', 'FARGATE_SPOT'] as const)
    .filter((name) => !own.some((provider) => provider.name === name))
    .map((name) => ({
      capacityProviderArn: arnOf(call, 'capacity-provider', name),
      name,
      status: 'ACTIVE' as const,
      type: name,
      tags: [],
    }))
  return [...builtIn, ...own]
}
