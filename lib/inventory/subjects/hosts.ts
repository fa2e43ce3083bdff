import { shortName } from '../derived/arn.ts'
import { autoScalingGroupOf, ec2Hosts, type Host, hostsByLaunch } from '../derived/hosts.ts'
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
  const providers = new Map(look.seen('capacityProviders').map((one) => [one.name, one.capacityProviderArn]))
  return [...look.once(hostsByLaunch)].flatMap(([launch, all]) => {
    const groups = Map.groupBy(all, ({ registration }) => {
      const { ec2InstanceId = '', capacityProviderName: provider, clusterArn } = registration
      const group = autoScalingGroupOf(look, ec2InstanceId)
      return group?.AutoScalingGroupARN ?? (provider ? (providers.get(provider) ?? provider) : clusterArn)
    })
    return [...groups].map(([id, hosts]): SubjectItem<HostGroup> => {
      const group = autoScalingGroupOf(look, hosts[0]?.registration.ec2InstanceId ?? '')
      return {
        id,
        type: group ? 'autoscaling-group' : 'ecs-container-instance',
        name: group?.AutoScalingGroupName ?? shortName(id),
        arn: id.startsWith('arn:') ? id : undefined,
        usage: 'running',
        services: [],
        clusters: [...new Set(hosts.map((host) => host.registration.clusterArn))],
        value: { launch, group, template: templateOf(group), hosts },
      }
    })
  })
}

function instanceGroups(look: Look<Section>): readonly SubjectItem<InstanceGroup>[] {
  const groups = Map.groupBy(ec2Hosts(look), ({ registration }) => {
    const id = registration.ec2InstanceId ?? ''
    return (
      autoScalingGroupOf(look, id)?.AutoScalingGroupARN ?? registration.capacityProviderName ?? registration.clusterArn
    )
  })
  return [...groups].map(([key, hosts]) => {
    const group = look.seen('autoScalingGroups').find((one) => one.AutoScalingGroupARN === key)
    const template = templateOf(group)
    const base = template
      ? {
          id: template.id,
          type: 'launch-template',
          name: template.id,
          arn: ec2Arn(look, 'launch-template', template.id),
        }
      : {
          id: key,
          type: group ? 'autoscaling-group' : 'ecs-container-instance',
          name: group?.AutoScalingGroupName ?? key.slice(key.lastIndexOf('/') + 1),
          arn: group?.AutoScalingGroupARN,
        }
    return {
      ...base,
      part: group?.AutoScalingGroupName,
      usage: 'running' as const,
      services: [],
      clusters: [...new Set(hosts.map((host) => host.registration.clusterArn))],
      value: { group, template, hosts },
    }
  })
}

function templateOf(group: AutoScalingGroup | undefined): InstanceGroup['template'] {
  const reference = group?.LaunchTemplate ?? group?.MixedInstancesPolicy?.LaunchTemplate
  if (!reference?.LaunchTemplateId) return undefined
  return { id: reference.LaunchTemplateId, version: reference.Version ?? '$Default' }
}
