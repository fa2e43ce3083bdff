import type { GetScheduleOutput } from '@aws-sdk/client-scheduler'
import type { Cluster } from '#lib/inventory/types/ecs.ts'
import type { TaskSchedule } from '#lib/inventory/types/schedule.ts'
import { need, pick } from '../../shape.ts'
import { toOverride } from '../ecs/shapes.ts'
import { toEcsParameters } from './rules.ts'
import { readOverride, readRunTask } from './run-task-input.ts'

/** Target of a schedule that calls RunTask itself instead of naming a cluster. */
export function isRunTask(targetArn: string | undefined): boolean {
  return /^arn:[\w-]+:scheduler:::aws-sdk:ecs:runTask$/.test(targetArn ?? '')
}

/** The task a schedule runs; undefined when it runs none, or in a cluster that is not among those read. */
export function toSchedule(
  schedule: GetScheduleOutput,
  clusters: readonly Cluster[],
  digestKey: string,
): TaskSchedule | undefined {
  const target = need(schedule.Target, 'Target')
  const arn = need(schedule.Arn, 'Arn')
  const common = {
    scheduleKey: arn,
    kind: 'schedule',
    name: need(schedule.Name, 'Name'),
    arn,
    state: schedule.State,
    expression: schedule.ScheduleExpression,
    ...pick(target, 'RoleArn'),
  } as const
  if (!isRunTask(target.Arn)) {
    const clusterArn = clusters.find((one) => one.clusterArn === target.Arn)?.clusterArn
    if (!clusterArn || !target.EcsParameters) return undefined
    const override = readOverride(target.Input)
    return {
      ...common,
      clusterArn,
      ...toEcsParameters(target.EcsParameters),
      Input: override && toOverride(override, digestKey),
    }
  }
  const request = readRunTask(target.Input)
  const named = request?.cluster ?? 'default'
  const clusterArn = clusters.find((one) => one.clusterArn === named || one.clusterName === named)?.clusterArn
  if (!request || !clusterArn) return undefined
  return {
    ...common,
    clusterArn,
    TaskDefinitionArn: taskDefinitionArn(request.taskDefinition, clusterArn),
    TaskCount: request.count,
    LaunchType: request.launchType,
    PlatformVersion: request.platformVersion,
    Group: request.group,
    EnableExecuteCommand: request.enableExecuteCommand,
    NetworkConfiguration: request.networkConfiguration,
    Input: request.overrides && toOverride(request.overrides, digestKey),
  }
}

/** RunTask takes `family`, `family:revision` or an ARN. */
function taskDefinitionArn(named: string, clusterArn: string): string {
  return named.startsWith('arn:') ? named : clusterArn.replace(/:cluster\/.*$/, `:task-definition/${named}`)
}
