import { describe, expect, test } from 'vitest'
import type { AccountEstate, Collection, Estate, RegionEstate } from '../../estate.ts'
import { sizedEstate } from './index.ts'
import { accountCounts, countsOf, type Size, sizes } from './size.ts'

const now = new Date('2026-11-22T09:00:00Z')
const build = (size: Size, changed = 0, seed = 1) => sizedEstate({ size, changed })({ now, seed })
const accountOf = ({ accounts }: Estate): AccountEstate => accounts[0] ?? expect.fail('no account')
const regionOf = (estate: Estate): RegionEstate =>
  Object.values(accountOf(estate).regions)[0] ?? expect.fail('no region')

const tiny: Size = { clusters: 4, services: 40, families: 50, revisions: 3 }

test.each(Object.entries({ ...sizes, tiny }))('the %s estate has as many of everything as its size says', (_, size) => {
  const { ecs, ec2, elbv2, ecr, logs, applicationAutoscaling } = regionOf(build(size))
  const { iam } = accountOf(build(size))
  const { servicesPerCluster, tasksPerCluster, hostClusters, ...counts } = countsOf(size)
  expect({
    clusters: ecs.clusters.length,
    services: ecs.services.length,
    tasks: ecs.tasks.length,
    hosts: ecs.containerInstances.length,
    families: ecs.taskDefinitions.length,
    revisions: [...ecs.taskDefinitions].reduce((sum, { revisions }) => sum + revisions.length, 0),
    serviceRevisions: ecs.serviceRevisions.length,
    capacityProviders: ecs.capacityProviders.length + 2,
    accountSettings: ecs.accountSettings.length,
    vpcs: ec2.vpcs.length,
    subnets: ec2.subnets.length,
    routeTables: ec2.routeTables.length,
    securityGroups: ec2.securityGroups.length,
    networkInterfaces: ec2.networkInterfaces.length,
    machineImages: ec2.images.length,
    loadBalancers: elbv2.loadBalancers.length,
    targetGroups: elbv2.targetGroups.length,
    listeners: elbv2.listeners.length,
    scalableTargets: applicationAutoscaling.scalableTargets.length,
    repositories: ecr.repositories.length,
    images: [...ecr.repositories].flatMap(({ images }) => images).length,
    logGroups: logs.groups.length,
    roles: iam.roles.length - accountCounts.roles,
  }).toEqual(counts)
  expect(iam.policies.length).toBe(accountCounts.policies)
  expect([ecs.services.length / size.clusters, ecs.tasks.length / size.clusters]).toEqual([
    servicesPerCluster,
    tasksPerCluster,
  ])
  expect(new Set([...ecs.containerInstances].map(({ clusterArn }) => clusterArn)).size).toBe(hostClusters)
})

test('the named sizes are those that scans are measured with', () => {
  expect(sizes).toEqual({
    small: { clusters: 1, services: 10, families: 20, revisions: 1 },
    medium: { clusters: 20, services: 500, families: 800, revisions: 10 },
    large: { clusters: 200, services: 10_000, families: 10_000, revisions: 50 },
  })
})

describe('what a sized estate holds', () => {
  const estate = build(tiny)
  const { ecs, ec2, elbv2, ecr, logs } = regionOf(estate)
  const named = (values: Iterable<string | undefined>) => new Set(values)

  test('refers to what is there', () => {
    const groups = named([...ec2.securityGroups].map(({ GroupId }) => GroupId))
    const subnets = named([...ec2.subnets].map(({ SubnetId }) => SubnetId))
    const targetGroups = named([...elbv2.targetGroups].map(({ TargetGroupArn }) => TargetGroupArn))
    const roles = named([...accountOf(estate).iam.roles].map(({ Arn }) => Arn))
    const definitions = [...ecs.taskDefinitions].flatMap(({ revisions }) => [...revisions])
    const arns = named(definitions.map(({ taskDefinitionArn }) => taskDefinitionArn))
    const images = named(
      [...ecr.repositories].flatMap(({ repository, images }) =>
        images.map(({ detail }) => `${repository.repositoryUri}:${detail.imageTags?.[0]}@${detail.imageDigest}`),
      ),
    )
    for (const { networkConfiguration, loadBalancers = [], taskDefinition } of ecs.services) {
      const { subnets: placed = [], securityGroups = [] } = networkConfiguration?.awsvpcConfiguration ?? {}
      expect([...groups]).toEqual(expect.arrayContaining(securityGroups))
      expect([...subnets]).toEqual(expect.arrayContaining(placed))
      expect([...targetGroups]).toEqual(expect.arrayContaining(loadBalancers.map((one) => one.targetGroupArn)))
      expect(arns).toContain(taskDefinition)
    }
    for (const { taskDefinitionArn, containers = [] } of ecs.tasks) {
      expect(arns).toContain(taskDefinitionArn)
      for (const { image, imageDigest } of containers) expect(images).toContain(`${image}@${imageDigest}`)
    }
    for (const { taskRoleArn, executionRoleArn } of definitions) {
      expect(roles).toContain(executionRoleArn)
      if (taskRoleArn) expect(roles).toContain(taskRoleArn)
    }
    for (const { LoadBalancerArns = [] } of elbv2.targetGroups) expect(LoadBalancerArns).toHaveLength(1)
  })

  test('routes every target group through the listener of its load balancer', () => {
    const forwarded = [...elbv2.listeners].flatMap(({ ListenerArn = '' }) =>
      (elbv2.rules[ListenerArn] ?? []).flatMap(({ Actions = [] }) =>
        Actions.flatMap((one) => one.TargetGroupArn ?? []),
      ),
    )
    expect(forwarded).toEqual([...elbv2.targetGroups].map(({ TargetGroupArn }) => TargetGroupArn))
    for (const { TargetGroupArn = '' } of elbv2.targetGroups) {
      expect(elbv2.targetGroupAttributes[TargetGroupArn]).not.toHaveLength(0)
      expect(elbv2.targetHealth[TargetGroupArn]).toHaveLength(3)
    }
  })

  test('gives every task an interface with an address of its own and a log stream', () => {
    const interfaces = new Map([...ec2.networkInterfaces].map((eni) => [eni.NetworkInterfaceId, eni.PrivateIpAddress]))
    expect(interfaces.size).toBe(ec2.networkInterfaces.length)
    expect(new Set(interfaces.values()).size).toBe(interfaces.size)
    for (const { taskArn = '', attachments = [], containers = [], group = '' } of ecs.tasks) {
      const eni = attachments[0]?.details?.find(({ name }) => name === 'networkInterfaceId')?.value
      expect(containers[0]?.networkInterfaces?.[0]?.privateIpv4Address).toBe(interfaces.get(eni))
      const streams = logs.streams[group.replace('service:', '/ecs/')] ?? []
      expect(streams.map(({ logStreamName }) => logStreamName)).toContain(`ecs/app/${taskArn.slice(-32)}`)
    }
  })

  test('counts as many running tasks for each cluster and host as there are', () => {
    const tasks = [...ecs.tasks]
    for (const { clusterArn, runningTasksCount } of ecs.clusters) {
      expect(tasks.filter((task) => task.clusterArn === clusterArn).length).toBe(runningTasksCount)
    }
    for (const { containerInstanceArn, runningTasksCount } of ecs.containerInstances) {
      expect(tasks.filter((task) => task.containerInstanceArn === containerInstanceArn).length).toBe(runningTasksCount)
    }
  })

  test('is found by cluster and by load balancer as by looking at everything', () => {
    const arnsWithin = <T>(items: Collection<T>, parent: string, arn: (item: T) => string | undefined) =>
      [...(items.within?.(parent) ?? [])].map(arn)
    for (const { clusterArn = '' } of ecs.clusters) {
      const own = [...ecs.services].filter((service) => service.clusterArn === clusterArn)
      expect(arnsWithin(ecs.services, clusterArn, ({ serviceArn }) => serviceArn)).toEqual(
        own.map(({ serviceArn }) => serviceArn),
      )
      const ownTasks = [...ecs.tasks].filter((task) => task.clusterArn === clusterArn)
      expect(arnsWithin(ecs.tasks, clusterArn, ({ taskArn }) => taskArn)).toEqual(
        ownTasks.map(({ taskArn }) => taskArn),
      )
    }
    for (const { LoadBalancerArn = '' } of elbv2.loadBalancers) {
      const own = [...elbv2.listeners].filter((listener) => listener.LoadBalancerArn === LoadBalancerArn)
      expect(arnsWithin(elbv2.listeners, LoadBalancerArn, ({ ListenerArn }) => ListenerArn)).toEqual(
        own.map(({ ListenerArn }) => ListenerArn),
      )
    }
    expect(arnsWithin(ecs.services, 'arn:aws:ecs:us-east-1:222233334444:cluster/cluster-0004', String)).toEqual([])
  })

  test('is the same for the same time and seed, and another for another seed', () => {
    const ids = (estate: Estate) => JSON.stringify([...regionOf(estate).ecs.tasks])
    expect(ids(build(tiny))).toBe(ids(estate))
    expect(ids(build(tiny, 0, 2))).not.toBe(ids(estate))
  })

  test('is there in every region that is asked for', () => {
    const regions = ['eu-west-1', 'us-east-1']
    const account = accountOf(sizedEstate({ size: tiny, regions })({ now, seed: 1 }))
    expect(Object.values(account.regions).map(({ ecs }) => ecs.services.length)).toEqual([40, 40])
    expect(new Set([...account.iam.roles].map(({ Arn }) => Arn)).size).toBe(40 * 2 * 2 + accountCounts.roles)
  })
})

describe('a change', () => {
  const [before, after] = [regionOf(build(tiny)), regionOf(build(tiny, 3))]
  const served = ({ ecs }: RegionEstate) => [...ecs.services].map(({ taskDefinition }) => taskDefinition)

  test('gives so many families another revision, to which their services and tasks move', () => {
    const moved = served(after).filter((arn) => !served(before).includes(arn))
    expect(moved.map((arn) => arn?.slice(-12))).toEqual(['app-000000:4', 'app-000001:4', 'app-000002:4'])
    const [first] = [...after.ecs.taskDefinitions]
    expect(first?.revisions.length).toBe(4)
    const tasks = new Set([...before.ecs.tasks].map(({ taskArn }) => taskArn))
    const fresh = [...after.ecs.tasks].filter(({ taskArn }) => !tasks.has(taskArn))
    expect(fresh.map(({ taskDefinitionArn }) => taskDefinitionArn)).toEqual(
      moved.flatMap((taskDefinition) => [taskDefinition, taskDefinition, taskDefinition]),
    )
  })

  test('leaves everything else as it is', () => {
    expect([...after.ecs.services].slice(3)).toEqual([...before.ecs.services].slice(3))
    expect([...after.ec2.securityGroups]).toEqual([...before.ec2.securityGroups])
    expect([...after.elbv2.targetGroups]).toEqual([...before.elbv2.targetGroups])
  })
})
