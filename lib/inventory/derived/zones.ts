import type { Look } from '../look.ts'
import type { ContainerInstance, Service } from '../types/ecs.ts'
import { shortName } from './arn.ts'
import { attribute } from './hosts.ts'
import { type Launch, type Primary, providerOf, strategyOf } from './launch.ts'

type Section = 'clusters' | 'capacityProviders' | 'containerInstances' | 'subnets'

/**
 * Availability zone ids in which a service's tasks can be placed on one kind of compute: those of its subnets, of the
 * instances or provider subnets it may use, and of both where tasks have their own interface. EXTERNAL has none.
 */
export function placementZones(
  look: Look<Section>,
  service: Service,
  primary: Primary,
  launch: Launch,
): readonly string[] {
  if (launch === 'EXTERNAL') return []
  const own = primary.network ? zonesOfSubnets(look, primary.network.subnets) : undefined
  if (launch === 'FARGATE') return own ?? []
  const { launchType, capacityProviderStrategy } = primary
  const strategy = strategyOf(look, service.clusterArn, launchType, capacityProviderStrategy)
  const names = strategy.map((item) => shortName(item.capacityProvider))
  const supplied =
    launch === 'MANAGED_INSTANCES'
      ? zonesOfSubnets(
          look,
          names.flatMap((name) => managedSubnets(look, name)),
        )
      : zonesOfHosts(look, usableHosts(look, service.clusterArn, names))
  return own ? supplied.filter((zone) => own.includes(zone)) : supplied
}

/** ACTIVE EC2 hosts of the named providers; of the whole cluster, Managed Instances apart, when none is named. */
function usableHosts(look: Look<Section>, clusterArn: string, providers: readonly string[]): ContainerInstance[] {
  return look.all('containerInstances', clusterArn).filter((host) => {
    if (host.status !== 'ACTIVE' || !host.ec2InstanceId?.startsWith('i-')) return false
    const provider = host.capacityProviderName
    if (providers.length > 0) return provider !== undefined && providers.includes(provider)
    return provider === undefined || !providerOf(look, provider)?.managedInstancesProvider
  })
}

function managedSubnets(look: Look<Section>, provider: string): readonly string[] {
  return (
    providerOf(look, provider)?.managedInstancesProvider?.instanceLaunchTemplate?.networkConfiguration?.subnets ?? []
  )
}

function zonesOfSubnets(look: Look<Section>, subnetIds: readonly string[]): readonly string[] {
  return [...new Set(subnetIds.flatMap((id) => look.get('subnets', id)?.AvailabilityZoneId ?? []))]
}

/** Agents report the zone's name; within one account names and ids stand for each other. */
function zonesOfHosts(look: Look<Section>, hosts: readonly ContainerInstance[]): readonly string[] {
  const ids = new Map(look.all('subnets').map((subnet) => [subnet.AvailabilityZone, subnet.AvailabilityZoneId]))
  const names = hosts.flatMap((host) => attribute(host, 'ecs.availability-zone') ?? [])
  return [...new Set(names.map((name) => ids.get(name) ?? name))]
}
