import type * as sdk from '@aws-sdk/client-cloudwatch-logs'
import { shortName } from '#lib/inventory/derived/arn.ts'
import { definitionsByArn } from '#lib/inventory/derived/definitions.ts'
import { logGroupNameOf } from '#lib/inventory/derived/logs.ts'
import { isRunning } from '#lib/inventory/derived/usage.ts'
import type { Task } from '#lib/inventory/types/ecs.ts'
import type { LogGroup } from '#lib/inventory/types/operations.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCollector, forEachOf, inRegion } from '../collector.ts'
import { listAll } from '../pages.ts'
import { isRegion } from '../regions.ts'
import { chunks, iso, need, pick, unique } from '../shape.ts'

/** Groups that containers name, in the region their driver names, and those of Container Insights and of ECS Exec sessions. */
export const logGroups = defineCollector({
  name: 'logs-groups',
  fills: ['logGroups'],
  needs: ['clusters', 'taskDefinitions', 'daemonTaskDefinitions'],
  inherits: ['clusters', 'taskDefinitions'],
  async collect(context, look, out) {
    const { region } = context
    const named = [...look.once(definitionsByArn).values()]
      .flatMap((definition) => definition.containerDefinitions)
      .flatMap((container) => ({ name: logGroupNameOf(container), region: logRegionOf(container, region) }))
    const insights = look.seen('clusters').map(({ clusterName }) => ({
      name: `/aws/ecs/containerinsights/${clusterName}/performance`,
      region,
    }))
    const sessions = look.seen('clusters').flatMap(({ configuration }) => {
      const name = configuration?.executeCommandConfiguration?.logConfiguration?.cloudWatchLogGroupName
      return name ? [{ name, region }] : []
    })
    for (const [where, groups] of Map.groupBy([...named, ...insights, ...sessions], (group) => group.region)) {
      if (!isRegion(where)) continue
      const names = unique(groups.map(({ name }) => name)).filter(canBeLogGroup)
      await forEachOf(chunks(names, 50), async (logGroupIdentifiers) => {
        const found = await out.read({ section: 'logGroups' }, () =>
          listAll(inRegion(context, where), {
            action: 'logs:DescribeLogGroups',
            input: (nextToken) => ({ logGroupIdentifiers, nextToken }),
            items: (answer) => answer.logGroups,
            next: ({ nextToken }) => nextToken,
          }),
        )
        const asked = found?.filter(({ logGroupName = '' }) => logGroupIdentifiers.includes(logGroupName))
        out.add('logGroups', 'logs:DescribeLogGroups', asked, toLogGroup)
      })
    }
  },
})

/** The driver's region, which may differ from the task's. */
function logRegionOf({ logConfiguration }: ContainerDefinition, region: string): string {
  return logConfiguration?.options['awslogs-region'] ?? logConfiguration?.options.region ?? region
}

/** A name CloudWatch Logs would refuse makes it refuse the whole batch, and cannot exist anyway. */
function canBeLogGroup(name: string): boolean {
  return /^[\w./#-]{1,512}$/.test(name)
}

function toLogGroup(group: sdk.LogGroup): LogGroup {
  return {
    arn: need(group.logGroupArn ?? group.arn?.replace(/:\*$/, ''), 'arn'),
    logGroupName: need(group.logGroupName, 'logGroupName'),
    ...pick(group, 'retentionInDays', 'storedBytes', 'kmsKeyId', 'logGroupClass', 'dataProtectionStatus'),
    creationTime: fromEpoch(group.creationTime),
  }
}

const HOUR_MS = 3_600_000
const gone = ['ResourceNotFoundException'] as const

/**
 * The stream of each container of the oldest task per service (or family) and revision, once it is an hour old: whether
 * logs arrive is a property of the revision, and each stream costs a call. The exact name is the prefix asked for.
 */
export const logStreams = defineCollector({
  name: 'logs-streams',
  fills: ['logStreams'],
  needs: ['tasks'],
  follows: ['taskDefinitions'],
  async collect(context, look, out, { arriving }) {
    const { region } = context
    const before = Date.parse(look.now) - HOUR_MS
    const old = look
      .seen('tasks')
      .filter((task) => isRunning(task) && Date.parse(task.startedAt ?? '') <= before)
      .sort((a, b) => (`${a.startedAt}${a.taskArn}` < `${b.startedAt}${b.taskArn}` ? -1 : 1))
    const sample = Map.groupBy(old, (task) => `${task.clusterArn}|${task.group}|${task.taskDefinitionArn}`).values()
    const byRevision = Map.groupBy(
      [...sample].flatMap(([task]) => task ?? []),
      (task) => task.taskDefinitionArn,
    )
    await forEachOf(
      streamsOfAll(arriving('taskDefinitions'), byRevision, region),
      async ({ logGroupName, logStreamName, where }) => {
        const lost = { section: 'logStreams', resource: `${logGroupName}:${logStreamName}`, gone } as const
        const found = await out.read(lost, () =>
          listAll(inRegion(context, where), {
            action: 'logs:DescribeLogStreams',
            input: (nextToken) => ({ logGroupName, logStreamNamePrefix: logStreamName, limit: 50, nextToken }),
            items: (answer) => answer.logStreams,
            next: ({ nextToken }) => nextToken,
          }),
        )
        out.add('logStreams', 'logs:DescribeLogStreams', found && [found], (streams) => ({
          streamKey: `${logGroupName}:${logStreamName}`,
          logGroupName,
          logStreamName,
          lastIngestionTime: fromEpoch(streams.find((one) => one.logStreamName === logStreamName)?.lastIngestionTime),
        }))
      },
    )
  },
})

async function* streamsOfAll(
  definitions: AsyncIterable<TaskDefinition>,
  tasks: ReadonlyMap<string, readonly Task[]>,
  region: string,
) {
  for await (const definition of definitions) {
    for (const task of tasks.get(definition.taskDefinitionArn) ?? []) yield* streamsOf(task, definition, region)
  }
}

/** Streams of the awslogs driver with a prefix are named PREFIX/CONTAINER/TASK-ID. */
function streamsOf(task: Task, definition: TaskDefinition, region: string) {
  return definition.containerDefinitions.flatMap((container) => {
    const { logDriver, options } = container.logConfiguration ?? {}
    const logGroupName = logGroupNameOf(container)
    const prefix = options?.['awslogs-stream-prefix']
    const where = logRegionOf(container, region)
    if (logDriver !== 'awslogs' || !logGroupName || !prefix) return []
    if (!canBeLogGroup(logGroupName) || !isRegion(where)) return []
    return [{ logGroupName, logStreamName: `${prefix}/${container.name}/${shortName(task.taskArn)}`, where }]
  })
}

function fromEpoch(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : iso(new Date(milliseconds))
}
