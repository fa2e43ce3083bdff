import type { SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2'
import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call } from './call.ts'
import type { Collection, RegionEstate, RepositoryEstate, Tags, TaskDefinitionFamily } from './estate.ts'
import { concatCollections, findBy, mapCollection } from './lookup.ts'

export interface TaggedResource {
  arn: string
  tags: { Key: string; Value: string }[]
}

/** One type of resource, such as `ecs:service`. */
interface Kind {
  list(): Collection<TaggedResource>
  find(arn: string): TaggedResource | undefined
}
type Kinds = Readonly<Record<string, Kind>>

/** The resources of a region with their tags, of the given types (`ecs:service`) or services (`ecs`), or of all. */
export function taggedResources(call: Call, types: readonly string[] | undefined): Collection<TaggedResource> {
  const wanted = Object.entries(kindsOf(call)).filter(
    ([kind]) => !types?.length || types.some((type) => kind === type || kind.split(':')[0] === type),
  )
  return concatCollections(wanted.map(([, { list }]) => list()))
}

/** The resources with these ARNs, as far as they exist. */
export function namedResources(call: Call, arns: readonly string[]): TaggedResource[] {
  const kinds = kindsOf(call)
  return [...new Set(arns)].flatMap((arn) => {
    const [, , service, , , resource = ''] = arn.split(':')
    return kinds[`${service}:${resource.split('/')[0]}`]?.find(arn) ?? []
  })
}

function kindsOf(call: Call): Kinds {
  return { ...ecsKinds(call.estate), ...ec2Kinds(call), ...otherKinds(call.estate) }
}

/** `key` is passed as the same function each time: the index is kept by it. `inArn` takes the key out of an ARN. */
function kind<T>(
  items: Collection<T>,
  key: (item: T) => string | undefined,
  show: (item: T) => TaggedResource,
  inArn: (arn: string) => string | undefined = (arn) => arn,
): Kind {
  return {
    list: () => mapCollection(items, show),
    find(arn) {
      const item = findBy(items, key, inArn(arn))
      return item === undefined ? undefined : show(item)
    },
  }
}

const clusterArn = ({ clusterArn }: { clusterArn?: string }) => clusterArn
const serviceArn = ({ serviceArn }: { serviceArn?: string }) => serviceArn
const taskArn = ({ taskArn }: { taskArn?: string }) => taskArn
const containerInstanceArn = ({ containerInstanceArn }: { containerInstanceArn?: string }) => containerInstanceArn
const capacityProviderArn = ({ capacityProviderArn }: { capacityProviderArn?: string }) => capacityProviderArn
const familyName = ({ family }: TaskDefinitionFamily) => family

function ecsKinds({ ecs }: RegionEstate): Kinds {
  return {
    'ecs:cluster': kind(ecs.clusters, clusterArn, ({ clusterArn, tags }) => tagged(clusterArn, tags)),
    'ecs:service': kind(ecs.services, serviceArn, ({ serviceArn, tags }) => tagged(serviceArn, tags)),
    'ecs:task': kind(ecs.tasks, taskArn, ({ taskArn, tags }) => tagged(taskArn, tags)),
    'ecs:container-instance': kind(ecs.containerInstances, containerInstanceArn, ({ containerInstanceArn, tags }) =>
      tagged(containerInstanceArn, tags),
    ),
    'ecs:capacity-provider': kind(ecs.capacityProviders, capacityProviderArn, ({ capacityProviderArn, tags }) =>
      tagged(capacityProviderArn, tags),
    ),
    'ecs:task-definition': {
      list: () =>
        mapCollection(
          concatCollections([...ecs.taskDefinitions].map(({ revisions }) => revisions)),
          ({ taskDefinitionArn, tags }) => tagged(taskDefinitionArn, tags),
        ),
      find(arn) {
        const [family] = arn.slice(arn.lastIndexOf('/') + 1).split(':')
        const revisions = findBy(ecs.taskDefinitions, familyName, family)?.revisions ?? []
        for (const { taskDefinitionArn, tags } of revisions) if (taskDefinitionArn === arn) return tagged(arn, tags)
        return undefined
      },
    },
  }
}

const vpcId = ({ VpcId }: Vpc) => VpcId
const subnetId = ({ SubnetId }: Subnet) => SubnetId
const groupId = ({ GroupId }: SecurityGroup) => GroupId
const instanceId = ({ InstanceId }: { InstanceId?: string }) => InstanceId
const routeTableId = ({ RouteTableId }: { RouteTableId?: string }) => RouteTableId
const idInArn = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

function ec2Kinds({ estate: { ec2 }, account, region }: Call): Kinds {
  const arn = (type: string, id: string | undefined) => `arn:aws:ec2:${region}:${account.id}:${type}/${id}`
  const one = <T extends { Tags?: AnyTag[] }>(
    type: string,
    items: Collection<T>,
    id: (item: T) => string | undefined,
  ) => kind(items, id, (item) => tagged(arn(type, id(item)), item.Tags), idInArn)
  return {
    'ec2:vpc': one('vpc', ec2.vpcs, vpcId),
    'ec2:subnet': one('subnet', ec2.subnets, subnetId),
    'ec2:security-group': one('security-group', ec2.securityGroups, groupId),
    'ec2:instance': one('instance', ec2.instances, instanceId),
    'ec2:route-table': one('route-table', ec2.routeTables, routeTableId),
  }
}

const balancerArn = ({ LoadBalancerArn }: LoadBalancer) => LoadBalancerArn
const targetGroupArn = ({ TargetGroupArn }: TargetGroup) => TargetGroupArn
const repositoryArn = ({ repository }: RepositoryEstate) => repository.repositoryArn
const logGroupArn = ({ arn = '' }: { arn?: string }) => arn.replace(/:\*$/, '')
const ruleArn = ({ Arn }: { Arn?: string }) => Arn

function otherKinds({ elbv2, ecr, logs, events }: RegionEstate): Kinds {
  return {
    'elasticloadbalancing:loadbalancer': kind(elbv2.loadBalancers, balancerArn, ({ LoadBalancerArn = '' }) =>
      labelled(LoadBalancerArn, elbv2.tags[LoadBalancerArn]),
    ),
    'elasticloadbalancing:targetgroup': kind(elbv2.targetGroups, targetGroupArn, ({ TargetGroupArn = '' }) =>
      labelled(TargetGroupArn, elbv2.tags[TargetGroupArn]),
    ),
    'ecr:repository': kind(ecr.repositories, repositoryArn, ({ repository, tags }) =>
      labelled(repository.repositoryArn, tags),
    ),
    'logs:log-group': kind(logs.groups, logGroupArn, (group) =>
      labelled(logGroupArn(group), logs.tags[group.logGroupName ?? '']),
    ),
    'events:rule': kind(events.rules, ruleArn, ({ Arn = '', tags }) => labelled(Arn, tags)),
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
