import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs'
import type { Collection, RegionEstate, Tags } from '../../estate.ts'
import { concatCollections } from '../../lookup.ts'
import { logGroupName } from '../builders/families.ts'
import { addLogGroup } from '../builders/logs.ts'
import { addScaling } from '../builders/scaling.ts'
import { sslPolicies } from '../builders/ssl-policies.ts'
import { type BalancerParcel, balancerParcel } from './balancers.ts'
import { clusterOf, familyRecord, repositoryRecord } from './families.ts'
import { generated, generatedRecord, inGroups, rememberLast } from './generated.ts'
import { balancerNames, clusterNames, familyName, serviceNames } from './names.ts'
import { type ServiceParcel, serviceGroup, serviceParcel } from './services.ts'
import { clusterRecord, type SizedSite, scratch } from './site.ts'
import { servicesPerScalableTarget, servicesPerTargetGroup, tasksPerService } from './size.ts'

/** Parcels that are kept: as many as the calls under way are likely to ask for again. */
const kept = 128

/** The whole region. Services and what belongs to them are made when they are looked at. */
export function sizedRegion(sized: SizedSite): RegionEstate {
  const { counts, site } = sized
  const { estate } = site
  const ofService = rememberLast(kept, (position) => serviceParcel(sized, position))
  const ofBalancer = rememberLast(kept, (position) => balancerParcel(sized, position))
  return {
    ...estate,
    ecs: { ...estate.ecs, ...ecsLists(sized, ofService) },
    ec2: {
      ...estate.ec2,
      securityGroups: concatCollections([
        estate.ec2.securityGroups,
        generated(counts.loadBalancers, (position) => ofBalancer(position).securityGroup),
        generated(counts.services, (position) => serviceGroup(sized, position)),
      ]),
      networkInterfaces: concatCollections([
        estate.ec2.networkInterfaces,
        generated(
          counts.tasks,
          ofTask(ofService, ({ interfaces }) => interfaces),
        ),
      ]),
    },
    edge: {
      ...estate.edge,
      certificates: generated(counts.loadBalancers, (position) => ofBalancer(position).certificate),
    },
    elbv2: elbv2Lists(sized, ofBalancer, ofService),
    applicationAutoscaling: scalingLists(sized),
    ecr: {
      ...estate.ecr,
      repositories: generated(counts.repositories, (position) => repositoryRecord(sized, position)),
    },
    logs: {
      ...estate.logs,
      groups: logGroups(sized),
      streams: generatedRecord((group) => {
        const service = serviceNames.in(group)
        return service === undefined ? [] : ofService(service).streams
      }),
      tags: generatedRecord(() => commonTags),
    },
  }
}

const commonTags: Tags = { environment: 'production' }

type OfService = (position: number) => ServiceParcel
type OfBalancer = (position: number) => BalancerParcel

/** What each task has one of. */
function ofTask<T>(ofService: OfService, list: (parcel: ServiceParcel) => T[]): (task: number) => T {
  return (task) => must(list(ofService(Math.floor(task / tasksPerService)))[task % tasksPerService])
}

function ecsLists(sized: SizedSite, ofService: OfService): Partial<RegionEstate['ecs']> {
  const { counts, clusters } = sized
  const cluster = (arn: string) => clusterNames.in(arn) ?? Number.POSITIVE_INFINITY
  return {
    clusters: clusters.map((one, position) => clusterRecord(sized, one, position)),
    services: inGroups(counts.services, counts.servicesPerCluster, cluster, (position) => ofService(position).service),
    tasks: inGroups(
      counts.tasks,
      counts.tasksPerCluster,
      cluster,
      ofTask(ofService, ({ tasks }) => tasks),
    ),
    taskDefinitions: generated(counts.families, (position) => familyRecord(sized, position)),
    serviceRevisions: generated(counts.services, (position) => ofService(position).revision),
  }
}

function elbv2Lists({ counts }: SizedSite, ofBalancer: OfBalancer, ofService: OfService): RegionEstate['elbv2'] {
  const perBalancer = {
    listeners: counts.listeners / counts.loadBalancers,
    groups: counts.targetGroups / counts.loadBalancers,
  }
  const behind = (arn: string) => must(balancerNames.in(arn))
  const targetGroup = (arn: string) =>
    ofBalancer(Math.floor(must(serviceNames.in(arn)) / servicesPerTargetGroup / perBalancer.groups))
  return {
    loadBalancers: generated(counts.loadBalancers, (position) => ofBalancer(position).balancer),
    loadBalancerAttributes: generatedRecord((arn) => ofBalancer(behind(arn)).attributes),
    targetGroups: generated(counts.targetGroups, (position) =>
      must(ofBalancer(Math.floor(position / perBalancer.groups)).targetGroups[position % perBalancer.groups]),
    ),
    targetGroupAttributes: generatedRecord((arn) => targetGroup(arn).targetGroupAttributes[arn]),
    targetHealth: generatedRecord((arn) => ofService(must(serviceNames.in(arn))).targetHealth),
    listeners: inGroups(counts.listeners, perBalancer.listeners, behind, (position) =>
      must(ofBalancer(Math.floor(position / perBalancer.listeners)).listeners[position % perBalancer.listeners]),
    ),
    rules: generatedRecord((arn) => ofBalancer(behind(arn)).rules[arn]),
    sslPolicies,
    tags: generatedRecord(() => commonTags),
  }
}

function scalingLists(sized: SizedSite): RegionEstate['applicationAutoscaling'] {
  const { scalableTargets } = sized.counts
  const scaled = (position: number) => {
    const service = position * servicesPerScalableTarget
    const site = scratch(sized.site)
    addScaling(
      { ...clusterOf(sized, service), insights: 'disabled', site },
      serviceNames.of(service),
      tasksPerService,
      {
        min: tasksPerService,
        max: tasksPerService * 3,
      },
    )
    return site.estate.applicationAutoscaling
  }
  return {
    scalableTargets: generated(scalableTargets, (position) => must(scaled(position).scalableTargets[0])),
    scalingPolicies: generated(scalableTargets, (position) => must(scaled(position).scalingPolicies[0])),
    scheduledActions: [],
    scalingActivities: [],
  }
}

function logGroups(sized: SizedSite): Collection<LogGroup> {
  const { counts, clusters } = sized
  const group = (name: string) => {
    const site = scratch(sized.site)
    addLogGroup(site, { name })
    return must(site.estate.logs.groups[0])
  }
  return concatCollections([
    generated(counts.families, (position) => group(logGroupName(familyName(position, counts.services)))),
    generated(counts.clusters, (position) =>
      group(`/aws/ecs/containerinsights/${must(clusters[position]).name}/performance`),
    ),
  ])
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The estate names something that it does not have.')
  return value
}
