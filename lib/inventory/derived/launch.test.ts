import { describe, expect, test } from 'vitest'
import { capacityProvider, cluster, service, task, taskSet } from '#lib/checks/testing/ecs.ts'
import * as id from '#lib/checks/testing/ids.ts'
import { lookOf } from '#lib/checks/testing/look-of.ts'
import { MissingEvidence } from '../look.ts'
import type { Service, StrategyItem } from '../types/ecs.ts'
import { launchesOf, launchOfTask, primaryOf } from './launch.ts'

const managed = capacityProvider({ name: 'managed', type: 'MANAGED_INSTANCES', autoScalingGroupProvider: undefined })
const item = (capacityProvider: string, weight?: number, base?: number): StrategyItem => ({
  capacityProvider,
  weight,
  base,
})

function launched(over: Partial<Service>, defaults: StrategyItem[] = []) {
  const look = lookOf({
    clusters: [cluster({ defaultCapacityProviderStrategy: defaults })],
    capacityProviders: [capacityProvider(), managed],
  })
  return launchesOf(look, service({ launchType: undefined, ...over }))
}

describe('LAUNCH of a service', () => {
  test.each<[string, Partial<Service>, StrategyItem[], string[]]>([
    ['its launch type', { launchType: 'FARGATE' }, [], ['FARGATE']],
    ['a launch type wins over the cluster’s default', { launchType: 'EC2' }, [item('FARGATE', 1)], ['EC2']],
    ['FARGATE_SPOT is Fargate', { capacityProviderStrategy: [item('FARGATE_SPOT', 1)] }, [], ['FARGATE']],
    ['an Auto Scaling group provider is EC2', { capacityProviderStrategy: [item('hosts', 1)] }, [], ['EC2']],
    ['Managed Instances', { capacityProviderStrategy: [item('managed', 1)] }, [], ['MANAGED_INSTANCES']],
    [
      'a provider by ARN',
      { capacityProviderStrategy: [item(id.arn('ecs', 'capacity-provider/managed'), 1)] },
      [],
      ['MANAGED_INSTANCES'],
    ],
    ['the cluster’s default strategy', {}, [item('FARGATE', 1)], ['FARGATE']],
    ['an empty strategy is none', { capacityProviderStrategy: [] }, [item('FARGATE', 1)], ['FARGATE']],
    ['nothing at all is EC2', {}, [], ['EC2']],
    [
      'entries of weight 0 and base 0 are ignored',
      { capacityProviderStrategy: [item('FARGATE', 0, 0), item('managed', 1)] },
      [],
      ['MANAGED_INSTANCES'],
    ],
    [
      'a base is enough',
      { capacityProviderStrategy: [item('hosts', 0, 1), item('managed', 1)] },
      [],
      ['EC2', 'MANAGED_INSTANCES'],
    ],
    ['a single entry needs no weight', { capacityProviderStrategy: [item('FARGATE')] }, [], ['FARGATE']],
    ['a daemon never follows a strategy', { schedulingStrategy: 'DAEMON' }, [item('FARGATE', 1)], ['EC2']],
    ['a daemon on external machines', { schedulingStrategy: 'DAEMON', launchType: 'EXTERNAL' }, [], ['EXTERNAL']],
  ])('%s', (_, over, defaults, expected) => {
    expect(launched(over, defaults)).toEqual(expected)
  })

  test.each(['CODE_DEPLOY', 'EXTERNAL'])('%s: the PRIMARY task set’s', (type) => {
    const taskSets = [taskSet({ status: 'ACTIVE', launchType: 'EC2' }), taskSet({ launchType: 'FARGATE' })]
    expect(launched({ deploymentController: { type }, launchType: 'EC2', taskSets })).toEqual(['FARGATE'])
  })
  test('not known before the first promotion', () => {
    expect(launched({ deploymentController: { type: 'EXTERNAL' } })).toBeUndefined()
  })
  test('a provider that could not be read is missing evidence', () => {
    const gap = {
      section: 'capacityProviders',
      region: id.region,
      action: 'ecs:DescribeCapacityProviders',
      reason: 'denied',
    } as const
    const look = lookOf({ capacityProviders: [] }, { gaps: [gap] })
    const onHosts = service({ launchType: undefined, capacityProviderStrategy: [item('hosts', 1)] })
    expect(() => launchesOf(look, onHosts)).toThrow(MissingEvidence)
    expect(launchesOf(look, service())).toEqual(['FARGATE'])
  })
})

describe('LAUNCH of a task', () => {
  const look = lookOf({ capacityProviders: [managed] })
  test.each<[Partial<Parameters<typeof task>[0]>, string]>([
    [{ launchType: 'EXTERNAL' }, 'EXTERNAL'],
    [{ launchType: undefined, capacityProviderName: 'FARGATE' }, 'FARGATE'],
    [{ launchType: undefined, capacityProviderName: 'managed' }, 'MANAGED_INSTANCES'],
    [{ launchType: undefined, capacityProviderName: undefined }, 'EC2'],
  ])('%o', (over, expected) => {
    expect(launchOfTask(look, task(over))).toBe(expected)
  })
})

describe('PRIMARY', () => {
  test('of an ECS service is the service itself', () => {
    expect(primaryOf(service())).toMatchObject({
      path: '',
      taskDefinition: id.taskDefinitionArn,
      launchType: 'FARGATE',
    })
  })
  test('of a task set says where it stands', () => {
    const taskSets = [taskSet({ status: 'ACTIVE' }), taskSet({ platformVersion: '1.3.0' })]
    const deployed = service({ deploymentController: { type: 'CODE_DEPLOY' }, platformVersion: 'LATEST', taskSets })
    expect(primaryOf(deployed)).toMatchObject({ path: 'taskSets[1].', platformVersion: '1.3.0' })
  })
})
