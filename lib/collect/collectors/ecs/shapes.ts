import type * as ecs from '@aws-sdk/client-ecs'
import { classifyEntries } from '#lib/inventory/redact/classify.ts'
import { classifyCommand } from '#lib/inventory/redact/command.ts'
import type { NetworkConfiguration, ServiceLoadBalancer, StrategyItem, TaskOverride } from '#lib/inventory/types/ecs.ts'
import { need, pick } from '../../shape.ts'

/** Parts that several ECS resources share. */

export function toStrategy(items: readonly ecs.CapacityProviderStrategyItem[] | undefined): StrategyItem[] | undefined {
  return items?.map((item) => ({
    capacityProvider: need(item.capacityProvider, 'capacityProvider'),
    ...pick(item, 'weight', 'base'),
  }))
}

export function toNetwork(network: ecs.NetworkConfiguration | undefined): NetworkConfiguration | undefined {
  const config = network?.awsvpcConfiguration
  if (!config) return undefined
  return {
    awsvpcConfiguration: { subnets: config.subnets ?? [], ...pick(config, 'securityGroups', 'assignPublicIp') },
  }
}

export function toLoadBalancers(balancers: readonly ecs.LoadBalancer[] | undefined): ServiceLoadBalancer[] {
  return (balancers ?? []).map((one) => ({
    ...pick(one, 'targetGroupArn', 'loadBalancerName', 'containerName', 'containerPort'),
    advancedConfiguration:
      one.advancedConfiguration &&
      pick(
        one.advancedConfiguration,
        'alternateTargetGroupArn',
        'productionListenerRule',
        'testListenerRule',
        'roleArn',
      ),
  }))
}

/** Names stay; values and command words are classified here and go no further. */
export function toEnvironment(pairs: readonly ecs.KeyValuePair[] | undefined, digestKey: string) {
  return classifyEntries(
    (pairs ?? []).map(({ name, value }): [string, string] => [name ?? '', value ?? '']),
    digestKey,
  )
}

export function toOverride(override: ecs.TaskOverride, digestKey: string): TaskOverride {
  return {
    ...pick(override, 'taskRoleArn', 'executionRoleArn', 'cpu', 'memory'),
    containerOverrides: (override.containerOverrides ?? []).map((one) => ({
      ...pick(one, 'name', 'cpu', 'memory', 'memoryReservation'),
      command: one.command && classifyCommand(one.command, digestKey),
      environment: toEnvironment(one.environment, digestKey),
    })),
  }
}
