import type { Look } from '../look.ts'
import type { ContainerDefinition } from '../types/ecs.ts'
import type { LogGroup } from '../types/operations.ts'

/** CloudWatch log group a container writes to: through awslogs, or through a FireLens CloudWatch output. */
export function logGroupNameOf(container: ContainerDefinition): string | undefined {
  const log = container.logConfiguration
  if (log?.logDriver === 'awslogs') return log.options['awslogs-group']
  if (log?.logDriver === 'awsfirelens' && log.options.Name?.startsWith('cloudwatch')) return log.options.log_group_name
  return undefined
}

/** Log groups by name; throws MissingEvidence when some could not be listed. */
export function logGroupsByName(look: Look<'logGroups'>): ReadonlyMap<string, LogGroup> {
  return new Map(look.all('logGroups').map((group) => [group.logGroupName, group]))
}
