import type { Call } from './call.ts'
import type { Collection, RegionEstate, Tags } from './estate.ts'
import { concatCollections, mapCollection } from './lookup.ts'

export interface TaggedResource {
  arn: string
  tags: { Key: string; Value: string }[]
}

type Kinds = Readonly<Record<string, () => Collection<TaggedResource>>>

/** The resources of a region with their tags, of the given types (`ecs:service`) or services (`ecs`), or of all. */
export function taggedResources(call: Call, types: readonly string[] | undefined): Collection<TaggedResource> {
  const kinds = { ...ecsKinds(call.estate), ...ec2Kinds(call), ...otherKinds(call.estate) }
  const wanted = Object.entries(kinds).filter(
    ([kind]) => !types?.length || types.some((type) => kind === type || kind.split(':')[0] === type),
  )
  return concatCollections(wanted.map(([, list]) => list()))
}

function ecsKinds({ ecs }: RegionEstate): Kinds {
  return {
    'ecs:cluster': () => mapCollection(ecs.clusters, ({ clusterArn, tags }) => tagged(clusterArn, tags)),
    'ecs:service': () => mapCollection(ecs.services, ({ serviceArn, tags }) => tagged(serviceArn, tags)),
    'ecs:task': () => mapCollection(ecs.tasks, ({ taskArn, tags }) => tagged(taskArn, tags)),
    'ecs:container-instance': () =>
      mapCollection(ecs.containerInstances, ({ containerInstanceArn, tags }) => tagged(containerInstanceArn, tags)),
    'ecs:capacity-provider': () =>
      mapCollection(ecs.capacityProviders, ({ capacityProviderArn, tags }) => tagged(capacityProviderArn, tags)),
    'ecs:task-definition': () =>
      mapCollection(
        concatCollections([...ecs.taskDefinitions].map(({ revisions }) => revisions)),
        ({ taskDefinitionArn, tags }) => tagged(taskDefinitionArn, tags),
      ),
  }
}

function ec2Kinds({ estate: { ec2 }, account, region }: Call): Kinds {
  const arn = (kind: string, id: string | undefined) => `arn:aws:ec2:${region}:${account.id}:${kind}/${id}`
  return {
    'ec2:vpc': () => mapCollection(ec2.vpcs, ({ VpcId, Tags }) => tagged(arn('vpc', VpcId), Tags)),
    'ec2:subnet': () => mapCollection(ec2.subnets, ({ SubnetId, Tags }) => tagged(arn('subnet', SubnetId), Tags)),
    'ec2:security-group': () =>
      mapCollection(ec2.securityGroups, ({ GroupId, Tags }) => tagged(arn('security-group', GroupId), Tags)),
    'ec2:instance': () =>
      mapCollection(ec2.instances, ({ InstanceId, Tags }) => tagged(arn('instance', InstanceId), Tags)),
    'ec2:route-table': () =>
      mapCollection(ec2.routeTables, ({ RouteTableId, Tags }) => tagged(arn('route-table', RouteTableId), Tags)),
  }
}

function otherKinds({ elbv2, ecr, logs, events }: RegionEstate): Kinds {
  return {
    'elasticloadbalancing:loadbalancer': () =>
      mapCollection([...elbv2.loadBalancers], ({ LoadBalancerArn = '' }) =>
        labelled(LoadBalancerArn, elbv2.tags[LoadBalancerArn]),
      ),
    'elasticloadbalancing:targetgroup': () =>
      mapCollection([...elbv2.targetGroups], ({ TargetGroupArn = '' }) =>
        labelled(TargetGroupArn, elbv2.tags[TargetGroupArn]),
      ),
    'ecr:repository': () =>
      mapCollection(ecr.repositories, ({ repository, tags }) => labelled(repository.repositoryArn, tags)),
    'logs:log-group': () =>
      mapCollection(logs.groups, ({ arn = '', logGroupName = '' }) =>
        labelled(arn.replace(/:\*$/, ''), logs.tags[logGroupName]),
      ),
    'events:rule': () => mapCollection(events.rules, ({ Arn = '', tags }) => labelled(Arn, tags)),
  }
}

/** ECS writes tags as key and value, EC2 as Key and Value. */
type AnyTag = { key?: string; value?: string; Key?: string; Value?: string }

function tagged(arn = '', tags: readonly AnyTag[] = []): TaggedResource {
  return {
    arn,
    tags: tags.map(({ key, value, Key, Value }) => ({ Key: Key ?? key ?? '', Value: Value ?? value ?? '' })),
  }
}

function labelled(arn: string, tags: Tags = {}): TaggedResource {
  return { arn, tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }
}
