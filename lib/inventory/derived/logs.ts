import type { Look } from '../look.ts'
import type { LogGroup } from '../types/operations.ts'
import type { ContainerDefinition } from '../types/task-definition.ts'

/** CloudWatch log group a container writes to: through awslogs, or through a FireLens CloudWatch output. */
export function logGroupNameOf(container: ContainerDefinition): string | undefined {
  const log = container.logConfiguration
  if (log?.logDriver === 'awslogs') return log.options['awslogs-group']
  return firelensOutput(container)?.startsWith('cloudwatch') ? log?.options.log_group_name : undefined
}

/** The plugin that FireLens hands a container's output to, in lower case: Fluent Bit takes `Name` and `name`. */
export function firelensOutput({ logConfiguration: log }: ContainerDefinition): string | undefined {
  if (log?.logDriver !== 'awsfirelens') return undefined
  return Object.entries(log.options)
    .find(([key]) => key.toLowerCase() === 'name')?.[1]
    .toLowerCase()
}

/** Log groups by name; throws MissingEvidence when some could not be listed. */
export function logGroupsByName(look: Look<'logGroups'>): ReadonlyMap<string, LogGroup> {
  return new Map(look.all('logGroups').map((group) => [group.logGroupName, group]))
}
