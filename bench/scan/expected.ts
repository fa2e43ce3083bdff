import type { SectionName } from '#lib/inventory/sections.ts'
import { accountCounts, type Counts } from '#simulator/estates/sized/size.ts'

/** How many records a scan has to bring home from one region; sections that are not named hold nothing of an estate's size. */
function expectedRecords(counts: Counts): Partial<Record<SectionName, number>> {
  return {
    clusters: counts.clusters,
    services: counts.services,
    tasks: counts.tasks,
    // The newest of each family; what services run is among them.
    taskDefinitions: counts.families,
    families: counts.families,
    containerInstances: counts.hosts,
    capacityProviders: counts.capacityProviders,
    accountSettings: counts.accountSettings,
    serviceRevisions: counts.serviceRevisions,
    vpcs: counts.vpcs,
    subnets: counts.subnets,
    routeTables: counts.routeTables,
    securityGroups: counts.securityGroups,
    networkInterfaces: counts.networkInterfaces,
    instances: counts.hosts,
    autoScalingGroups: counts.hostClusters,
    loadBalancers: counts.loadBalancers,
    targetGroups: counts.targetGroups,
    targetGroupAttributes: counts.targetGroups,
    listeners: counts.listeners,
    // A default rule for each listener, and one for each target group.
    listenerRules: counts.listeners + counts.targetGroups,
    scalableTargets: counts.scalableTargets,
    scalingPolicies: counts.scalableTargets,
    repositories: counts.repositories,
    repositoryScanning: counts.repositories,
    ecrImages: counts.images,
    imageScanFindings: counts.images,
    logGroups: counts.logGroups,
    logStreams: counts.services,
  }
}

/** Records that are there and were not read. */
export function lostRecords(
  counts: Counts,
  regions: number,
  read: Readonly<Record<string, number>>,
): { section: string; lost: number }[] {
  const regional = Object.entries(expectedRecords(counts)).map(([section, expected]): [string, number] => [
    section,
    expected * regions,
  ])
  const global: [string, number][] = [
    ['roles', counts.roles * regions + accountCounts.roles],
    ['policies', accountCounts.policies],
  ]
  return [...regional, ...global].flatMap(([section, expected]) => {
    const lost = expected - (read[section] ?? 0)
    return lost > 0 ? [{ section, lost }] : []
  })
}
