import type { Look } from '../look.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { definitionOf } from './definitions.ts'
import type { Launch } from './launch.ts'
import { type UsageSection, type Use, usesByRevision } from './usage.ts'

/** A revision in use, with what uses it in one cluster on one launch. */
export interface HostedWork {
  definition: TaskDefinition
  networkMode: string
  uses: readonly Use[]
}

/** The network mode a task gets: absent means bridge on EC2 and EXTERNAL, awsvpc on FARGATE and MANAGED_INSTANCES. */
function networkModeOn(launch: Launch, definition: TaskDefinition): string {
  return definition.networkMode ?? (launch === 'EC2' || launch === 'EXTERNAL' ? 'bridge' : 'awsvpc')
}

/** What runs, or may be started, on a cluster's capacity of one launch, as far as it was read. */
export function workOn(look: Look<UsageSection>, launch: Launch, clusterArn: string): readonly HostedWork[] {
  return look.once(workByPlace).get(`${launch}|${clusterArn}`) ?? []
}

/** Ends in MissingEvidence when some clusters may have work that was not read: for conclusions from its absence. */
export function demandAllWork(look: Look<UsageSection>, clusters: ReadonlySet<string>): void {
  for (const section of ['capacityProviders', 'taskSchedules'] as const) look.all(section)
  for (const cluster of clusters) {
    look.get('clusters', cluster)
    for (const section of ['services', 'tasks'] as const) look.all(section, cluster)
  }
  for (const [arn, uses] of look.once(usesByRevision))
    if (uses.some(({ clusterArn }) => clusters.has(clusterArn))) definitionOf(look, arn)
}

function workByPlace(look: Look<UsageSection>): ReadonlyMap<string, readonly HostedWork[]> {
  const definitions = new Map(look.seen('taskDefinitions').map((one) => [one.taskDefinitionArn, one]))
  const found = new Map<string, HostedWork[]>()
  for (const [arn, uses] of look.once(usesByRevision)) {
    const definition = definitions.get(arn)
    if (!definition) continue
    for (const [place, here] of Map.groupBy(uses, (use) => `${use.launch}|${use.clusterArn}`)) {
      const launch = here[0]?.launch
      if (!launch) continue
      const work = { definition, networkMode: networkModeOn(launch, definition), uses: here }
      found.set(place, [...(found.get(place) ?? []), work])
    }
  }
  return found
}
