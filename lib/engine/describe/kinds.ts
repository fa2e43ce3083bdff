import { daemonReads } from '#lib/inventory/derived/daemons.ts'
import { classifyCluster, classifyService } from '#lib/inventory/derived/tags.ts'
import { isInternetFacing } from '#lib/inventory/derived/traffic.ts'
import { GLOBAL } from '#lib/inventory/sections.ts'
import { ifKnown, lowerTags, plainJson, type ResourceKind } from './described.ts'
import { describeFamilies } from './families.ts'
import { relationsOfService } from './service-relations.ts'

export const resourceKinds: readonly ResourceKind[] = [
  {
    type: 'ecs-cluster',
    sections: ['clusters'],
    find: (look) =>
      look.seen('clusters').map((one) => ({
        key: one.clusterArn,
        name: one.clusterName,
        arn: one.clusterArn,
        tags: lowerTags(one.tags),
        environment: classifyCluster(look, one).environment,
        configuration: plainJson(one),
      })),
  },
  {
    type: 'ecs-service',
    sections: ['services'],
    find: (look) =>
      look.seen('services').map((one) => ({
        key: one.serviceArn,
        name: one.serviceName,
        arn: one.serviceArn,
        tags: lowerTags(one.tags),
        environment: ifKnown(() => classifyService(look, one).environment),
        exposed: ifKnown(() => isInternetFacing(look, one)) ?? false,
        relations: relationsOfService(look, one),
        // Events come and go without anybody changing the service.
        configuration: plainJson({ ...one, events: undefined }),
      })),
  },
  { type: 'task-definition', sections: ['taskDefinitions', 'families', ...daemonReads], find: describeFamilies },
  {
    type: 'load-balancer',
    sections: ['loadBalancers'],
    onlyReferenced: true,
    find: (look) =>
      look.seen('loadBalancers').map((one) => ({
        key: one.LoadBalancerArn,
        name: one.LoadBalancerName,
        arn: one.LoadBalancerArn,
        exposed: one.Scheme === 'internet-facing',
        configuration: plainJson(one),
      })),
  },
  {
    type: 'target-group',
    sections: ['targetGroups'],
    onlyReferenced: true,
    find: (look) =>
      look.seen('targetGroups').map((one) => ({
        key: one.TargetGroupArn,
        name: one.TargetGroupName,
        arn: one.TargetGroupArn,
        relations: one.LoadBalancerArns.map((to) => ({ kind: 'behind', to })),
        configuration: plainJson(one),
      })),
  },
  {
    type: 'security-group',
    sections: ['securityGroups'],
    onlyReferenced: true,
    find: (look) =>
      look.seen('securityGroups').map((one) => ({
        key: one.GroupId,
        name: one.GroupName,
        arn: `arn:${look.partition}:ec2:${look.region}:${look.account}:security-group/${one.GroupId}`,
        tags: Object.fromEntries(one.Tags.map((tag) => [tag.Key, tag.Value])),
        configuration: plainJson(one),
      })),
  },
  {
    type: 'ecr-repository',
    sections: ['repositories'],
    onlyReferenced: true,
    find: (look) =>
      look.seen('repositories').map((one) => ({
        key: one.repositoryArn,
        name: one.repositoryName,
        arn: one.repositoryArn,
        configuration: plainJson(one),
      })),
  },
  {
    type: 'log-group',
    sections: ['logGroups'],
    onlyReferenced: true,
    find: (look) =>
      look
        .seen('logGroups')
        .map((one) => ({ key: one.arn, name: one.logGroupName, arn: one.arn, configuration: plainJson(one) })),
  },
  {
    type: 'iam-role',
    sections: ['roles'],
    global: true,
    onlyReferenced: true,
    find: (look) =>
      look.seen('roles').map((one) => ({
        key: one.Arn,
        name: one.RoleName,
        arn: one.Arn,
        region: GLOBAL,
        tags: Object.fromEntries(one.Tags.map((tag) => [tag.Key, tag.Value])),
        configuration: plainJson(one),
      })),
  },
]
