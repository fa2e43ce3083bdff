import type { Look } from '../look.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import { isDaemonDefinition } from './daemons.ts'

type Section = 'taskDefinitions' | 'daemonTaskDefinitions'

/** Task definitions that were read, those of daemons among them, by ARN. */
export function definitionsByArn(look: Look<Section>): ReadonlyMap<string, TaskDefinition> {
  const all = [...look.seen('taskDefinitions'), ...look.seen('daemonTaskDefinitions')]
  return new Map(all.map((definition) => [definition.taskDefinitionArn, definition]))
}

/** The task definition with that ARN, also of a daemon. Throws MissingEvidence when it may exist unread. */
export function definitionOf(look: Look<Section>, taskDefinitionArn: string): TaskDefinition | undefined {
  return look.get(
    isDaemonDefinition(taskDefinitionArn) ? 'daemonTaskDefinitions' : 'taskDefinitions',
    taskDefinitionArn,
  )
}
