import type { Cluster, Failure, Service } from '@aws-sdk/client-ecs'
import type { Call } from '../../call.ts'
import { findBy } from '../../lookup.ts'
import { AwsError } from '../../wire/protocol.ts'

const clusterArn = ({ clusterArn }: Cluster) => clusterArn
const serviceArn = ({ serviceArn }: Service) => serviceArn

/** @throws ClusterNotFoundException. Without a name ECS means the cluster called default. */
export function clusterOf(call: Call, reference = 'default'): Cluster & { clusterArn: string } {
  const cluster = findCluster(call, reference)
  if (cluster?.clusterArn === undefined) throw new AwsError('ClusterNotFoundException', 'Cluster not found.')
  return { ...cluster, clusterArn: cluster.clusterArn }
}

export function findCluster(call: Call, reference: string): Cluster | undefined {
  return findBy(call.estate.ecs.clusters, clusterArn, arnOf(call, 'cluster', reference))
}

/** @throws ClusterNotFoundException, ServiceNotFoundException */
export function serviceOf(call: Call, cluster: string | undefined, reference: string | undefined): Service {
  const service = findService(call, clusterOf(call, cluster).clusterArn, reference ?? '')
  if (!service) throw new AwsError('ServiceNotFoundException', 'Service not found.')
  return service
}

/** A service by name or ARN, if it is one of this cluster's. */
export function findService(call: Call, clusterArn: string, reference: string): Service | undefined {
  const service = findBy(call.estate.ecs.services, serviceArn, arnInCluster(call, 'service', clusterArn, reference))
  return service?.clusterArn === clusterArn ? service : undefined
}

/** The ARN that a name stands for; an ARN stands for itself. */
export function arnOf({ account, region }: Call, kind: string, reference: string): string {
  return reference.startsWith('arn:') ? reference : `arn:aws:ecs:${region}:${account.id}:${kind}/${reference}`
}

export function arnInCluster(call: Call, kind: string, clusterArn: string, reference: string): string {
  return arnOf(call, kind, reference.startsWith('arn:') ? reference : `${nameInArn(clusterArn)}/${reference}`)
}

/** The last part of an ARN or of a name. */
export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** What ECS says of resources that it was asked for and does not have. */
export function failures(arns: readonly string[]): Failure[] {
  return arns.map((arn) => ({ arn, reason: 'MISSING' }))
}

/** An item without the members that a request has to ask for and did not. */
export function onlyIncluded<T extends object>(
  item: T,
  include: readonly string[] | undefined,
  onRequest: Partial<Record<string, readonly (keyof T)[]>>,
): T {
  const shown = { ...item }
  for (const [name, members] of Object.entries(onRequest)) {
    if (include?.includes(name)) continue
    for (const member of members ?? []) delete shown[member]
  }
  return shown
}
