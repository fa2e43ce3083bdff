import { shortName } from '../derived/arn.ts'
import { byOrigin, ec2Hosts, type Host, type HostOrigin, hostsByLaunch } from '../derived/hosts.ts'
import { ec2Arn } from '../derived/interfaces.ts'
import type { Launch } from '../derived/launch.ts'
import type { Look } from '../look.ts'
import type { AutoScalingGroup } from '../types/scaling.ts'
import type { SubjectItem, SubjectKind } from './subject.ts'

/** Hosts that are made alike: one Auto Scaling group, or loose instances of one capacity provider or cluster. */
export interface InstanceGroup {
  group: AutoScalingGroup | undefined
  /** The launch template its new instances come from: the group's own or its mixed-instances policy's. */
  template: { id: string; version: string } | undefined
  hosts: readonly Host[]
}

const reads = ['containerInstances', 'instances', 'capacityProviders', 'autoScalingGroups'] as const
type Section = (typeof reads)[number]

/** Hosts of one launch in one Auto Scaling group, else of one capacity provider, else of one cluster. */
export interface HostGroup extends InstanceGroup {
  launch: Launch
}

/** Container instances as they are shown: one finding per Auto Scaling group, capacity provider or cluster. */
export const hostGroup: SubjectKind<HostGroup, Section> = {
  type: 'ecs-container-instance',
  reads,
  find: (look) => look.once(hostGroups),
  concerns: (gap, item) => gap.within === undefined || item.clusters.includes(gap.within),
}

/** Launch templates of hosts (lt-...), else the Auto Scaling group, else the capacity provider, else the cluster. */
export const instanceGroup: SubjectKind<InstanceGroup, Section> = {
  type: 'launch-template',
  reads,
  find: (look) => look.once(instanceGroups),
}

function hostGroups(look: Look<Section>): readonly SubjectItem<HostGroup>[] {
  return [...look.once(hostsByLaunch)].flatMap(([launch, all]) =>
    byOrigin(look, all, ({ registration }) => registration).map(({ hosts, ...origin }): SubjectItem<HostGroup> => {
      const base = { ...subjectOf(origin), usage: 'running' as const, services: [], clusters: clustersOf(hosts) }
      if (!launch) return { ...base, unread: look.gaps('capacityProviders') }
      const { group } = origin
      return { ...base, value: { launch, group, template: templateOf(group), hosts } }
    }),
  )
}

function instanceGroups(look: Look<Section>): readonly SubjectItem<InstanceGroup>[] {
  return byOrigin(look, ec2Hosts(look), ({ registration }) => registration).map(({ hosts, ...origin }) => {
    const { group } = origin
    const template = templateOf(group)
    const base = template
      ? {
          id: template.id,
          type: 'launch-template',
          name: template.id,
          arn: ec2Arn(look, 'launch-template', template.id),
        }
      : subjectOf(origin)
    return {
      ...base,
      part: group?.AutoScalingGroupName,
      usage: 'running' as const,
      services: [],
      clusters: clustersOf(hosts),
      value: { group, template, hosts },
    }
  })
}

function subjectOf({ id, group }: HostOrigin) {
  const type = group ? 'autoscaling-group' : 'ecs-container-instance'
  return { id, type, name: group?.AutoScalingGroupName ?? shortName(id), arn: id }
}

function clustersOf(hosts: readonly Host[]): string[] {
  return [...new Set(hosts.map(({ registration }) => registration.clusterArn))]
}

function templateOf(group: AutoScalingGroup | undefined): InstanceGroup['template'] {
  const reference = group?.LaunchTemplate ?? group?.MixedInstancesPolicy?.LaunchTemplate
  if (!reference?.LaunchTemplateId) return undefined
  return { id: reference.LaunchTemplateId, version: reference.Version ?? '$Default' }
}
