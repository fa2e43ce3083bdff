import { describe, expect, test } from 'vitest'
import {
  capacityProvider,
  cluster,
  schedule,
  service,
  standaloneTask,
  task,
  taskDefinition,
  taskSet,
} from '#lib/checks/testing/ecs.ts'
import type { EstateOptions, Given } from '#lib/checks/testing/estate.ts'
import * as id from '#lib/checks/testing/ids.ts'
import { lookOf } from '#lib/checks/testing/look-of.ts'
import { scalableTarget } from '#lib/checks/testing/network.ts'
import type { Service } from '../types/ecs.ts'
import { isDormant, revisionsInUse, usesByRevision } from './usage.ts'

const revision = (number: number) => `${id.familyId}:${number}`
const nothing = { services: [], tasks: [], taskSchedules: [] }

/** `revision usage launch` of everything in use. */
function uses(given: Given, options?: EstateOptions): string[] {
  const found = usesByRevision(lookOf({ ...nothing, ...given }, options))
  return [...found].flatMap(([arn, list]) =>
    list.map((use) => `${arn.slice(arn.lastIndexOf(':') + 1)} ${use.usage} ${use.launch}`),
  )
}

describe('IN-USE TASKDEF', () => {
  test('by a service', () => {
    expect(uses({ services: [service()] })).toEqual(['3 desired FARGATE'])
  })
  test('by every deployment under way', () => {
    const before = service({ taskDefinition: revision(2) }).deployments
    const deployments = [...service().deployments, ...before]
    expect(uses({ services: [service({ deployments })] })).toEqual(['3 desired FARGATE', '2 desired FARGATE'])
  })
  test('by task sets, where the service’s own field may be stale', () => {
    const taskSets = [taskSet({ taskDefinition: revision(2) })]
    const deploymentController = { type: 'CODE_DEPLOY' }
    expect(uses({ services: [service({ deploymentController, deployments: [], taskSets })] })).toEqual([
      '2 desired FARGATE',
    ])
  })
  test('by a task set before its first promotion, on the compute it names', () => {
    const taskSets = [taskSet({ status: 'ACTIVE', taskDefinition: revision(2) })]
    const deploymentController = { type: 'EXTERNAL' }
    const waiting = service({ deploymentController, launchType: undefined, deployments: [], taskSets })
    expect(uses({ services: [waiting] })).toEqual(['2 desired FARGATE'])
  })
  test('not by a service that is being deleted', () => {
    expect(uses({ services: [service({ status: 'DRAINING' })] })).toEqual([])
  })
  test('by its running and starting tasks, with their overrides', () => {
    const overrides = { taskRoleArn: id.taskRoleArn, containerOverrides: [] }
    const tasks = [task({ overrides }), task({ taskArn: 'other', lastStatus: 'PENDING' })]
    expect(uses({ tasks })).toEqual(['3 running FARGATE', '3 running FARGATE'])
    const [first] = usesByRevision(lookOf({ ...nothing, tasks })).get(revision(3)) ?? []
    expect(first?.override).toEqual(overrides)
  })
  test('not by a stopped task of a service', () => {
    expect(uses({ tasks: [task({ lastStatus: 'STOPPED' })] })).toEqual([])
  })
  test('by a stopped task that no service started', () => {
    expect(uses({ tasks: [standaloneTask({ lastStatus: 'STOPPED' })] })).toEqual(['3 scheduled FARGATE'])
  })
  test('a task belongs to the service of its own cluster', () => {
    const elsewhere = service({
      clusterArn: id.arn('ecs', 'cluster/other'),
      serviceArn: id.arn('ecs', 'service/other/web'),
    })
    const found = usesByRevision(lookOf({ ...nothing, services: [elsewhere], tasks: [task()] })).get(revision(3))
    expect(found?.map((use) => [use.usage, use.service?.serviceArn])).toEqual([
      ['desired', elsewhere.serviceArn],
      ['running', undefined],
    ])
  })
  test('by a schedule, also one that names no revision', () => {
    expect(uses({ taskSchedules: [schedule({ TaskDefinitionArn: revision(1) })] })).toEqual(['1 scheduled FARGATE'])
    expect(uses({ taskSchedules: [schedule({ TaskDefinitionArn: id.familyId })] })).toEqual(['3 scheduled FARGATE'])
  })
  test('a schedule of a family without an active revision starts nothing', () => {
    expect(uses({ taskSchedules: [schedule({ TaskDefinitionArn: id.familyId })], families: [] })).toEqual([])
  })
  test('by a task that a scan of the last 30 days saw', () => {
    const seen = (days: number, region = id.region) => ({
      history: {
        standaloneTasks: [
          { region, clusterArn: id.clusterArn, taskDefinitionArn: revision(3), lastSeenAt: id.daysAgo(days) },
        ],
      },
    })
    expect(uses({}, seen(29))).toEqual(['3 scheduled FARGATE'])
    expect(uses({}, seen(31))).toEqual([])
    expect(uses({}, seen(1, 'us-east-1'))).toEqual([])
    const onHosts = taskDefinition({ requiresCompatibilities: ['EC2'] })
    expect(uses({ taskDefinitions: [onHosts] }, seen(1))).toEqual(['3 scheduled EC2'])
  })
  test('compute that could not be read is marked, and hides nothing else', () => {
    const gap = {
      section: 'capacityProviders',
      region: id.region,
      action: 'ecs:DescribeCapacityProviders',
      reason: 'denied',
    } as const
    const onHosts = service({
      launchType: undefined,
      capacityProviderStrategy: [{ capacityProvider: 'hosts', weight: 1 }],
    })
    const look = lookOf({ ...nothing, services: [onHosts], tasks: [task()], capacityProviders: [] }, { gaps: [gap] })
    const found = usesByRevision(look).get(revision(3))
    expect(found?.map((use) => [use.launch, use.gaps?.[0]?.action])).toEqual([
      [undefined, 'ecs:DescribeCapacityProviders'],
      ['FARGATE', undefined],
    ])
  })
  test('the revisions to read are the same', () => {
    const look = lookOf({ taskSchedules: [schedule({ TaskDefinitionArn: revision(1) })] })
    expect(revisionsInUse(look)).toEqual([...usesByRevision(look).keys()])
  })
})

describe('DORMANT', () => {
  const idle = { desiredCount: 0, runningCount: 0 }
  const hosts = capacityProvider()
  test.each<[string, Partial<Service>, Given, boolean]>([
    ['nothing wanted, running or able to start', idle, { scalableTargets: [] }, true],
    [
      'a target that keeps it at zero',
      idle,
      { scalableTargets: [scalableTarget({ MinCapacity: 0, MaxCapacity: 0 })] },
      true,
    ],
    ['a target that could start it', idle, {}, false],
    [
      'the target of a same-named service',
      idle,
      { scalableTargets: [scalableTarget({ ResourceId: 'service/other/web' })] },
      true,
    ],
    ['tasks still run', { desiredCount: 0, runningCount: 1 }, { scalableTargets: [] }, false],
    ['tasks wanted, none runs', { desiredCount: 1, runningCount: 0 }, { scalableTargets: [] }, false],
    [
      'CODE_DEPLOY wants tasks in its task set',
      { ...idle, deploymentController: { type: 'CODE_DEPLOY' }, taskSets: [taskSet()] },
      { scalableTargets: [] },
      false,
    ],
    [
      'EXTERNAL wants none there',
      { ...idle, deploymentController: { type: 'EXTERNAL' }, taskSets: [taskSet({ computedDesiredCount: 0 })] },
      { scalableTargets: [] },
      true,
    ],
    [
      'a daemon in a cluster without instances',
      { ...idle, schedulingStrategy: 'DAEMON' },
      { clusters: [cluster({ registeredContainerInstancesCount: 0 })] },
      true,
    ],
    [
      'a daemon in a cluster with instances',
      { ...idle, schedulingStrategy: 'DAEMON' },
      { clusters: [cluster({ registeredContainerInstancesCount: 2 })], capacityProviders: [hosts] },
      false,
    ],
  ])('%s: %#', (_, over, given, expected) => {
    expect(isDormant(lookOf(given), service(over))).toBe(expected)
  })
})
