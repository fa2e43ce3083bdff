import type { ContainerDefinition } from '../types/ecs.ts'

/** CloudWatch log group a container writes to: through awslogs, or through a FireLens CloudWatch output. */
export function logGroupNameOf(container: ContainerDefinition): string | undefined {
  const log = container.logConfiguration
  if (log?.logDriver === 'awslogs') return log.options['awslogs-group']
  if (log?.logDriver === 'awsfirelens' && log.options.Name?.startsWith('cloudwatch')) return log.options.log_group_name
  return undefined
}
