import { ec2Arn, type GroupUse, groupUseReads, groupUses, subnetIdsOf } from '../derived/interfaces.ts'
import { primaryOf } from '../derived/launch.ts'
import { type Front, fronts, servicesByTargetGroup } from '../derived/traffic.ts'
import { activeServices, isRunning } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { SecurityGroup, Subnet, Vpc } from '../types/ec2.ts'
import type { Service, Task } from '../types/ecs.ts'
import type { TargetGroup } from '../types/elbv2.ts'
import { ownership } from './ownership.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

export interface GroupSubject extends GroupUse {
  group: SecurityGroup
}

/** Security groups on task and host interfaces; those of load balancers alone are none of them. */
export const securityGroup: SubjectKind<GroupSubject, (typeof groupUseReads)[number]> = {
  type: 'security-group',
  reads: groupUseReads,
  find: (look) => look.once(securityGroups),
}

function securityGroups(look: Look<(typeof groupUseReads)[number]>): readonly SubjectItem<GroupSubject>[] {
  const groups = new Map(look.seen('securityGroups').map((one) => [one.GroupId, one]))
  return [...look.once(groupUses)].flatMap(([id, use]): SubjectItem<GroupSubject>[] => {
    const group = groups.get(id)
    const base = {
      id,
      type: 'security-group',
      name: group?.GroupName ?? id,
      arn: ec2Arn(look, 'security-group', id),
      usage: use.interfaces.length + use.hosts.length > 0 ? ('running' as const) : ('desired' as const),
      services: use.services.map((service) => service.serviceArn),
      clusters: use.clusters,
    }
    if (group) return [{ ...base, value: { group, ...use } }]
    const unread = look.gaps('securityGroups').filter((gap) => !gap.resource || gap.resource === id)
    return unread.length > 0 ? [{ ...base, unread }] : []
  })
}

export interface VpcSubject {
  vpc: Vpc
  /** Subnets that tasks run in or services are configured for. */
  subnets: readonly Subnet[]
  services: readonly Service[]
  tasks: readonly Task[]
}

const vpcReads = ['services', 'tasks', 'subnets', 'vpcs'] as const

/** VPCs that hold awsvpc tasks. */
export const vpc: SubjectKind<VpcSubject, (typeof vpcReads)[number]> = {
  type: 'vpc',
  reads: vpcReads,
  find: (look) => look.once(vpcs),
}

function vpcs(look: Look<(typeof vpcReads)[number]>): readonly SubjectItem<VpcSubject>[] {
  const services = activeServices(look)
  const tasks = look.seen('tasks').filter(isRunning)
  const subnetIds = (service: Service) => primaryOf(service)?.network?.subnets ?? []
  const used = new Set([...services.flatMap(subnetIds), ...tasks.flatMap(subnetIdsOf)])
  const subnets = Map.groupBy(
    look.seen('subnets').filter((one) => used.has(one.SubnetId)),
    (one) => one.VpcId,
  )
  return look.seen('vpcs').flatMap((one): SubjectItem<VpcSubject>[] => {
    const inside = subnets.get(one.VpcId)
    if (!inside) return []
    const ids = new Set(inside.map((subnet) => subnet.SubnetId))
    const own = services.filter((service) => subnetIds(service).some((id) => ids.has(id)))
    const running = tasks.filter((task) => subnetIdsOf(task).some((id) => ids.has(id)))
    return [
      {
        id: one.VpcId,
        type: 'vpc',
        name: one.Tags.find((tag) => tag.Key === 'Name')?.Value ?? one.VpcId,
        arn: ec2Arn(look, 'vpc', one.VpcId),
        usage: running.length > 0 ? 'running' : 'desired',
        services: own.map((service) => service.serviceArn),
        clusters: [...new Set([...own, ...running].map((user) => user.clusterArn))],
        value: { vpc: one, subnets: inside, services: own, tasks: running },
      },
    ]
  })
}

export interface TargetGroupSubject {
  targetGroup: TargetGroup
  services: readonly Service[]
}

const targetGroupReads = ['services', 'deploymentGroups', 'targetGroups'] as const

/** Target groups of services, CodeDeploy pairs and alternate groups included. */
export const targetGroup: SubjectKind<TargetGroupSubject, (typeof targetGroupReads)[number]> = {
  type: 'target-group',
  reads: targetGroupReads,
  find: (look) => look.once(targetGroups),
}

function targetGroups(look: Look<(typeof targetGroupReads)[number]>): readonly SubjectItem<TargetGroupSubject>[] {
  const services = look.once(servicesByTargetGroup)
  return look.seen('targetGroups').flatMap((one): SubjectItem<TargetGroupSubject>[] => {
    const own = services.get(one.TargetGroupArn)
    if (!own) return []
    return [
      {
        id: one.TargetGroupArn,
        type: 'target-group',
        name: one.TargetGroupName,
        arn: one.TargetGroupArn,
        ...ownership(own),
        value: { targetGroup: one, services: own },
      },
    ]
  })
}

const listenerReads = [...targetGroupReads, 'listeners', 'listenerRules', 'loadBalancers'] as const

/** Listeners in front of services, test listeners included. */
export const listener: SubjectKind<Front, (typeof listenerReads)[number]> = {
  type: 'listener',
  reads: listenerReads,
  find: (look) =>
    look.once(fronts).map((front) => ({
      id: front.listener.ListenerArn,
      type: 'listener',
      name: `${front.loadBalancer.LoadBalancerName} :${front.listener.Port}`,
      arn: front.listener.ListenerArn,
      ...ownership(front.services),
      value: front,
    })),
}
