import { ec2Arn } from '#lib/inventory/derived/interfaces.ts'
import { asJson, type Describe, upperTags } from './describe.ts'

/** What clusters, services and families refer to, in one region. Only what is referred to is kept. */
export const describeAround: Describe = (look) => {
  const tagged = new Map(look.seen('resourceTags').map((one) => [one.ResourceARN, upperTags(one.Tags)]))
  const tagsOf = (arn: string) => tagged.get(arn) ?? {}
  const balancers = new Map(look.seen('loadBalancers').map((one) => [one.LoadBalancerArn, one]))
  return [
    ...look.seen('targetGroups').map((one) => ({
      key: one.TargetGroupArn,
      type: 'target-group',
      name: one.TargetGroupName,
      arn: one.TargetGroupArn,
      tags: tagsOf(one.TargetGroupArn),
      exposed: one.LoadBalancerArns.some((arn) => balancers.get(arn)?.Scheme === 'internet-facing'),
      relations: one.LoadBalancerArns.map((to) => ({ kind: 'behind', to })),
      configuration: asJson(one),
    })),
    ...[...balancers.values()].map((one) => ({
      key: one.LoadBalancerArn,
      type: 'load-balancer',
      name: one.LoadBalancerName,
      arn: one.LoadBalancerArn,
      tags: tagsOf(one.LoadBalancerArn),
      exposed: one.Scheme === 'internet-facing',
      relations: [
        ...one.SecurityGroups.map((to) => ({ kind: 'guarded by', to })),
        ...look
          .seen('listeners')
          .filter((listener) => listener.LoadBalancerArn === one.LoadBalancerArn)
          .map((listener) => ({ kind: 'listens on', to: listener.ListenerArn })),
      ],
      configuration: asJson(one),
    })),
    ...look.seen('listeners').map((one) => ({
      key: one.ListenerArn,
      type: 'listener',
      name: `${balancers.get(one.LoadBalancerArn)?.LoadBalancerName ?? one.LoadBalancerArn} :${one.Port}`,
      arn: one.ListenerArn,
      tags: tagsOf(one.ListenerArn),
      exposed: balancers.get(one.LoadBalancerArn)?.Scheme === 'internet-facing',
      relations: [],
      configuration: asJson(one),
    })),
    ...look.seen('securityGroups').map((one) => ({
      key: one.GroupId,
      type: 'security-group',
      name: one.GroupName,
      arn: ec2Arn(look, 'security-group', one.GroupId),
      tags: upperTags(one.Tags),
      exposed: false,
      relations: [],
      configuration: asJson(one),
    })),
    ...look.seen('subnets').map((one) => ({
      key: one.SubnetId,
      type: 'subnet',
      name: nameTag(one.Tags) ?? one.SubnetId,
      arn: ec2Arn(look, 'subnet', one.SubnetId),
      tags: upperTags(one.Tags),
      exposed: false,
      relations: [{ kind: 'in network', to: one.VpcId }],
      configuration: asJson(one),
    })),
    ...look.seen('vpcs').map((one) => ({
      key: one.VpcId,
      type: 'vpc',
      name: nameTag(one.Tags) ?? one.VpcId,
      arn: ec2Arn(look, 'vpc', one.VpcId),
      tags: upperTags(one.Tags),
      exposed: false,
      relations: [],
      configuration: asJson(one),
    })),
    ...look.seen('repositories').map((one) => ({
      key: one.repositoryArn,
      type: 'ecr-repository',
      name: one.repositoryName,
      arn: one.repositoryArn,
      tags: tagsOf(one.repositoryArn),
      exposed: false,
      relations: [],
      configuration: asJson(one),
    })),
    ...look.seen('logGroups').map((one) => ({
      key: one.arn,
      type: 'log-group',
      name: one.logGroupName,
      arn: one.arn,
      tags: tagsOf(one.arn),
      exposed: false,
      relations: [],
      configuration: asJson(one),
    })),
    ...look.seen('autoScalingGroups').map((one) => ({
      key: one.AutoScalingGroupARN,
      type: 'autoscaling-group',
      name: one.AutoScalingGroupName,
      arn: one.AutoScalingGroupARN,
      tags: upperTags(one.Tags),
      exposed: false,
      relations: [],
      configuration: asJson(one),
    })),
  ]
}

/** Roles, which belong to no region. */
export const describeRoles: Describe = (look) =>
  look.seen('roles').map((one) => ({
    key: one.Arn,
    type: 'iam-role',
    name: one.RoleName,
    arn: one.Arn,
    tags: upperTags(one.Tags),
    exposed: false,
    relations: [],
    configuration: asJson(one),
  }))

function nameTag(tags: readonly { Key: string; Value: string }[]): string | undefined {
  return tags.find((tag) => tag.Key === 'Name')?.Value
}
