import type { Daemon } from '#lib/inventory/types/daemons.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { capacityProvider, cluster, container, taskDefinition } from './ecs.ts'
import * as id from './ids.ts'

const providerArn = id.arn('ecs', 'capacity-provider/managed')

/** A daemon that runs on two managed instances. */
export function daemon(over: Partial<Daemon> = {}, revision: Partial<Daemon['currentRevisions'][number]> = {}): Daemon {
  return {
    daemonArn: id.arn('ecs', 'daemon/main/agent'),
    clusterArn: id.clusterArn,
    status: 'ACTIVE',
    currentRevisions: [
      {
        arn: id.arn('ecs', 'daemon-revision/main/agent/0a1b'),
        daemonTaskDefinitionArn: `${id.daemonFamilyId}:1`,
        capacityProviderArns: [providerArn],
        totalRunningCount: 2,
        enableExecuteCommand: false,
        containerImages: [{ containerName: 'agent', image: id.image, imageDigest: id.imageDigest }],
        ...revision,
      },
    ],
    ...over,
  }
}

/** Has none of the fields that daemons lack: network mode, port mappings, security options. */
export function daemonTaskDefinition(
  over: Partial<TaskDefinition> = {},
  agent: Partial<ContainerDefinition> = {},
): TaskDefinition {
  return taskDefinition({
    taskDefinitionArn: `${id.daemonFamilyId}:1`,
    family: 'agent',
    revision: 1,
    networkMode: undefined,
    requiresCompatibilities: ['MANAGED_INSTANCES'],
    compatibilities: [],
    runtimePlatform: undefined,
    containerDefinitions: [container({ name: 'agent', portMappings: [], ...agent })],
    ...over,
  })
}

/** The good estate with a daemon on managed instances beside its service. */
export function withDaemon(agent: Partial<ContainerDefinition> = {}, over: Partial<TaskDefinition> = {}) {
  return {
    clusters: [cluster({ capacityProviders: ['FARGATE', 'FARGATE_SPOT', 'managed'] })],
    capacityProviders: [
      capacityProvider({
        capacityProviderArn: providerArn,
        name: 'managed',
        type: 'MANAGED_INSTANCES',
        autoScalingGroupProvider: undefined,
        managedInstancesProvider: {},
      }),
    ],
    daemons: [daemon()],
    daemonTaskDefinitions: [daemonTaskDefinition(over, agent)],
  }
}
