import type { TaskOverride } from '@aws-sdk/client-ecs'
import type { ClusterSite } from './clusters.ts'
import { tierSubnets } from './network.ts'
import { addRole, allow, trustService } from './roles.ts'
import { groupId } from './security-groups.ts'
import { arn, daysAgo, shortRegion } from './site.ts'

export interface ScheduledTaskSpec {
  name: string
  /** As a target names it: with or without a revision. */
  taskDefinition: string
  expression: string
  group: string
  tier?: string
  publicIp?: boolean
  /** Constant JSON that the task gets over its definition. */
  overrides?: TaskOverride
}

/** An EventBridge rule that runs a task. */
export function addScheduledRule(cluster: ClusterSite, spec: ScheduledTaskSpec): void {
  const { site } = cluster
  const RoleArn = runnerRole(cluster, spec.name, 'events.amazonaws.com')
  site.estate.events.rules.push({
    Name: spec.name,
    Arn: arn(site, 'events', `rule/${spec.name}`),
    EventBusName: 'default',
    ScheduleExpression: spec.expression,
    State: 'ENABLED',
    Description: `Runs ${spec.name}`,
    tags: cluster.tags,
    targets: [
      { Id: `${spec.name}-task`, Arn: cluster.arn, RoleArn, EcsParameters: parameters(cluster, spec), ...input(spec) },
    ],
  })
}

/** An EventBridge Scheduler schedule that runs a task. */
export function addSchedule(cluster: ClusterSite, spec: ScheduledTaskSpec): void {
  const { site } = cluster
  const RoleArn = runnerRole(cluster, spec.name, 'scheduler.amazonaws.com')
  site.estate.scheduler.schedules.push({
    Name: spec.name,
    GroupName: 'default',
    Arn: arn(site, 'scheduler', `schedule/default/${spec.name}`),
    ScheduleExpression: spec.expression,
    ScheduleExpressionTimezone: 'UTC',
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'NONE',
    CreationDate: daysAgo(site, 260),
    LastModificationDate: daysAgo(site, 30),
    Target: {
      Arn: cluster.arn,
      RoleArn,
      EcsParameters: parameters(cluster, spec),
      RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 2 },
      ...input(spec),
    },
  })
}

const input = ({ overrides }: ScheduledTaskSpec) => (overrides ? { Input: JSON.stringify(overrides) } : {})

function parameters(cluster: ClusterSite, spec: ScheduledTaskSpec) {
  return {
    TaskDefinitionArn: arn(cluster.site, 'ecs', `task-definition/${spec.taskDefinition}`),
    TaskCount: 1,
    LaunchType: 'FARGATE' as const,
    PlatformVersion: 'LATEST',
    NetworkConfiguration: {
      awsvpcConfiguration: {
        Subnets: tierSubnets(cluster.site, spec.tier ?? cluster.tier),
        SecurityGroups: [groupId(cluster.site, spec.group)],
        AssignPublicIp: spec.publicIp ? ('ENABLED' as const) : ('DISABLED' as const),
      },
    },
  }
}

function runnerRole(cluster: ClusterSite, name: string, service: string): string {
  const { site } = cluster
  return addRole(site, {
    name: `${shortRegion(site)}-${name}-runner`,
    trust: [trustService(service, { StringEquals: { 'aws:SourceAccount': site.account } })],
    inline: {
      'run-task': [
        allow('ecs:RunTask', arn(site, 'ecs', `task-definition/${name}:*`)),
        allow('iam:PassRole', `arn:aws:iam::${site.account}:role/${shortRegion(site)}-*`, {
          StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
        }),
      ],
    },
  })
}
