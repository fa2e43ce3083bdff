import type { Cluster } from '@aws-sdk/client-ecs'
import { type EstateOptions, emptyRegion, type IamDraft } from '../../estate.ts'
import { type ClusterSite, clusterArn } from '../builders/clusters.ts'
import type { ContainerHost } from '../builders/container-instances.ts'
import { addAmi, addHostGroup } from '../builders/hosts.ts'
import { addVpc } from '../builders/network.ts'
import { addKey, addSecret, managedKey } from '../builders/secrets.ts'
import { addDefaultGroup, addSecurityGroup } from '../builders/security-groups.ts'
import { lowerTags, type Site } from '../builders/site.ts'
import { addRegionBasics } from '../sample/region.ts'
import { clusterNames, databaseOf, hostGroupNames, vpcNames } from './names.ts'
import { type Counts, clustersPerHostCluster, clustersPerVpc, countsOf, hostsPerCluster, type Size } from './size.ts'

/** One region of a sized estate: what is in it, and what of it is made beforehand because there is little of it. */
export interface SizedSite {
  size: Size
  changed: number
  counts: Counts
  /** Networks, hosts and settings. */
  site: Site
  clusters: ClusterSite[]
}

const zones = ['a', 'b', 'c'] as const
const tags = { environment: 'production', team: 'platform' }
const machineImage = 'al2023-ami-ecs-hvm-2023.0.20261008-kernel-6.12-x86_64'
export const instanceRole = 'ecs-instance'

export function createSite(
  place: { account: string; region: string; iam: IamDraft },
  { size, changed }: { size: Size; changed: number },
  { now, seed }: EstateOptions,
): SizedSite {
  const site: Site = { ...place, now, seed, estate: emptyRegion() }
  addRegionBasics(site, { scanning: 'BASIC', onPush: ['*'] })
  const counts = countsOf(size, changed)
  for (let vpc = 0; vpc < counts.vpcs; vpc += 1) addNetwork(site, vpc)
  addAmi(site, { name: machineImage, owner: 'amazon', imdsSupport: 'v2.0' })
  const clusters = Array.from({ length: counts.clusters }, (_, position) => clusterSite(site, position))
  for (const [position, cluster] of clusters.entries()) if (hasHosts(position)) addHosts(cluster, position, counts)
  addKey(site, managedKey(site, 'aws/ebs'))
  for (const { name } of clusters) addSecret(site, { arn: databaseOf(site, name), rotatedDaysAgo: 20 })
  return { size, changed, counts, site, clusters }
}

function addNetwork(site: Site, position: number): void {
  const name = vpcNames.of(position)
  addVpc(site, {
    name,
    prefix: `10.${position}`,
    tiers: [
      { name: 'public', route: 'internet' },
      { name: 'private', route: 'nat' },
    ],
    nat: 'zonal',
  })
  addDefaultGroup(site, name)
  addSecurityGroup(site, { name: `${name}-hosts`, vpc: name })
}

export function hasHosts(clusterPosition: number): boolean {
  return clusterPosition % clustersPerHostCluster === clustersPerHostCluster - 1
}

function clusterSite(site: Site, position: number): ClusterSite {
  const name = clusterNames.of(position)
  const vpc = vpcNames.of(Math.floor(position / clustersPerVpc))
  const capacityProviders = hasHosts(position) ? [hostGroupNames.of(position)] : ['FARGATE', 'FARGATE_SPOT']
  return {
    site,
    name,
    arn: clusterArn(site, name),
    vpc,
    tier: `${vpc}-private`,
    insights: 'enabled',
    capacityProviders,
    executionRoleArn: '',
    tags,
  }
}

/** The hosts take the cluster's tasks in turn. */
function addHosts(cluster: ClusterSite, position: number, { tasksPerCluster }: Counts): void {
  const { containerInstances } = cluster.site.estate.ecs
  const before = containerInstances.length
  addHostGroup(cluster, {
    name: hostGroupNames.of(position),
    zones: Array.from({ length: hostsPerCluster }, (_, host) => zones[host % zones.length] ?? 'a'),
    instanceType: 'm7i.4xlarge',
    image: machineImage,
    os: 'linux',
    securityGroup: `${cluster.vpc}-hosts`,
    role: instanceRole,
    metadata: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' },
    templateMetadata: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' },
    tags,
  })
  for (const [host, instance] of containerInstances.slice(before).entries()) {
    instance.runningTasksCount = Math.floor((tasksPerCluster - 1 - host) / hostsPerCluster) + 1
  }
}

/** The hosts of a cluster, beginning with the one that takes its task of this number. */
export function hostsFrom({ site, arn }: ClusterSite, task: number): ContainerHost[] {
  const hosts = site.estate.ecs.containerInstances.filter(({ clusterArn }) => clusterArn === arn)
  const first = hosts.length === 0 ? 0 : task % hosts.length
  return [...hosts.slice(first), ...hosts.slice(0, first)].map((host) => ({ ...host }))
}

/** The cluster as DescribeClusters answers it. */
export function clusterRecord({ counts }: SizedSite, cluster: ClusterSite, position: number): Cluster {
  const [provider] = cluster.capacityProviders ?? []
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    settings: [{ name: 'containerInsights', value: 'enabled' }],
    capacityProviders: cluster.capacityProviders ?? [],
    defaultCapacityProviderStrategy: provider ? [{ capacityProvider: provider, weight: 1, base: 0 }] : [],
    attachments: [],
    statistics: [],
    activeServicesCount: counts.servicesPerCluster,
    runningTasksCount: counts.tasksPerCluster,
    pendingTasksCount: 0,
    registeredContainerInstancesCount: hasHosts(position) ? hostsPerCluster : 0,
    tags: lowerTags(cluster.tags),
  }
}

/**
 * A site into which the builders of the other estates can put single things: it has this one's networks, and nothing that
 * is added to it stays.
 */
export function scratch(site: Site): Site {
  const empty = emptyRegion()
  const { ec2, ecr } = site.estate
  return {
    ...site,
    iam: { users: [], groups: [], roles: [], policies: site.iam.policies.map((policy) => ({ ...policy })) },
    estate: { ...empty, ec2: { ...empty.ec2, subnets: ec2.subnets }, ecr: { ...ecr, repositories: [] } },
  }
}
