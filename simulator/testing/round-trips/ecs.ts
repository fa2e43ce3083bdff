import {
  clusterArn,
  containerInstanceArn,
  otherClusterArn,
  serviceArn,
  tags,
  taskArn,
  taskDefinitionArn,
} from '../ecs.ts'
import { estate, type RoundTrips } from './round-trip.ts'

const { ecs } = estate
const cluster = 'main'
const { tags: _, ...taskDefinition } = ecs.taskDefinitions.at(1)?.revisions.at(11) ?? {}
const [deployment] = ecs.serviceDeployments
const [revision] = ecs.serviceRevisions
const [daemon] = ecs.daemons
const [daemonRevision] = ecs.daemonRevisions
const [daemonTaskDefinition] = ecs.daemonTaskDefinitions
const container = { name: 'app', image: 'example', memory: 128 }

export const ecsRoundTrips: RoundTrips = {
  'ecs:ListClusters': {
    ask: ({ ecs }) => ecs.listClusters({}),
    holds: { clusterArns: [clusterArn, otherClusterArn] },
  },
  'ecs:DescribeClusters': {
    ask: ({ ecs }) =>
      ecs.describeClusters({
        clusters: [cluster],
        include: ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS'],
      }),
    holds: { clusters: [ecs.clusters.at(0)], failures: [] },
  },
  'ecs:ListServices': {
    ask: ({ ecs }) => ecs.listServices({ cluster, maxResults: 1 }),
    holds: { serviceArns: [serviceArn('api')] },
  },
  'ecs:DescribeServices': {
    ask: ({ ecs }) => ecs.describeServices({ cluster, services: ['api'], include: ['TAGS'] }),
    holds: { services: [ecs.services.at(0)], failures: [] },
  },
  'ecs:DescribeTaskSets': {
    ask: ({ ecs }) => ecs.describeTaskSets({ cluster, service: 'blue-green', include: ['TAGS'] }),
    holds: { taskSets: ecs.services.at(1)?.taskSets },
  },
  'ecs:ListTasks': {
    ask: ({ ecs }) => ecs.listTasks({ cluster }),
    holds: { taskArns: [taskArn('a1'), taskArn('a2')] },
  },
  'ecs:DescribeTasks': {
    ask: ({ ecs }) => ecs.describeTasks({ cluster, tasks: ['a1', taskArn('a3')], include: ['TAGS'] }),
    holds: { tasks: [ecs.tasks.at(0), ecs.tasks.at(2)] },
  },
  'ecs:ListContainerInstances': {
    ask: ({ ecs }) => ecs.listContainerInstances({ cluster }),
    holds: { containerInstanceArns: [containerInstanceArn] },
  },
  'ecs:DescribeContainerInstances': {
    ask: ({ ecs }) =>
      ecs.describeContainerInstances({
        cluster,
        containerInstances: [containerInstanceArn],
        include: ['TAGS', 'CONTAINER_INSTANCE_HEALTH'],
      }),
    holds: {
      containerInstances: [{ containerInstanceArn, status: 'ACTIVE', healthStatus: { overallStatus: 'OK' }, tags }],
    },
  },
  'ecs:DescribeCapacityProviders': {
    ask: ({ ecs }) => ecs.describeCapacityProviders({ capacityProviders: ['pool-3'], include: ['TAGS'] }),
    holds: { capacityProviders: [ecs.capacityProviders[3]] },
  },
  'ecs:ListAccountSettings': {
    ask: ({ ecs }) => ecs.listAccountSettings({ effectiveSettings: true }),
    holds: { settings: ecs.accountSettings },
  },
  'ecs:ListTagsForResource': {
    ask: ({ ecs }) => ecs.listTagsForResource({ resourceArn: clusterArn }),
    holds: { tags },
  },
  'ecs:ListTaskDefinitions': {
    ask: ({ ecs }) => ecs.listTaskDefinitions({ familyPrefix: 'worker' }),
    holds: { taskDefinitionArns: [taskDefinitionArn('worker:2'), taskDefinitionArn('worker:3')] },
  },
  'ecs:ListTaskDefinitionFamilies': {
    ask: ({ ecs }) => ecs.listTaskDefinitionFamilies({ status: 'ACTIVE' }),
    holds: { families: ['api', 'worker'] },
  },
  'ecs:DescribeTaskDefinition': {
    ask: ({ ecs }) => ecs.describeTaskDefinition({ taskDefinition: 'api:12', include: ['TAGS'] }),
    holds: { taskDefinition, tags },
  },
  'ecs:ListServiceDeployments': {
    ask: ({ ecs }) => ecs.listServiceDeployments({ cluster, service: 'api' }),
    holds: { serviceDeployments: [{ serviceDeploymentArn: deployment?.serviceDeploymentArn, status: 'SUCCESSFUL' }] },
  },
  'ecs:DescribeServiceDeployments': {
    ask: ({ ecs }) =>
      ecs.describeServiceDeployments({ serviceDeploymentArns: [deployment?.serviceDeploymentArn ?? ''] }),
    holds: { serviceDeployments: [deployment] },
  },
  'ecs:DescribeServiceRevisions': {
    ask: ({ ecs }) => ecs.describeServiceRevisions({ serviceRevisionArns: [revision?.serviceRevisionArn ?? ''] }),
    holds: { serviceRevisions: [revision] },
  },
  'ecs:ListDaemons': {
    ask: ({ ecs }) => ecs.listDaemons({ clusterArn }),
    holds: { daemonSummariesList: [{ daemonArn: daemon?.daemonArn, status: 'ACTIVE' }] },
  },
  'ecs:DescribeDaemon': {
    ask: ({ ecs }) => ecs.describeDaemon({ daemonArn: daemon?.daemonArn }),
    holds: { daemon },
  },
  'ecs:DescribeDaemonRevisions': {
    ask: ({ ecs }) => ecs.describeDaemonRevisions({ daemonRevisionArns: [daemonRevision?.daemonRevisionArn ?? ''] }),
    holds: { daemonRevisions: [daemonRevision] },
  },
  'ecs:ListDaemonTaskDefinitions': {
    ask: ({ ecs }) => ecs.listDaemonTaskDefinitions({ familyPrefix: 'ag' }),
    holds: { daemonTaskDefinitions: [{ arn: daemonTaskDefinition?.daemonTaskDefinitionArn, status: 'ACTIVE' }] },
  },
  'ecs:DescribeDaemonTaskDefinition': {
    ask: ({ ecs }) => ecs.describeDaemonTaskDefinition({ daemonTaskDefinition: 'agent:1' }),
    holds: { daemonTaskDefinition },
  },
  'ecs:RegisterTaskDefinition': {
    ask: ({ ecs }) => ecs.registerTaskDefinition({ family: 'fresh', containerDefinitions: [container] }),
    holds: { taskDefinition: { family: 'fresh', revision: 1, status: 'ACTIVE' } },
  },
  'ecs:DeregisterTaskDefinition': {
    ask: ({ ecs }) => ecs.deregisterTaskDefinition({ taskDefinition: 'worker:3' }),
    holds: { taskDefinition: { family: 'worker', revision: 3, status: 'INACTIVE' } },
  },
  'ecs:UpdateService': {
    ask: ({ ecs }) => ecs.updateService({ cluster, service: 'worker-00', enableExecuteCommand: true }),
    holds: { service: { serviceName: 'worker-00', enableExecuteCommand: true } },
  },
}
