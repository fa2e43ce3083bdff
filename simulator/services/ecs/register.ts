import type * as sdk from '@aws-sdk/client-ecs'
import { type Call, callerArn } from '../../call.ts'
import type { TaskDefinitionEstate, TaskDefinitionFamily } from '../../estate.ts'
import { AwsError } from '../../wire/protocol.ts'
import { arnOf } from './shared.ts'
import { familyOf, taskDefinitionOf } from './task-definitions.ts'

export const registerOperations = {
  RegisterTaskDefinition(input: sdk.RegisterTaskDefinitionRequest, call: Call): sdk.RegisterTaskDefinitionResponse {
    const { tags = [], ...given } = input
    const family = given.family ?? ''
    assertRegistrable(family, given)
    const revisions = [...(familyOf(call, family)?.revisions ?? [])]
    const revision = (revisions.at(-1)?.revision ?? 0) + 1
    const taskDefinition: sdk.TaskDefinition = {
      ...given,
      taskDefinitionArn: arnOf(call, 'task-definition', `${family}:${revision}`),
      containerDefinitions: given.containerDefinitions?.map((container) => withDefaults(container, given.networkMode)),
      family,
      revision,
      volumes: given.volumes ?? [],
      status: 'ACTIVE',
      placementConstraints: given.placementConstraints ?? [],
      compatibilities: compatibilities(given),
      registeredAt: call.world.now(),
      registeredBy: callerArn(call),
    }
    replaceFamily(call, { family, revisions: [...revisions, { ...taskDefinition, tags }] })
    return { taskDefinition, tags }
  },

  /** The revision stays, INACTIVE, and what runs it goes on running. */
  DeregisterTaskDefinition(
    input: sdk.DeregisterTaskDefinitionRequest,
    call: Call,
  ): sdk.DeregisterTaskDefinitionResponse {
    if (!/:\d+$/.test(input.taskDefinition ?? ''))
      throw refused('A revision is needed to deregister a task definition.')
    const { tags, ...active } = taskDefinitionOf(call, input.taskDefinition)
    if (active.status !== 'ACTIVE')
      throw refused('The specified task definition is inactive. Only an ACTIVE one can be deregistered.')
    const taskDefinition: sdk.TaskDefinition = { ...active, status: 'INACTIVE', deregisteredAt: call.world.now() }
    const family = active.family ?? ''
    const revisions = [...(familyOf(call, family)?.revisions ?? [])].map(
      (revision): TaskDefinitionEstate =>
        revision.revision === active.revision ? { ...taskDefinition, tags } : revision,
    )
    replaceFamily(call, { family, revisions })
    return { taskDefinition }
  },
}

function replaceFamily({ estate }: Call, family: TaskDefinitionFamily): void {
  const others = [...estate.ecs.taskDefinitions].filter((other) => other.family !== family.family)
  estate.ecs.taskDefinitions = [...others, family].sort((a, b) => (a.family < b.family ? -1 : 1))
}

/** The refusals of RegisterTaskDefinition that a fixed revision could run into. */
function assertRegistrable(family: string, definition: sdk.RegisterTaskDefinitionRequest): void {
  const { containerDefinitions: containers = [], requiresCompatibilities = [], networkMode, cpu, memory } = definition
  if (!/^[\w-]{1,255}$/.test(family))
    throw refused('The family can have letters, digits, hyphens and underscores, 255 at most.')
  if (containers.length === 0) throw refused('Container definitions cannot be empty.')
  if (containers.every(({ essential }) => essential === false))
    throw refused('At least one container must be essential.')
  if (new Set(containers.map(({ name }) => name)).size < containers.length)
    throw refused('Container names must be unique.')
  for (const { name, image, memory: own, memoryReservation } of containers) {
    if (!name) throw refused('Every container needs a name.')
    if (!image) throw refused(`Container ${name} needs an image.`)
    if (own === undefined && memoryReservation === undefined && memory === undefined) {
      throw refused(
        `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
      )
    }
  }
  if (!requiresCompatibilities.includes('FARGATE')) return
  if (networkMode !== 'awsvpc') throw refused('Fargate only supports network mode ‘awsvpc’.')
  if (!cpu || !memory) throw refused('Fargate requires task definition to have cpu and memory.')
  if (containers.some(({ privileged }) => privileged)) throw refused('Fargate requires that ‘privileged’ is not set.')
}

function refused(message: string): AwsError {
  return new AwsError('ClientException', message)
}

/** What ECS fills in when it stores a definition. */
function withDefaults(container: sdk.ContainerDefinition, networkMode: string | undefined): sdk.ContainerDefinition {
  return {
    ...container,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    environment: container.environment ?? [],
    mountPoints: container.mountPoints ?? [],
    volumesFrom: container.volumesFrom ?? [],
    systemControls: container.systemControls ?? [],
    portMappings: (container.portMappings ?? []).map((port) => ({
      ...port,
      protocol: port.protocol ?? 'tcp',
      hostPort: port.hostPort ?? (networkMode === 'awsvpc' ? port.containerPort : 0),
    })),
  }
}

/** FARGATE is among them when the definition has what Fargate demands, even if it was not asked for. */
function compatibilities({
  networkMode,
  cpu,
  memory,
  requiresCompatibilities,
}: sdk.RegisterTaskDefinitionRequest): sdk.Compatibility[] {
  const fargate = networkMode === 'awsvpc' && cpu !== undefined && memory !== undefined
  return [
    ...new Set<sdk.Compatibility>([
      ...(requiresCompatibilities ?? []),
      'EC2',
      ...(fargate ? ['FARGATE' as const] : []),
    ]),
  ]
}
