import { familyArn, shortName } from '../derived/arn.ts'
import { daemonReads, isDaemonDefinition } from '../derived/daemons.ts'
import { definitionsByArn } from '../derived/definitions.ts'
import type { Launch } from '../derived/launch.ts'
import { operatingSystem } from '../derived/os.ts'
import {
  isDormant,
  latentLaunches,
  taskUsageReads,
  type UsageSection,
  type Use,
  usesByRevision,
} from '../derived/usage.ts'
import type { Gap } from '../inventory.ts'
import type { Look } from '../look.ts'
import type { ContainerDefinition, TaskDefinition } from '../types/task-definition.ts'
import { reading, type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** One revision on one kind of compute, with everything that uses it there; no uses when it is only registered. */
export interface RevisionInUse {
  definition: TaskDefinition
  launch: Launch
  os: 'linux' | 'windows'
  uses: readonly Use[]
}

/** One container of such a revision, with its position in containerDefinitions for evidence. */
export interface ContainerInUse extends RevisionInUse {
  container: ContainerDefinition
  index: number
  /** `containerDefinitions[0]`, for evidence paths. */
  path: string
}

const context = ['scalableTargets'] as const
type Section = UsageSection | (typeof context)[number]

/** Families, of daemons too: checks on a definition as a whole. */
export const family: SubjectKind<RevisionInUse, Section> = {
  type: 'task-definition',
  reads: taskUsageReads,
  apart: daemonReads,
  context,
  find: (look) => look.once(revisions),
  concerns: (gap, item) => concernsFamily(gap, item.id),
}

/** Containers: checks on each containerDefinitions[] item. */
export const container: SubjectKind<ContainerInUse, Section> = {
  type: 'container',
  reads: taskUsageReads,
  apart: daemonReads,
  context,
  find: (look) => look.once(containers),
  concerns: (gap, item) => concernsFamily(gap, item.id.replace(/#[^#]*$/, '')),
}

/** One unread revision says nothing about other families, and no daemon anything about what is none. */
function concernsFamily(gap: Gap, familyId: string): boolean {
  const ofDaemons = gap.section === 'daemons' || gap.section === 'daemonTaskDefinitions'
  if (ofDaemons && !isDaemonDefinition(familyId)) return false
  const namesRevision = gap.section === 'taskDefinitions' || gap.section === 'daemonTaskDefinitions'
  return !namesRevision || !gap.resource || familyArn(gap.resource) === familyId
}

function containers(look: Look<Section>): readonly SubjectItem<ContainerInUse>[] {
  return look.once(revisions).flatMap((item): SubjectItem<ContainerInUse>[] => {
    if (item.unread) return [item]
    return item.value.definition.containerDefinitions.map((definition, index) => ({
      ...item,
      id: `${item.id}#${definition.name}`,
      type: 'container',
      name: `${item.name} / ${definition.name}`,
      value: { ...item.value, container: definition, index, path: `containerDefinitions[${index}]` },
    }))
  })
}

function revisions(look: Look<Section>): readonly SubjectItem<RevisionInUse>[] {
  const uses = look.once(usesByRevision)
  const inUse = [...uses].flatMap(([arn, list]) => itemsOf(look, arn, list))
  return [...inUse, ...latent(look, new Set([...uses.keys()].map(familyArn)))]
}

/** The revision once per kind of compute it is used on. A revision that was not read stays, marked; one that vanished does not. */
function itemsOf(look: Look<Section>, arn: string, uses: readonly Use[]): SubjectItem<RevisionInUse>[] {
  const definition = look.once(definitionsByArn).get(arn)
  const shared = subjectOf(look, arn, uses)
  if (!definition) {
    const section = isDaemonDefinition(arn) ? 'daemonTaskDefinitions' : 'taskDefinitions'
    const unread = look.gaps(section).filter((gap) => !gap.resource || gap.resource === arn)
    return unread.length > 0 ? [{ ...shared, unread }] : []
  }
  return [...new Set(uses.map((use) => use.launch))].map((launch): SubjectItem<RevisionInUse> => {
    const here = uses.filter((use) => use.launch === launch)
    if (!launch) return { ...shared, unread: here.flatMap((use) => use.gaps ?? []) }
    return reading(shared, () => {
      const os = operatingSystem(look, definition, here)
      return { ...shared, value: { definition, launch, os, uses: here } }
    })
  })
}

/** Newest ACTIVE revision of families that nothing uses. Only told apart when everything that could use them was read. */
function latent(look: Look<Section>, used: ReadonlySet<string>): SubjectItem<RevisionInUse>[] {
  const incomplete = (['services', 'tasks', 'taskSchedules'] as const).some((section) => look.gaps(section).length > 0)
  if (incomplete) return []
  const newest = new Map<string, TaskDefinition>()
  for (const definition of look.seen('taskDefinitions')) {
    const key = familyArn(definition.taskDefinitionArn)
    if (used.has(key) || definition.status !== 'ACTIVE') continue
    if ((newest.get(key)?.revision ?? 0) < definition.revision) newest.set(key, definition)
  }
  return [...newest.values()].flatMap((definition) =>
    latentLaunches(definition).map((launch) => ({
      ...subjectOf(look, definition.taskDefinitionArn, []),
      value: { definition, launch, os: operatingSystem(look, definition, []), uses: [] },
    })),
  )
}

function subjectOf(look: Look<Section>, arn: string, uses: readonly Use[]) {
  const id = familyArn(arn)
  const services = uses.flatMap((use) => use.service ?? [])
  const name = shortName(id)
  return {
    id,
    type: 'task-definition',
    name,
    arn: id,
    part: shortName(arn),
    usage: strongestUsage(uses.map((use) => use.usage)),
    dormant: uses.length > 0 && uses.every((use) => use.service && use.usage === 'desired' && sleeps(look, use)),
    managed: name.startsWith('AWSBatch-'),
    services: [...new Set(services.map((service) => service.serviceArn))],
    clusters: [...new Set(uses.map((use) => use.clusterArn))],
  }
}

/** A service whose scalable target could not be read is not called dormant: that would soften its findings. */
function sleeps(look: Look<Section>, use: Use): boolean {
  return use.service !== undefined && look.gaps('scalableTargets').length === 0 && isDormant(look, use.service)
}
