import type { Container, Task, TaskOverride, TaskStopCode } from '@aws-sdk/client-ecs'
import type { TaskDefinitionEstate } from '../../estate.ts'
import type { ClusterSite } from './clusters.ts'
import { hostOf } from './container-instances.ts'
import { imageDigest } from './image-digest.ts'
import { addInterface } from './interfaces.ts'
import { addLogStream } from './logs.ts'
import { arn, hex, pick, present, required, type Site, uuid } from './site.ts'

export type Launch = 'FARGATE' | 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES'

export interface TaskSpec {
  /** Unique in the cluster. */
  name: string
  definition: TaskDefinitionEstate
  group: string
  startedBy?: string
  launch: Launch
  provider?: string
  /** FARGATE: 1.4.0. */
  platformVersion?: string
  /** awsvpc only. */
  network?: { subnetId: string; groupIds: string[]; publicIp: boolean }
  /** Position in its service: which host it runs on. */
  index: number
  startedAt: Date
  overrides?: TaskOverride
  stopped?: { reason: string; code: TaskStopCode; exitCode: number; at: Date }
  /** Minutes since its containers last logged. */
  quietMinutes?: number
}

/** A task with its interface and the log streams of its containers. Returns the private address, if it has one of its own. */
export function addTask(cluster: ClusterSite, spec: TaskSpec): { task: Task; address?: string } {
  const { site } = cluster
  const id = hex(site, 32, 'task', cluster.name, spec.name)
  const taskArn = arn(site, 'ecs', `task/${cluster.name}/${id}`)
  const attachmentId = uuid(site, 'attachment', cluster.name, spec.name)
  const eni =
    spec.network && !spec.stopped
      ? addInterface(site, {
          name: `task-${cluster.name}-${spec.name}`,
          ...spec.network,
          description: arn(site, 'ecs', `attachment/${attachmentId}`),
        })
      : undefined
  const host = spec.launch === 'FARGATE' ? undefined : hostOf(cluster, spec.index)
  const address = eni?.PrivateIpAddress
  const task: Task = present({
    taskArn,
    clusterArn: cluster.arn,
    taskDefinitionArn: spec.definition.taskDefinitionArn,
    group: spec.group,
    startedBy: spec.startedBy,
    launchType: spec.launch,
    capacityProviderName: spec.provider,
    containerInstanceArn: host?.containerInstanceArn,
    availabilityZone: eni?.AvailabilityZone ?? zoneOf(host?.attributes),
    platformVersion: spec.launch === 'FARGATE' ? (spec.platformVersion ?? '1.4.0') : undefined,
    platformFamily: spec.launch === 'FARGATE' ? platformFamily(spec.definition) : undefined,
    attachments: eni ? [attachment(attachmentId, eni)] : [],
    attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
    connectivity: 'CONNECTED',
    connectivityAt: spec.startedAt,
    containers: containers(site, spec, taskArn, attachmentId, address),
    cpu: spec.definition.cpu,
    memory: spec.definition.memory,
    createdAt: new Date(spec.startedAt.getTime() - 45_000),
    startedAt: spec.startedAt,
    enableExecuteCommand: false,
    healthStatus: 'HEALTHY',
    desiredStatus: spec.stopped ? 'STOPPED' : 'RUNNING',
    lastStatus: spec.stopped ? 'STOPPED' : 'RUNNING',
    overrides: spec.overrides ?? { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    stopCode: spec.stopped?.code,
    stoppedReason: spec.stopped?.reason,
    stoppedAt: spec.stopped?.at,
    tags: [],
    version: 3,
  })
  site.estate.ecs.tasks.push(task)
  if (host && !spec.stopped) host.runningTasksCount = (host.runningTasksCount ?? 0) + 1
  if (!spec.stopped) addStreams(site, spec, id)
  return address ? { task, address } : { task }
}

const zoneOf = (attributes: { name?: string; value?: string }[] | undefined) =>
  attributes?.find(({ name }) => name === 'ecs.availability-zone')?.value

const platformFamily = ({ runtimePlatform }: TaskDefinitionEstate) => {
  const family = runtimePlatform?.operatingSystemFamily ?? 'LINUX'
  return family === 'LINUX' ? 'Linux' : family.toLowerCase().replace(/(^|_)\w/g, (letter) => letter.toUpperCase())
}

function attachment(id: string, eni: ReturnType<typeof addInterface>) {
  const details = {
    subnetId: eni.SubnetId,
    networkInterfaceId: eni.NetworkInterfaceId,
    macAddress: eni.MacAddress,
    privateDnsName: eni.PrivateDnsName,
    privateIPv4Address: eni.PrivateIpAddress,
  }
  return {
    id,
    type: 'ElasticNetworkInterface',
    status: 'ATTACHED',
    details: Object.entries(details).map(([name, value]) => ({ name, value })),
  }
}

function containers(site: Site, spec: TaskSpec, taskArn: string, attachmentId: string, address?: string): Container[] {
  const definitions = spec.definition.containerDefinitions ?? []
  const finished = definitions.flatMap(({ dependsOn = [] }) =>
    dependsOn.flatMap(({ condition, containerName }) => (condition === 'SUCCESS' ? containerName : [])),
  )
  return definitions.map((definition): Container => {
    const { name = '', image = '' } = definition
    const stopped = spec.stopped !== undefined || finished.includes(name)
    const runtimeId = `${taskArn.slice(-32)}-${pick(site, 1_000_000_000, taskArn, name)}`
    return present({
      containerArn: `${taskArn.replace(':task/', ':container/')}/${uuid(site, taskArn, name)}`,
      taskArn,
      name,
      image,
      imageDigest: imageDigest(site, image, spec.index),
      runtimeId,
      lastStatus: stopped ? 'STOPPED' : 'RUNNING',
      exitCode: stopped ? (spec.stopped?.exitCode ?? 0) : undefined,
      networkInterfaces: address ? [{ attachmentId, privateIpv4Address: address }] : [],
      networkBindings: address ? [] : bindings(site, taskArn, definition.portMappings),
      healthStatus: definition.healthCheck && !stopped ? 'HEALTHY' : 'UNKNOWN',
      cpu: String(definition.cpu ?? 0),
      memory: definition.memory === undefined ? undefined : String(definition.memory),
    })
  })
}

/** In bridge mode a host port of 0 becomes one of the ephemeral range. */
function bindings(site: Site, taskArn: string, ports: { containerPort?: number; hostPort?: number }[] = []) {
  return ports.map(({ containerPort, hostPort }) => ({
    bindIP: '0.0.0.0',
    containerPort,
    hostPort: hostPort || 32_768 + pick(site, 20_000, taskArn, String(containerPort)),
    protocol: 'tcp' as const,
  }))
}

function addStreams(site: Site, spec: TaskSpec, taskId: string): void {
  for (const { name, logConfiguration } of spec.definition.containerDefinitions ?? []) {
    const group = logConfiguration?.options?.['awslogs-group']
    const prefix = logConfiguration?.options?.['awslogs-stream-prefix']
    if (logConfiguration?.logDriver !== 'awslogs' || !group) continue
    const stream = prefix ? `${prefix}/${name}/${taskId}` : hex(site, 64, 'docker', taskId, name ?? '')
    addLogStream(site, group, stream, spec.startedAt, spec.quietMinutes ?? 1 + pick(site, 20, stream))
  }
}

/** The revision of a family that was registered before. */
export function revisionOf(site: Site, family: string, revision: number): TaskDefinitionEstate {
  const { revisions } = required(
    site.estate.ecs.taskDefinitions,
    (known) => known.family === family,
    `family ${family}`,
  )
  const found = revisions.at(revision - 1)
  if (!found) throw new Error(`The estate has no revision ${family}:${revision}.`)
  return found
}
