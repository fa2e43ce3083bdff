import { describe, expect, test } from 'vitest'
import type { AccountEstate, RegionEstate } from '../../estate.ts'
import { buildSample } from './index.ts'
import { plantedSecrets } from './planted-secrets.ts'

const now = new Date('2026-11-22T09:00:00Z')
const estate = buildSample({ now, seed: 1 })
const places = estate.accounts.flatMap((account) =>
  Object.entries(account.regions).map(([region, content]) => ({
    account,
    region,
    content,
    place: `${account.alias} ${region}`,
  })),
)

/** Every text anywhere in a value. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object' || value instanceof Date) return []
  return Object.values(value).flatMap(texts)
}

const ids = /^(?:vpc|subnet|sg|rtb|igw|nat|eni|i|lt|ami|pl|vpce)-0[0-9a-f]{16}$/

function definedIds({ ec2 }: RegionEstate): Set<string | undefined> {
  return new Set([
    ...ec2.vpcs.map(({ VpcId }) => VpcId),
    ...[...ec2.subnets].map(({ SubnetId }) => SubnetId),
    ...[...ec2.securityGroups].map(({ GroupId }) => GroupId),
    ...[...ec2.routeTables].map(({ RouteTableId }) => RouteTableId),
    ...ec2.internetGateways.map(({ InternetGatewayId }) => InternetGatewayId),
    ...ec2.natGateways.map(({ NatGatewayId }) => NatGatewayId),
    ...[...ec2.networkInterfaces].map(({ NetworkInterfaceId }) => NetworkInterfaceId),
    ...[...ec2.instances].map(({ InstanceId }) => InstanceId),
    ...ec2.launchTemplateVersions.map(({ LaunchTemplateId }) => LaunchTemplateId),
    ...ec2.images.map(({ ImageId }) => ImageId),
    ...ec2.prefixLists.map(({ PrefixListId }) => PrefixListId),
    ...ec2.vpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId),
  ])
}

const arns =
  /^arn:aws:(?:ecs:[^:]*:[^:]*:(?:cluster|service|task-definition|task|container-instance|capacity-provider|service-revision|service-deployment)\/|elasticloadbalancing:|ecr:|iam::\d+:(?:role|policy|instance-profile)\/|autoscaling:[^:]*:[^:]*:autoScalingGroup|events:|scheduler:)/

function definedArns({ ecs, elbv2, ecr, autoscaling, events, scheduler }: RegionEstate, { iam }: AccountEstate) {
  const definitions = [...ecs.taskDefinitions].flatMap(({ revisions }) => [...revisions])
  return new Set([
    ...[...ecs.clusters].map(({ clusterArn }) => clusterArn),
    ...[...ecs.services].map(({ serviceArn }) => serviceArn),
    ...definitions.flatMap(({ taskDefinitionArn = '' }) => [taskDefinitionArn, taskDefinitionArn.replace(/:\d+$/, '')]),
    ...[...ecs.tasks].map(({ taskArn }) => taskArn),
    ...[...ecs.containerInstances].map(({ containerInstanceArn }) => containerInstanceArn),
    ...ecs.capacityProviders.map(({ capacityProviderArn }) => capacityProviderArn),
    ...[...ecs.serviceRevisions].map(({ serviceRevisionArn }) => serviceRevisionArn),
    ...ecs.serviceDeployments.map(({ serviceDeploymentArn }) => serviceDeploymentArn),
    ...[...elbv2.loadBalancers].map(({ LoadBalancerArn }) => LoadBalancerArn),
    ...[...elbv2.targetGroups].map(({ TargetGroupArn }) => TargetGroupArn),
    ...[...elbv2.listeners].map(({ ListenerArn }) => ListenerArn),
    ...Object.values(elbv2.rules).flatMap((rules) => rules.map(({ RuleArn }) => RuleArn)),
    ...[...ecr.repositories].map(({ repository }) => repository.repositoryArn),
    ...[...ecr.repositories].flatMap(({ repository, images }) =>
      images.map(({ detail }) => `${repository.repositoryArn}/${detail.imageDigest}`),
    ),
    ...autoscaling.groups.map(({ AutoScalingGroupARN }) => AutoScalingGroupARN),
    ...events.rules.map(({ Arn }) => Arn),
    ...scheduler.schedules.map(({ Arn }) => Arn),
    ...[...iam.roles].flatMap(({ Arn, InstanceProfileList = [] }) => [Arn, ...InstanceProfileList.map((p) => p.Arn)]),
    ...[...iam.policies].map(({ Arn }) => Arn),
  ])
}

describe.each(places)('the sample estate in $place', ({ account, region, content }) => {
  test('names no EC2 object that is not there', () => {
    const defined = definedIds(content)
    expect(texts(content).filter((text) => ids.test(text) && !defined.has(text))).toEqual([])
  })

  test('names no ECS, load balancing, registry, schedule or IAM object that is not there, but for the role meant to be deleted', () => {
    const defined = definedArns(content, account)
    const missing = texts(content).filter((text) => arns.test(text) && !defined.has(text))
    const meant = `arn:aws:iam::${account.id}:role/refunds-legacy-task`
    expect(new Set(missing)).toEqual(new Set(region === 'us-east-1' && account === estate.accounts[0] ? [meant] : []))
  })

  test('names no log group that is not there, but for the one meant to be missing', () => {
    const groups = new Set([...content.logs.groups].map(({ logGroupName }) => logGroupName))
    const named = [...content.ecs.taskDefinitions]
      .flatMap(({ revisions }) => revisions.at(-1)?.containerDefinitions ?? [])
      .flatMap(({ logConfiguration }) => logConfiguration?.options?.['awslogs-group'] ?? [])
    expect(named.filter((name) => !groups.has(name) && name !== '/ecs/ledger-export')).toEqual([])
  })

  test('gives every running task of awsvpc mode an interface with an address of its own', () => {
    const interfaces = new Map([...content.ec2.networkInterfaces].map((eni) => [eni.NetworkInterfaceId, eni]))
    const addresses = [...content.ec2.networkInterfaces].map(({ PrivateIpAddress }) => PrivateIpAddress)
    expect(new Set(addresses).size).toBe(addresses.length)
    for (const { attachments = [], containers = [] } of content.ecs.tasks) {
      for (const { details = [] } of attachments) {
        const value = (name: string) => details.find((detail) => detail.name === name)?.value
        const eni = interfaces.get(value('networkInterfaceId'))
        expect(eni?.SubnetId).toBe(value('subnetId'))
        expect(containers[0]?.networkInterfaces?.[0]?.privateIpv4Address).toBe(eni?.PrivateIpAddress)
      }
    }
  })

  test('counts as many running tasks for each service, cluster and host as there are', () => {
    const running = [...content.ecs.tasks].filter(({ lastStatus }) => lastStatus === 'RUNNING')
    for (const { serviceName, clusterArn, runningCount } of content.ecs.services) {
      const own = running.filter((task) => task.group === `service:${serviceName}` && task.clusterArn === clusterArn)
      expect(own.length, serviceName).toBe(runningCount)
    }
    for (const { clusterArn, runningTasksCount } of content.ecs.clusters) {
      expect(running.filter((task) => task.clusterArn === clusterArn).length).toBe(runningTasksCount)
    }
    for (const { containerInstanceArn, runningTasksCount } of content.ecs.containerInstances) {
      expect(running.filter((task) => task.containerInstanceArn === containerInstanceArn).length).toBe(
        runningTasksCount,
      )
    }
  })

  test('spreads each tier over three zones', () => {
    const zones = Map.groupBy([...content.ec2.subnets], ({ Tags = [] }) => Tags[0]?.Value?.slice(0, -2))
    for (const subnets of zones.values()) {
      expect(new Set(subnets.map(({ AvailabilityZoneId }) => AvailabilityZoneId)).size).toBe(3)
    }
  })

  test('has nothing from the future but the end of certificates', () => {
    const dates = (value: unknown): Date[] => {
      if (value instanceof Date) return [value]
      if (value === null || typeof value !== 'object') return []
      return Object.entries(value).flatMap(([name, inner]) => (name === 'NotAfter' ? [] : dates(inner)))
    }
    expect(dates(content).filter((date) => date > now)).toEqual([])
  })
})

describe('the sample estate', () => {
  test('is the same for the same time and seed, and another for another seed', () => {
    const again = JSON.stringify(buildSample({ now, seed: 1 }))
    expect(again).toBe(JSON.stringify(estate))
    expect(JSON.stringify(buildSample({ now, seed: 2 }))).not.toBe(again)
  })

  test('moves all its dates with the time given', () => {
    const later = buildSample({ now: new Date(now.getTime() + 86_400_000), seed: 1 })
    const started = ({ accounts }: typeof estate) =>
      accounts[0]?.regions['us-east-1']?.ecs.tasks.at(0)?.startedAt?.getTime()
    expect(started(later)).toBe((started(estate) ?? 0) + 86_400_000)
  })

  test('holds every planted secret, and no secret twice', () => {
    const everything = JSON.stringify(estate)
    const escaped = (secret: string) => JSON.stringify(secret).slice(1, -1)
    expect(plantedSecrets.filter((secret) => !everything.includes(escaped(secret)))).toEqual([])
    expect(new Set(plantedSecrets).size).toBe(plantedSecrets.length)
  })

  test('leaves out of a container what its builder is told to take away', () => {
    const families = [...(estate.accounts[0]?.regions['us-east-1']?.ecs.taskDefinitions ?? [])]
    const portal = families.find(({ family }) => family === 'admin-portal')?.revisions.at(-1)?.containerDefinitions?.[0]
    expect(portal?.name).toBe('app')
    expect(Object.keys(portal ?? {})).not.toContain('user')
    expect(Object.keys(portal ?? {})).not.toContain('healthCheck')
  })

  test('runs some forty services in two accounts and two regions', () => {
    const services = places.flatMap(({ content }) => [...content.ecs.services])
    expect(services.length).toBeGreaterThanOrEqual(40)
    expect(services.length).toBeLessThanOrEqual(49)
    expect(estate.accounts.map(({ id, enabledRegions }) => [id, enabledRegions.toSorted()])).toEqual([
      ['111122223333', ['eu-west-1', 'us-east-1']],
      ['444455556666', ['eu-west-1', 'us-east-1']],
    ])
  })
})
