import type { Look } from '../look.ts'
import type { Task } from '../types/ecs.ts'
import type { LogStream } from '../types/operations.ts'
import { shortName } from './arn.ts'

const HOUR = 3_600_000

/** Tasks that have run for more than an hour: a container of theirs should have written something. */
export function settledTasks(look: Look<never>, tasks: readonly Task[]): readonly Task[] {
  return tasks.filter((task) => task.startedAt && Date.parse(look.now) - Date.parse(task.startedAt) > HOUR)
}

/** Streams of a container that were asked for: the collector looks at one settled task of each revision and service. */
export function askedStreams(
  look: Look<'logStreams'>,
  { group, prefix, container }: { group: string; prefix: string; container: string },
  tasks: readonly Task[],
): readonly LogStream[] {
  return settledTasks(look, tasks).flatMap(
    (task) => look.get('logStreams', `${group}:${prefix}/${container}/${shortName(task.taskArn)}`) ?? [],
  )
}

/**
 * The awslogs stream of a container that has received nothing for a day although its task runs; undefined when some stream
 * is fresh, or none was asked for.
 */
export function silentStream(
  look: Look<'logStreams'>,
  where: { group: string; prefix: string; container: string },
  tasks: readonly Task[],
): LogStream | undefined {
  const asked = askedStreams(look, where, tasks)
  const fresh = asked.some(
    (one) => one.lastIngestionTime && Date.parse(look.now) - Date.parse(one.lastIngestionTime) <= 24 * HOUR,
  )
  return fresh ? undefined : asked[0]
}
