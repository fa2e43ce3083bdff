import type { AwsvpcConfiguration, StrategyItem, TaskOverride } from './ecs.ts'

/** An EventBridge rule target or an EventBridge Scheduler target that runs ECS tasks. */
export interface TaskSchedule {
  /** Rule ARN and target id, or schedule ARN. */
  scheduleKey: string
  kind: 'rule' | 'schedule'
  name: string
  arn: string
  /** Of a schedule; a rule's state costs a further call and does not decide whether its revision is in use. */
  state?: string
  expression?: string
  clusterArn: string
  /** As written: with a revision, or a family without one (newest ACTIVE runs). */
  TaskDefinitionArn: string
  TaskCount?: number
  LaunchType?: string
  PlatformVersion?: string
  CapacityProviderStrategy?: StrategyItem[]
  NetworkConfiguration?: { awsvpcConfiguration?: AwsvpcConfiguration }
  Group?: string
  RoleArn?: string
  EnableExecuteCommand?: boolean
  Input?: TaskOverride
}
