import type * as sdk from '@aws-sdk/client-ecs'
import type { Call } from '../../call.ts'
import { digits } from '../../world.ts'
import { imageDigest } from '../ecr/find-image.ts'
import { nameInArn } from './shared.ts'
import { taskDefinitionOf } from './task-definitions.ts'
import { attach, detach } from './task-network.ts'
import { isStopped } from './tasks.ts'

interface Rollout {
  deploymentId: string
  /** Whether tasks that run already are replaced, or kept as far as they are wanted. */
  replace: boolean
  /** Makes the ids of new tasks differ from those of earlier rollouts. */
  serial: number
}

/** Stops and starts tasks until the service runs what it wants. @returns how many run now */
export function runTasks(call: Call, service: sdk.Service, rollout: Rollout): number {
  const { ecs } = call.estate
  const running = [...ecs.tasks].filter((task) => isOf(service, task) && !isStopped(task))
  const wanted = service.schedulingStrategy === 'DAEMON' ? running.length : (service.desiredCount ?? 0)
  const kept = rollout.replace ? [] : running.slice(0, wanted)
  const stopped = running.filter((task) => !kept.includes(task))
  const missing = Array.from({ length: wanted - kept.length }, (_, index) => index)
  const started = missing.map((index) => start(call, service, rollout, index, running[index % running.length]))
  detach(call, stopped)
  ecs.tasks = [...[...ecs.tasks].map((task) => (stopped.includes(task) ? stop(call, task, rollout) : task)), ...started]
  return wanted
}

function isOf({ serviceName, clusterArn }: sdk.Service, task: sdk.Task): boolean {
  return task.clusterArn === clusterArn && task.group === `service:${serviceName}`
}

function stop(call: Call, task: sdk.Task, { deploymentId }: Rollout): sdk.Task {
  const now = call.world.now()
  return {
    ...task,
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Scaling activity initiated by (deployment ${deploymentId})`,
    stoppingAt: now,
    executionStoppedAt: now,
    stoppedAt: now,
    attachments: task.attachments?.map((attachment) => ({ ...attachment, status: 'DELETED' })),
    containers: task.containers?.map((container) => ({ ...container, lastStatus: 'STOPPED', exitCode: 0 })),
  }
}

/** A new task. Where it lands, an instance or a subnet, follows the task that it takes the place of. */
function start(
  call: Call,
  service: sdk.Service,
  rollout: Rollout,
  index: number,
  predecessor: sdk.Task | undefined,
): sdk.Task {
  const now = call.world.now()
  const { clusterArn = '', serviceName, serviceArn = '', capacityProviderStrategy, enableExecuteCommand } = service
  const definition = taskDefinitionOf(call, service.taskDefinition)
  const id = digits(32, serviceArn, rollout.serial, index)
  const taskArn = `${clusterArn.replace(':cluster/', ':task/')}/${id}`
  const provider = capacityProviderStrategy?.[0]?.capacityProvider
  const launchType =
    service.launchType ?? (provider?.startsWith('FARGATE') ? 'FARGATE' : (predecessor?.launchType ?? 'EC2'))
  const isFargate = launchType === 'FARGATE'
  const attachment = definition.networkMode === 'awsvpc' ? attach(call, service, { id, index, predecessor }) : undefined
  return {
    taskArn,
    taskDefinitionArn: definition.taskDefinitionArn,
    clusterArn,
    group: `service:${serviceName}`,
    startedBy: rollout.deploymentId,
    launchType,
    capacityProviderName: provider && nameInArn(provider),
    containerInstanceArn: isFargate ? undefined : predecessor?.containerInstanceArn,
    availabilityZone: attachment?.availabilityZone ?? predecessor?.availabilityZone,
    attachments: attachment ? [attachment.attachment] : [],
    attributes: predecessor?.attributes,
    containers: definition.containerDefinitions?.map((container) => startContainer(call, container, taskArn)),
    cpu: definition.cpu,
    memory: definition.memory,
    ephemeralStorage: definition.ephemeralStorage,
    platformVersion: isFargate ? platformVersion(service, definition) : undefined,
    platformFamily: isFargate ? predecessor?.platformFamily : undefined,
    enableExecuteCommand,
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    connectivity: 'CONNECTED',
    connectivityAt: now,
    healthStatus: definition.containerDefinitions?.some(({ healthCheck }) => healthCheck) ? 'HEALTHY' : 'UNKNOWN',
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    createdAt: now,
    pullStartedAt: now,
    pullStoppedAt: now,
    startedAt: now,
    tags:
      service.propagateTags === 'SERVICE'
        ? service.tags
        : service.propagateTags === 'TASK_DEFINITION'
          ? definition.tags
          : [],
    version: 1,
  }
}

function startContainer(call: Call, { name, image = '' }: sdk.ContainerDefinition, taskArn: string): sdk.Container {
  return {
    containerArn: `${taskArn.replace(':task/', ':container/')}/${digits(32, taskArn, name ?? '')}`,
    taskArn,
    name,
    image,
    imageDigest: imageDigest(call.account, image),
    runtimeId: digits(32, taskArn, name ?? '', 'runtime'),
    lastStatus: 'RUNNING',
    healthStatus: 'UNKNOWN',
  }
}

/** What LATEST stands for: 1.4.0 on Linux, 1.0.0 on Windows. */
function platformVersion({ platformVersion = 'LATEST' }: sdk.Service, { runtimePlatform }: sdk.TaskDefinition): string {
  if (platformVersion !== 'LATEST') return platformVersion
  return runtimePlatform?.operatingSystemFamily?.startsWith('WINDOWS') ? '1.0.0' : '1.4.0'
}
