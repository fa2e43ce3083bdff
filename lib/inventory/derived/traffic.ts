import type { Look } from '../look.ts'
import type { Service } from '../types/ecs.ts'
import type { Listener, ListenerAction, ListenerRule, LoadBalancer, TargetGroup } from '../types/elbv2.ts'
import { shortName } from './arn.ts'
import { controllerOf, primaryOf } from './launch.ts'
import { activeServices } from './usage.ts'

/** Target groups of a service: its own, alternate ones, its PRIMARY task set's and its CodeDeploy pair's. */
export function targetGroupsOf(look: Look<'deploymentGroups' | 'targetGroups'>, service: Service): readonly string[] {
  const balancers = [...service.loadBalancers, ...(primaryOf(service)?.loadBalancers ?? [])]
  const direct = balancers.flatMap((one) => [one.targetGroupArn, one.advancedConfiguration?.alternateTargetGroupArn])
  const pairs = controllerOf(service) === 'CODE_DEPLOY' ? codeDeployTargetGroups(look, service) : []
  return [...new Set([...direct.filter((arn) => arn !== undefined), ...pairs])]
}

/** The CodeDeploy deployment group whose ecsServices names the service. */
export function deploymentGroupOf(look: Look<'deploymentGroups'>, service: Service) {
  return look
    .all('deploymentGroups')
    .find((group) =>
      group.ecsServices.some(
        (one) => one.serviceName === service.serviceName && one.clusterName === shortName(service.clusterArn),
      ),
    )
}

function codeDeployTargetGroups(look: Look<'deploymentGroups' | 'targetGroups'>, service: Service): readonly string[] {
  const names = deploymentGroupOf(look, service)?.loadBalancerInfo?.targetGroupPairs.flatMap(
    (pair) => pair.targetGroups,
  )
  if (!names?.length) return []
  return look
    .all('targetGroups')
    .filter((group) => names.includes(group.TargetGroupName))
    .map((group) => group.TargetGroupArn)
}

/** ACTIVE services per target group ARN. */
export function servicesByTargetGroup(
  look: Look<'services' | 'deploymentGroups' | 'targetGroups'>,
): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, Service[]>()
  for (const service of activeServices(look)) {
    for (const arn of targetGroupsOf(look, service)) found.set(arn, [...(found.get(arn) ?? []), service])
  }
  return found
}

/** Target groups a listener or rule action forwards to, weighted ones included. */
export function forwardsTo(action: ListenerAction): readonly string[] {
  const weighted = action.ForwardConfig?.TargetGroups.map((group) => group.TargetGroupArn) ?? []
  return [...new Set([...(action.TargetGroupArn ? [action.TargetGroupArn] : []), ...weighted])]
}

/** A listener in front of services: what it forwards to, and through which rules. */
export interface Front {
  listener: Listener
  loadBalancer: LoadBalancer
  rules: readonly ListenerRule[]
  targetGroups: readonly TargetGroup[]
  services: readonly Service[]
}

export type FrontSection =
  | 'services'
  | 'deploymentGroups'
  | 'targetGroups'
  | 'listeners'
  | 'listenerRules'
  | 'loadBalancers'

/** Listeners whose default or rule actions forward to a target group of a service, test listeners included. */
export function fronts(look: Look<FrontSection>): readonly Front[] {
  const services = look.once(servicesByTargetGroup)
  const rulesByListener = Map.groupBy(look.seen('listenerRules'), (rule) => rule.ListenerArn)
  return look.seen('listeners').flatMap((listener) => {
    const loadBalancer = look.get('loadBalancers', listener.LoadBalancerArn)
    if (!loadBalancer) return []
    const rules = rulesByListener.get(listener.ListenerArn) ?? []
    const arns = new Set([...listener.DefaultActions, ...rules.flatMap((rule) => rule.Actions)].flatMap(forwardsTo))
    const used = [...arns].filter((arn) => services.has(arn))
    if (used.length === 0) return []
    const targetGroups = used.flatMap((arn) => look.get('targetGroups', arn) ?? [])
    return [{ listener, loadBalancer, rules, targetGroups, services: used.flatMap((arn) => services.get(arn) ?? []) }]
  })
}

/** Listeners in front of each service, by its ARN. */
export function frontsByService(look: Look<FrontSection>): ReadonlyMap<string, readonly Front[]> {
  const found = new Map<string, Front[]>()
  for (const front of look.once(fronts)) {
    for (const { serviceArn } of new Set(front.services))
      found.set(serviceArn, [...(found.get(serviceArn) ?? []), front])
  }
  return found
}

/** Load balancers in front of a service, through its target groups. */
export function loadBalancersOf(
  look: Look<'targetGroups' | 'deploymentGroups' | 'loadBalancers'>,
  service: Service,
): readonly LoadBalancer[] {
  const arns = targetGroupsOf(look, service).flatMap((arn) => look.get('targetGroups', arn)?.LoadBalancerArns ?? [])
  return [...new Set(arns)].flatMap((arn) => look.get('loadBalancers', arn) ?? [])
}

/** Whether the service is meant to receive balanced traffic: a target group or a Classic Load Balancer. */
export function isLoadBalanced(service: Service): boolean {
  return (primaryOf(service)?.loadBalancers ?? service.loadBalancers).length > 0
}

/** Faces the internet through a load balancer. A public address of its own is another matter (net-task-public-ip). */
export function isInternetFacing(
  look: Look<'targetGroups' | 'deploymentGroups' | 'loadBalancers'>,
  service: Service,
): boolean {
  return loadBalancersOf(look, service).some((balancer) => balancer.Scheme === 'internet-facing')
}
