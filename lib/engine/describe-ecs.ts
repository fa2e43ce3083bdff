import { familyArn, shortName } from '#lib/inventory/derived/arn.ts'
import { parseImage } from '#lib/inventory/derived/images.ts'
import { configuredGroups, interfaceIdsOf } from '#lib/inventory/derived/interfaces.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { logGroupNameOf } from '#lib/inventory/derived/logs.ts'
import { findRole } from '#lib/inventory/derived/roles.ts'
import { isInternetFacing, targetGroupsOf } from '#lib/inventory/derived/traffic.ts'
import { activeServices, isRunning } from '#lib/inventory/derived/usage.ts'
import { type Look, MissingEvidence } from '#lib/inventory/look.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import type { Service, TaskDefinition } from '#lib/inventory/types/ecs.ts'
import { asJson, type Describe, lowerTags, type Undescribed } from './describe.ts'

type AnyLook = Look<SectionName>

/** Clusters, services and families of one region: what everything else hangs on. */
export const describeEcs: Describe = (look) => [...clusters(look), ...services(look), ...families(look)]

function clusters(look: AnyLook): Undescribed[] {
  return look
    .seen('clusters')
    .filter((one) => one.status === 'ACTIVE')
    .map((one) => ({
      key: one.clusterArn,
      type: 'ecs-cluster',
      name: one.clusterName,
      arn: one.clusterArn,
      tags: lowerTags(one.tags),
      exposed: false,
      relations: one.capacityProviders.flatMap((name) => {
        const group = look.seen('capacityProviders').find((provider) => provider.name === shortName(name))
        const arn = group?.autoScalingGroupProvider?.autoScalingGroupArn
        return arn ? [{ kind: 'scales', to: arn }] : []
      }),
      configuration: asJson(one),
    }))
}

function services(look: AnyLook): Undescribed[] {
  const clusterTags = new Map(look.seen('clusters').map((one) => [one.clusterArn, one.tags]))
  const publicTasks = publicServices(look)
  return activeServices(look).map((service) => {
    const { events: _, ...configuration } = service
    const network = primaryOf(service)?.network
    const revisions = [
      service.taskDefinition,
      ...service.deployments.map((one) => one.taskDefinition),
      ...service.taskSets.map((one) => one.taskDefinition),
    ].filter((arn) => arn !== undefined)
    return {
      key: service.serviceArn,
      type: 'ecs-service',
      name: service.serviceName,
      arn: service.serviceArn,
      tags: lowerTags(service.tags),
      inherited: lowerTags(clusterTags.get(service.clusterArn) ?? []),
      exposed:
        publicTasks.has(`${service.clusterArn}|${service.serviceName}`) ||
        (known(() => isInternetFacing(look, service)) ?? false),
      relations: relations({
        'in cluster': [service.clusterArn],
        runs: revisions.map(familyArn),
        'receives from': known(() => targetGroupsOf(look, service)) ?? [],
        'guarded by': known(() => configuredGroups(look, service)) ?? [],
        'placed in': network?.subnets ?? [],
      }),
      configuration: asJson(configuration),
    }
  })
}

/** Services with a running task that has a public address of its own, as `CLUSTER|NAME`. */
function publicServices(look: AnyLook): Set<string> {
  const open = new Set(
    look.seen('networkInterfaces').flatMap((one) => (one.Association?.PublicIp ? [one.NetworkInterfaceId] : [])),
  )
  const tasks = look.seen('tasks').filter((task) => isRunning(task) && interfaceIdsOf(task).some((id) => open.has(id)))
  return new Set(tasks.map((task) => `${task.clusterArn}|${task.group?.replace('service:', '')}`))
}

/** One resource per family: its newest described revision, with the numbers of all that were described. */
function families(look: AnyLook): Undescribed[] {
  const byFamily = Map.groupBy(look.seen('taskDefinitions'), (one) => familyArn(one.taskDefinitionArn))
  const used = usedRevisions(look)
  return [...byFamily].flatMap(([key, revisions]) => {
    const sorted = revisions.toSorted((a, b) => b.revision - a.revision)
    const inUse = sorted.filter((one) => used.has(one.taskDefinitionArn))
    const shown = inUse[0] ?? sorted[0]
    if (!shown) return []
    const images = shown.containerDefinitions.flatMap(({ name, image }) => [name, image ?? ''])
    return {
      key,
      type: 'task-definition',
      name: shown.family,
      arn: key,
      tags: lowerTags(shown.tags),
      exposed: false,
      relations: familyRelations(look, inUse.length > 0 ? inUse : [shown]),
      terms: [...new Set(images)].filter((word) => word !== ''),
      configuration: { revisionsInUse: inUse.map((one) => one.revision), definition: asJson(shown) },
    }
  })
}

function usedRevisions(look: AnyLook): Set<string> {
  const ofServices = activeServices(look).flatMap((service: Service) => [
    service.taskDefinition,
    ...service.deployments.map((one) => one.taskDefinition),
    ...service.taskSets.map((one) => one.taskDefinition),
  ])
  const ofTasks = look.seen('tasks').flatMap((task) => (isRunning(task) ? [task.taskDefinitionArn] : []))
  return new Set([...ofServices, ...ofTasks].filter((arn) => arn !== undefined))
}

function familyRelations(look: AnyLook, revisions: readonly TaskDefinition[]) {
  const containers = revisions.flatMap((one) => one.containerDefinitions)
  const roleArns = (references: readonly (string | undefined)[]) =>
    references.flatMap((reference) => (reference ? (known(() => findRole(look, reference)?.Arn) ?? []) : []))
  const repositories = containers.flatMap(({ image }) => {
    const { kind, account, region, repository } = parseImage(image ?? '')
    if (kind !== 'ecr') return []
    return [`arn:${look.partition}:ecr:${region}:${account}:repository/${repository}`]
  })
  const groups = new Map(look.seen('logGroups').map((one) => [one.logGroupName, one.arn]))
  return relations({
    'runs with role': roleArns(revisions.map((one) => one.taskRoleArn)),
    'is started with role': roleArns(revisions.map((one) => one.executionRoleArn)),
    pulls: repositories,
    'logs to': containers.flatMap((container) => groups.get(logGroupNameOf(container) ?? '') ?? []),
  })
}

/** Each target once per kind, in a fixed order. */
function relations(byKind: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(byKind).flatMap(([kind, keys]) => [...new Set(keys)].toSorted().map((to) => ({ kind, to })))
}

/** What a derived view says, or undefined where it cannot be read: a description shows what is known. */
function known<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MissingEvidence) return undefined
    throw error
  }
}
