import type { EcsParameters, Target } from '@aws-sdk/client-eventbridge'
import type { TaskSchedule } from '#lib/inventory/types/schedule.ts'
import { need, pick } from '../../shape.ts'
import { toOverride } from '../ecs/shapes.ts'
import { readOverride } from './run-task-input.ts'

/** A rule's target that runs a task in the cluster that its ARN names. */
export function toRuleSchedule(target: Target, rule: { name: string; arn: string }, digestKey: string): TaskSchedule {
  const parameters = need(target.EcsParameters, 'EcsParameters')
  const override = readOverride(target.Input)
  return {
    scheduleKey: `${rule.arn}#${need(target.Id, 'Id')}`,
    kind: 'rule',
    name: rule.name,
    arn: rule.arn,
    clusterArn: need(target.Arn, 'Arn'),
    ...pick(target, 'RoleArn'),
    ...toEcsParameters(parameters),
    Input: override && toOverride(override, digestKey),
  }
}

/** EventBridge and Scheduler describe a task to run in the same words. */
export function toEcsParameters(
  parameters: Omit<EcsParameters, 'PlacementConstraints' | 'PlacementStrategy' | 'PropagateTags' | 'Tags'>,
) {
  const network = parameters.NetworkConfiguration?.awsvpcConfiguration
  return {
    TaskDefinitionArn: need(parameters.TaskDefinitionArn, 'TaskDefinitionArn'),
    ...pick(parameters, 'TaskCount', 'LaunchType', 'PlatformVersion', 'Group', 'EnableExecuteCommand'),
    CapacityProviderStrategy: parameters.CapacityProviderStrategy?.map((item) => ({
      capacityProvider: need(item.capacityProvider, 'capacityProvider'),
      ...pick(item, 'weight', 'base'),
    })),
    NetworkConfiguration: network && {
      awsvpcConfiguration: {
        subnets: network.Subnets ?? [],
        securityGroups: network.SecurityGroups,
        assignPublicIp: network.AssignPublicIp,
      },
    },
  }
}
