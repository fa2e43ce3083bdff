import { servicesByTargetGroup } from '../derived/traffic.ts'
import type { Look } from '../look.ts'
import type { Service } from '../types/ecs.ts'
import type { LoadBalancer } from '../types/elbv2.ts'
import { ownership } from './ownership.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

export interface LoadBalancerSubject {
  loadBalancer: LoadBalancer
  services: readonly Service[]
}

const reads = ['services', 'deploymentGroups', 'targetGroups', 'loadBalancers'] as const
type Section = (typeof reads)[number]

/** Load balancers that forward to a target group of a service. */
export const loadBalancer: SubjectKind<LoadBalancerSubject, Section> = {
  type: 'load-balancer',
  reads,
  find: (look) => look.once(loadBalancers),
}

function loadBalancers(look: Look<Section>): readonly SubjectItem<LoadBalancerSubject>[] {
  const behind = look.once(servicesByLoadBalancer)
  return look.seen('loadBalancers').flatMap((one): SubjectItem<LoadBalancerSubject>[] => {
    const services = behind.get(one.LoadBalancerArn)
    if (!services) return []
    return [
      {
        id: one.LoadBalancerArn,
        type: 'load-balancer',
        name: one.LoadBalancerName,
        arn: one.LoadBalancerArn,
        ...ownership(services),
        value: { loadBalancer: one, services },
      },
    ]
  })
}

/** ACTIVE services behind each load balancer, by its ARN. */
export function servicesByLoadBalancer(
  look: Look<'services' | 'deploymentGroups' | 'targetGroups'>,
): ReadonlyMap<string, readonly Service[]> {
  const services = look.once(servicesByTargetGroup)
  const found = new Map<string, Set<Service>>()
  for (const { TargetGroupArn, LoadBalancerArns } of look.seen('targetGroups')) {
    const own = services.get(TargetGroupArn)
    if (own) for (const arn of LoadBalancerArns) found.set(arn, new Set([...(found.get(arn) ?? []), ...own]))
  }
  return new Map([...found].map(([arn, own]) => [arn, [...own]]))
}
