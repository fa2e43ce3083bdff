import type { LogStream } from '@aws-sdk/client-cloudwatch-logs'
import type { NetworkInterface, SecurityGroup } from '@aws-sdk/client-ec2'
import type { LoadBalancer, Service, ServiceRevision, Task } from '@aws-sdk/client-ecs'
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ClusterSite } from '../builders/clusters.ts'
import { logGroupName } from '../builders/families.ts'
import { addLogGroup } from '../builders/logs.ts'
import { tierSubnets } from '../builders/network.ts'
import { addSecurityGroup, fromGroup, groupId } from '../builders/security-groups.ts'
import { registerTargets } from '../builders/service-balancing.ts'
import { addServiceHistory } from '../builders/service-history.ts'
import { serviceRecord } from '../builders/service-record.ts'
import type { ServiceParts, ServiceSpec } from '../builders/service-spec.ts'
import { addServiceTasks } from '../builders/service-tasks.ts'
import type { Site } from '../builders/site.ts'
import { targetGroupArn } from '../builders/target-groups.ts'
import { clusterOf, familyRecord, repositoryRecord, taskFamily } from './families.ts'
import { balancerNames, serviceNames } from './names.ts'
import { hostsFrom, type SizedSite, scratch } from './site.ts'
import {
  clustersPerVpc,
  servicesPerBalancer,
  servicesPerRepository,
  servicesPerTargetGroup,
  tasksPerService,
} from './size.ts'

/** A service and what comes and goes with its tasks. */
export interface ServiceParcel {
  service: Service
  revision: ServiceRevision
  tasks: Task[]
  interfaces: NetworkInterface[]
  streams: LogStream[]
  targetHealth: TargetHealthDescription[]
}

const containerPort = 8080
/** Below it a subnet's addresses belong to hosts and gateways. */
const firstTaskAddress = 100

export function isBalanced(service: number): boolean {
  return service % servicesPerTargetGroup === 0
}

export function serviceParcel(sized: SizedSite, position: number): ServiceParcel {
  const cluster = scratchCluster(sized, position)
  const { site } = cluster
  const spec = serviceSpec(sized, position)
  const parts = partsOf(site, cluster, position)
  const service = { ...serviceRecord(cluster, spec, parts), ...addServiceHistory(cluster, spec, parts) }
  const targets = addServiceTasks(taskSite(cluster, position < sized.changed), spec, parts)
  registerTargets(site, spec.name, targets)
  const { ecs, ec2, logs, elbv2 } = site.estate
  const [revision] = [...ecs.serviceRevisions]
  if (!revision) throw new Error(`The service ${position} has no revision.`)
  return {
    service,
    revision,
    tasks: ecs.tasks,
    interfaces: ec2.networkInterfaces,
    streams: logs.streams[logGroupName(spec.name)] ?? [],
    targetHealth: elbv2.targetHealth[targetGroupArn(site, spec.name)] ?? [],
  }
}

/** Reached from its load balancer alone. */
export function serviceGroup(sized: SizedSite, position: number): SecurityGroup {
  const site = scratch(sized.site)
  const { vpc } = clusterOf(sized, position)
  const balancer = balancerNames.of(Math.floor(position / servicesPerBalancer))
  const ingress = isBalanced(position) ? [fromGroup(site, balancer, containerPort)] : []
  addSecurityGroup(site, { name: serviceNames.of(position), vpc, ingress })
  const [made] = site.estate.ec2.securityGroups
  if (!made) throw new Error(`The security group of service ${position} was not made.`)
  return made
}

function serviceSpec(sized: SizedSite, position: number): ServiceSpec {
  const family = taskFamily(sized, position)
  const [provider] = clusterOf(sized, position).capacityProviders ?? []
  return { ...family, desired: tasksPerService, ...(family.launch === 'EC2' && provider && { provider }) }
}

/** The cluster with what the service stands on. Each service has addresses of its own, one in every subnet. */
function scratchCluster(sized: SizedSite, position: number): ClusterSite {
  const cluster = clusterOf(sized, position)
  const { servicesPerCluster } = sized.counts
  const firstAddress = firstTaskAddress + (position % (servicesPerCluster * clustersPerVpc))
  const site = { ...scratch(sized.site), firstAddress }
  const { ecs, ecr, ec2 } = site.estate
  ecs.taskDefinitions.push(familyRecord(sized, position))
  ecr.repositories.push(repositoryRecord(sized, Math.floor(position / servicesPerRepository)))
  ec2.securityGroups.push(serviceGroup(sized, position))
  ecs.containerInstances.push(...hostsFrom(cluster, position * tasksPerService))
  addLogGroup(site, { name: logGroupName(serviceNames.of(position)) })
  return { ...cluster, site }
}

/** A new revision means new tasks. */
function taskSite(cluster: ClusterSite, changed: boolean): ClusterSite {
  const { site } = cluster
  return { ...cluster, site: { ...site, seed: changed ? site.seed + 1 : site.seed } }
}

function partsOf(site: Site, { tier }: ClusterSite, position: number): ServiceParts {
  const name = serviceNames.of(position)
  const balanced: LoadBalancer = { targetGroupArn: targetGroupArn(site, name), containerName: 'app', containerPort }
  return {
    loadBalancers: isBalanced(position) ? [balanced] : [],
    network: {
      awsvpcConfiguration: {
        subnets: tierSubnets(site, tier),
        securityGroups: [groupId(site, name)],
        assignPublicIp: 'DISABLED',
      },
    },
  }
}
