import type { Deployment, DeploymentConfiguration, Service, TaskSet } from '@aws-sdk/client-ecs'
import type { ClusterSite } from './clusters.ts'
import { definitionArn } from './definitions.ts'
import {
  desiredTasks,
  hasTaskSets,
  type ServiceParts,
  type ServiceSpec,
  servedRevision,
  serviceArn,
} from './service-spec.ts'
import { arn, daysAgo, hex, hoursAgo, lowerTags, present, uuid } from './site.ts'

/** The service as DescribeServices answers it. */
export function serviceRecord(cluster: ClusterSite, spec: ServiceSpec, parts: ServiceParts): Service {
  const { site } = cluster
  const desiredCount = desiredTasks(cluster, spec)
  const shared = {
    serviceArn: serviceArn(site, cluster.name, spec.name),
    serviceName: spec.name,
    clusterArn: cluster.arn,
    status: spec.draining ? 'DRAINING' : 'ACTIVE',
    desiredCount,
    runningCount: desiredCount,
    pendingCount: 0,
    schedulingStrategy: spec.daemon ? ('DAEMON' as const) : ('REPLICA' as const),
    serviceRegistries: [],
    placementConstraints: [],
    placementStrategy: [],
    createdAt: daysAgo(site, 400),
    createdBy: `arn:aws:iam::${site.account}:role/deploy-pipeline`,
    enableECSManagedTags: true,
    enableExecuteCommand: false,
    propagateTags: 'SERVICE' as const,
    healthCheckGracePeriodSeconds: parts.loadBalancers.length > 0 ? 60 : undefined,
    availabilityZoneRebalancing: spec.launch === 'FARGATE' || !spec.launch ? ('ENABLED' as const) : undefined,
    events: [
      {
        id: uuid(site, 'event', cluster.name, spec.name),
        createdAt: hoursAgo(site, 5),
        message: `(service ${spec.name}) has reached a steady state.`,
      },
    ],
    tags: lowerTags({ ...cluster.tags, ...spec.tags }),
  }
  if (hasTaskSets(spec)) {
    return present<Service>({
      ...shared,
      deploymentController: { type: spec.controller },
      deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 },
      loadBalancers: [],
      deployments: [],
      taskSets: [taskSet(cluster, spec, parts)],
    })
  }
  return present<Service>({
    ...shared,
    ...placement(spec),
    ...(spec.controller && { deploymentController: { type: spec.controller } }),
    taskDefinition: definitionArn(site, spec.name, servedRevision(spec)),
    networkConfiguration: parts.network,
    loadBalancers: parts.loadBalancers,
    deploymentConfiguration: deploymentConfiguration(spec),
    deployments: deployments(cluster, spec, parts),
    taskSets: undefined,
  })
}

/** Where a service runs: a launch type or a strategy, never both; Fargate has a platform version. */
function placement(spec: ServiceSpec): Pick<Deployment, 'launchType' | 'capacityProviderStrategy' | 'platformVersion'> {
  const fargate = !spec.launch || spec.launch === 'FARGATE'
  return present({
    launchType: spec.provider ? undefined : (spec.launch ?? 'FARGATE'),
    capacityProviderStrategy: spec.provider ? [{ capacityProvider: spec.provider, weight: 1, base: 0 }] : undefined,
    platformVersion: fargate ? (spec.platformVersion ?? 'LATEST') : undefined,
    platformFamily: fargate ? platformFamily(spec) : undefined,
  })
}

const platformFamily = ({ task }: ServiceSpec) =>
  task?.runtimePlatform?.operatingSystemFamily?.startsWith('WINDOWS') ? 'WINDOWS_SERVER_2022_CORE' : 'Linux'

function deploymentConfiguration(spec: ServiceSpec): DeploymentConfiguration {
  return present({
    maximumPercent: spec.daemon ? 100 : 200,
    minimumHealthyPercent: spec.daemon ? 0 : 100,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { alarmNames: [], enable: false, rollback: false },
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
    ...spec.deployment,
  })
}

export const deploymentId = (cluster: ClusterSite, spec: ServiceSpec, revision: number) =>
  `ecs-svc/${BigInt(`0x${hex(cluster.site, 15, 'deployment', cluster.name, spec.name, String(revision))}`)}`

function deployments(cluster: ClusterSite, spec: ServiceSpec, parts: ServiceParts): Deployment[] {
  const { site } = cluster
  const total = desiredTasks(cluster, spec)
  const older = spec.rolling
  const deployment = (revision: number, status: string, desired: number, running: number): Deployment =>
    present({
      id: deploymentId(cluster, spec, revision),
      status,
      taskDefinition: definitionArn(site, spec.name, revision),
      desiredCount: desired,
      runningCount: running,
      pendingCount: 0,
      failedTasks: 0,
      createdAt: status === 'PRIMARY' && older ? hoursAgo(site, 0.3) : daysAgo(site, 3),
      updatedAt: status === 'PRIMARY' && older ? hoursAgo(site, 0.1) : daysAgo(site, 2.9),
      ...placement(spec),
      networkConfiguration: parts.network,
      rolloutState: status === 'PRIMARY' && older ? 'IN_PROGRESS' : 'COMPLETED',
      rolloutStateReason: `ECS deployment ${deploymentId(cluster, spec, revision)} ${older ? 'in progress' : 'completed'}.`,
    })
  const primary = deployment(servedRevision(spec), 'PRIMARY', total, total - (older?.tasks ?? 0))
  return older ? [primary, deployment(older.from, 'ACTIVE', older.tasks, older.tasks)] : [primary]
}

function taskSet(cluster: ClusterSite, spec: ServiceSpec, parts: ServiceParts): TaskSet {
  const { site } = cluster
  const id = deploymentId(cluster, spec, servedRevision(spec))
  return present({
    id,
    taskSetArn: arn(site, 'ecs', `task-set/${cluster.name}/${spec.name}/${id}`),
    serviceArn: serviceArn(site, cluster.name, spec.name),
    clusterArn: cluster.arn,
    startedBy: spec.controller === 'CODE_DEPLOY' ? 'CODE_DEPLOY' : 'release-controller',
    externalId:
      spec.controller === 'CODE_DEPLOY' ? `d-${hex(site, 9, 'codedeploy', spec.name).toUpperCase()}` : undefined,
    status: 'PRIMARY',
    taskDefinition: definitionArn(site, spec.name, servedRevision(spec)),
    computedDesiredCount: spec.desired,
    runningCount: spec.desired,
    pendingCount: 0,
    createdAt: daysAgo(site, 3),
    updatedAt: daysAgo(site, 2.9),
    ...placement(spec),
    networkConfiguration: parts.network,
    loadBalancers: parts.loadBalancers,
    serviceRegistries: [],
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: 'STEADY_STATE',
    stabilityStatusAt: daysAgo(site, 2.9),
    tags: [],
  })
}
