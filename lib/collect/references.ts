import type { Service } from '#lib/inventory/types/ecs.ts'
import type { TargetGroup } from '#lib/inventory/types/elbv2.ts'
import type { DeploymentGroup } from '#lib/inventory/types/operations.ts'

/** Target groups that services route to: their own, alternate ones, those of task sets and of CodeDeploy's pairs. */
export function targetGroupsInUse(
  services: readonly Service[],
  deploymentGroups: readonly DeploymentGroup[],
  targetGroups: readonly TargetGroup[],
): TargetGroup[] {
  const arns = new Set(
    services
      .flatMap((service) => [service.loadBalancers, ...service.taskSets.map((set) => set.loadBalancers)].flat())
      .flatMap((one) => [one.targetGroupArn, one.advancedConfiguration?.alternateTargetGroupArn]),
  )
  const names = new Set(
    deploymentGroups
      .flatMap((group) => group.loadBalancerInfo?.targetGroupPairs ?? [])
      .flatMap((pair) => pair.targetGroups),
  )
  return targetGroups.filter((group) => arns.has(group.TargetGroupArn) || names.has(group.TargetGroupName))
}
