import { type Front, fronts } from '../derived/traffic.ts'
import { activeServices } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Service } from '../types/ecs.ts'
import type { ApiRoute } from '../types/edge.ts'
import { servicesByLoadBalancer } from './load-balancers.ts'
import { ownership } from './ownership.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** A way in through which others call services: a public load balancer, an API or a Lattice service. */
export type EntryPoint =
  | { kind: 'load-balancer'; fronts: readonly Front[] }
  | { kind: 'api'; protocol: ApiRoute['ProtocolType']; routes: readonly ApiRoute[] }
  | { kind: 'lattice'; serviceArn: string }

const balancerReads = ['deploymentGroups', 'targetGroups', 'listeners', 'listenerRules', 'loadBalancers'] as const
const reads = ['services', ...balancerReads, 'apiRoutes', 'latticeTargetGroups'] as const
type Section = (typeof reads)[number]

/** Internet-facing application load balancers, APIs that lead through a VPC link, and Lattice services, before services. */
export const entryPoint: SubjectKind<EntryPoint, Section> = {
  type: 'load-balancer',
  reads,
  find: (look) => look.once(entryPoints),
}

function entryPoints(look: Look<Section>): readonly SubjectItem<EntryPoint>[] {
  return [...balancers(look), ...apis(look), ...latticeServices(look)]
}

function balancers(look: Look<Section>): readonly SubjectItem<EntryPoint>[] {
  const open = look
    .once(fronts)
    .filter(({ loadBalancer: { Type, Scheme } }) => Type === 'application' && Scheme === 'internet-facing')
  return [...Map.groupBy(open, ({ loadBalancer }) => loadBalancer.LoadBalancerArn)].map(([arn, own]) => ({
    id: arn,
    type: 'load-balancer',
    name: own[0]?.loadBalancer.LoadBalancerName ?? arn,
    arn,
    ...ownership(own.flatMap((front) => front.services)),
    value: { kind: 'load-balancer' as const, fronts: own },
  }))
}

function apis(look: Look<Section>): readonly SubjectItem<EntryPoint>[] {
  const behind = look.once(servicesByDoor)
  return [...Map.groupBy(look.seen('apiRoutes'), (route) => route.ApiId)].flatMap(([id, routes]) => {
    const [first] = routes
    if (!first) return []
    const { ProtocolType: protocol, ApiName } = first
    const arn = `arn:${look.partition}:apigateway:${look.region}::/${protocol === 'REST' ? 'restapis' : 'apis'}/${id}`
    const services = routes.flatMap((route) => route.TargetArns.flatMap((target) => behind.get(target) ?? []))
    const value = { kind: 'api' as const, protocol, routes }
    return [{ id: arn, type: 'api', name: ApiName ?? id, arn, ...ownership(services), value }]
  })
}

/** Services behind a load balancer, a listener or a Cloud Map service, by its ARN. */
function servicesByDoor(look: Look<Section>): ReadonlyMap<string, readonly Service[]> {
  const byRegistry = Map.groupBy(
    activeServices(look).flatMap((service) =>
      service.serviceRegistries.map(({ registryArn = '' }) => ({ registryArn, service })),
    ),
    ({ registryArn }) => registryArn,
  )
  return new Map([
    ...look.once(servicesByLoadBalancer),
    ...look.once(fronts).map((front) => [front.listener.ListenerArn, front.services] as const),
    ...[...byRegistry].map(([arn, list]) => [arn, list.map(({ service }) => service)] as const),
  ])
}

function latticeServices(look: Look<Section>): readonly SubjectItem<EntryPoint>[] {
  const groups = new Map(look.seen('latticeTargetGroups').map((one) => [one.arn, one.serviceArns]))
  const led = activeServices(look).flatMap((service) =>
    service.deployments
      .flatMap((one) => one.vpcLatticeConfigurations ?? [])
      .flatMap(({ targetGroupArn }) => groups.get(targetGroupArn) ?? [])
      .map((arn) => ({ arn, service })),
  )
  return [...Map.groupBy(led, ({ arn }) => arn)].map(([arn, list]) => ({
    id: arn,
    type: 'lattice-service',
    name: arn.slice(arn.lastIndexOf('/') + 1),
    arn,
    ...ownership(list.map(({ service }) => service)),
    value: { kind: 'lattice' as const, serviceArn: arn },
  }))
}
