import type { IpPermission } from '@aws-sdk/client-ec2'
import type {
  DeploymentConfiguration,
  DeploymentControllerType,
  LoadBalancer,
  NetworkConfiguration,
  Service,
} from '@aws-sdk/client-ecs'
import type { ClusterSite } from './clusters.ts'
import type { TaskFamilySpec } from './families.ts'
import type { Zone } from './network.ts'
import type { ScalingSpec } from './scaling.ts'
import type { Balancing } from './service-balancing.ts'
import { arn, type Place } from './site.ts'
import type { TaskSpec } from './tasks.ts'

/** What is left out is what a careful team has: three zones, private subnets, a circuit breaker that rolls back. */
export interface ServiceSpec extends TaskFamilySpec {
  desired: number
  /** Capacity provider instead of a launch type. */
  provider?: string
  /** What the service asks for; absent: LATEST. Its tasks run the same. */
  platformVersion?: string
  controller?: DeploymentControllerType
  daemon?: boolean
  draining?: boolean
  tier?: string
  zones?: Zone[]
  publicIp?: boolean
  /** Names of security groups; the one that bears the service's name is made here. Empty: the VPC's default group. */
  groups?: string[]
  /** Rules of the service's own group; absent: the load balancer's groups on the container's port. */
  ingress?: IpPermission[]
  /** Where the service's own group lets it connect to; absent: anywhere. */
  egress?: IpPermission[]
  balancing?: Balancing
  scaling?: ScalingSpec
  deployment?: Partial<DeploymentConfiguration>
  service?: Partial<Service>
  /** A rollout under way: so many tasks still run the revision before. */
  rolling?: { from: number; tasks: number }
  stopped?: NonNullable<TaskSpec['stopped']>[]
  /** Minutes since the tasks last logged. */
  quietMinutes?: number
}

/** What a service's deployments and task sets repeat. */
export interface ServiceParts {
  loadBalancers: LoadBalancer[]
  network?: NetworkConfiguration
}

export const serviceArn = (place: Place, cluster: string, name: string) =>
  arn(place, 'ecs', `service/${cluster}/${name}`)

export const newestRevision = (spec: ServiceSpec) => spec.revisions ?? 8
export const servedRevision = (spec: ServiceSpec) => spec.serves ?? newestRevision(spec)
export const hasTaskSets = (spec: ServiceSpec) => spec.controller === 'CODE_DEPLOY' || spec.controller === 'EXTERNAL'

export function desiredTasks(cluster: ClusterSite, spec: ServiceSpec): number {
  if (!spec.daemon) return spec.desired
  return cluster.site.estate.ecs.containerInstances.filter(({ clusterArn }) => clusterArn === cluster.arn).length
}
