import type { Look } from '../look.ts'
import type { Service } from '../types/ecs.ts'
import { type HostSection, hostsIn } from './hosts.ts'
import { type Launch, launchesOf, primaryOf } from './launch.ts'
import { activeServices } from './usage.ts'

export type PlaceSection = 'clusters' | 'services' | 'subnets' | HostSection

/**
 * Subnets that a service's tasks are in: those of its own interfaces, else those of the hosts it may be placed on. None for
 * ECS Anywhere.
 */
function subnetsOf(look: Look<PlaceSection>, service: Service): readonly string[] {
  const own = primaryOf(service)?.network?.subnets
  if (own) return own
  const cluster = new Set([service.clusterArn])
  const hosts = (launchesOf(look, service) ?? []).flatMap((launch) => hostsIn(look, launch, cluster))
  return [...new Set(hosts.flatMap(({ instance }) => instance?.SubnetId ?? []))]
}

/** VPCs that a service's tasks are in. Throws MissingEvidence when a subnet or a host may be unread. */
export function vpcsOf(look: Look<PlaceSection>, service: Service): readonly string[] {
  if (!primaryOf(service)?.network)
    for (const section of ['containerInstances', 'instances'] as const) look.all(section)
  return [...new Set(subnetsOf(look, service).flatMap((id) => look.get('subnets', id)?.VpcId ?? []))]
}

/** ACTIVE services by the subnets their tasks are in, as far as it was read. */
export function servicesBySubnet(look: Look<PlaceSection>): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, Service[]>()
  for (const service of activeServices(look)) {
    for (const id of subnetsOf(look, service)) found.set(id, [...(found.get(id) ?? []), service])
  }
  return found
}

/** ACTIVE services by the VPCs their tasks are in, as far as it was read. */
export function servicesByVpc(look: Look<PlaceSection>): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, Set<Service>>()
  const vpcs = new Map(look.seen('subnets').map((one) => [one.SubnetId, one.VpcId]))
  for (const [subnet, services] of look.once(servicesBySubnet)) {
    const vpc = vpcs.get(subnet)
    if (vpc) found.set(vpc, new Set([...(found.get(vpc) ?? []), ...services]))
  }
  return new Map([...found].map(([vpc, services]) => [vpc, [...services]]))
}

/** ACTIVE services whose tasks one kind of compute of a cluster carries. */
export function servicesOn(
  look: Look<'clusters' | 'services' | 'capacityProviders'>,
  launch: Launch,
  clusterArn: string,
): readonly Service[] {
  return look.once(servicesByPlace).get(`${launch}|${clusterArn}`) ?? []
}

function servicesByPlace(
  look: Look<'clusters' | 'services' | 'capacityProviders'>,
): ReadonlyMap<string, readonly Service[]> {
  const placed = activeServices(look).flatMap((service) =>
    (launchesOf(look, service) ?? []).map((launch) => ({ key: `${launch}|${service.clusterArn}`, service })),
  )
  return new Map(
    [...Map.groupBy(placed, ({ key }) => key)].map(([key, list]) => [key, list.map(({ service }) => service)]),
  )
}
