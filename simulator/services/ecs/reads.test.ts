import { expect, test } from 'vitest'
import { type BuildEstate, emptyRegion, type TaskDefinitionFamily } from '../../estate.ts'
import { clientsOf } from '../../testing/clients.ts'
import { clusterArn, otherClusterArn, serviceArn, taskArn, taskDefinitionArn } from '../../testing/ecs.ts'
import { fixtureEstate, region } from '../../testing/estate.ts'
import { errorCode, simulate } from '../../testing/simulated.ts'

const cluster = 'main'

test('what has to be asked for is missing when it is not', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const { clusters } = await ecs.describeClusters({ clusters: [cluster] })
  expect(Object.keys(clusters?.[0] ?? {}).sort()).toEqual([
    'activeServicesCount',
    'capacityProviders',
    'clusterArn',
    'clusterName',
    'runningTasksCount',
    'status',
  ])
  expect((await ecs.describeServices({ cluster, services: ['api'] })).services?.[0]).not.toHaveProperty('tags')
  expect((await ecs.describeTasks({ cluster, tasks: ['a1'] })).tasks?.[0]).not.toHaveProperty('tags')
  expect(await ecs.describeTaskDefinition({ taskDefinition: 'api' })).not.toHaveProperty('tags')
  const { containerInstanceArns: containerInstances } = await ecs.listContainerInstances({ cluster })
  const described = await ecs.describeContainerInstances({ cluster, containerInstances })
  expect(described.containerInstances?.[0]).not.toHaveProperty('healthStatus')
})

test('what is not there is a failure with its ARN, beside what is', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  expect(await ecs.describeClusters({ clusters: ['gone', cluster] })).toMatchObject({
    clusters: [{ clusterArn }],
    failures: [{ arn: 'arn:aws:ecs:us-east-1:111122223333:cluster/gone', reason: 'MISSING' }],
  })
  expect(await ecs.describeServices({ cluster, services: ['gone', 'api'] })).toMatchObject({
    services: [{ serviceName: 'api' }],
    failures: [{ arn: serviceArn('gone'), reason: 'MISSING' }],
  })
})

test('tasks and services are found in their own cluster alone', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const tasks = [taskArn('a1')]
  expect(await ecs.describeTasks({ cluster: otherClusterArn, tasks })).toMatchObject({
    tasks: [],
    failures: [{ arn: tasks[0] }],
  })
  expect(await ecs.describeServices({ cluster: 'other', services: [serviceArn('api')] })).toMatchObject({
    services: [],
  })
  expect((await ecs.listServices({ cluster: 'other' })).serviceArns).toEqual([])
})

test('a cluster that is not there is an error of its own', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  expect(await errorCode(ecs.listServices({ cluster: 'gone' }))).toBe('ClusterNotFoundException')
  expect(await errorCode(ecs.describeServices({ services: ['api'] }))).toBe('ClusterNotFoundException')
  expect(await errorCode(ecs.listTasks({ cluster: 'gone' }))).toBe('ClusterNotFoundException')
  expect(await errorCode(ecs.listServiceDeployments({ cluster, service: 'gone' }))).toBe('ServiceNotFoundException')
})

test('an INACTIVE revision is described by number and by ARN, and a family by its newest ACTIVE one', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const inactive = { taskDefinition: { revision: 1, status: 'INACTIVE' } }
  expect(await ecs.describeTaskDefinition({ taskDefinition: 'api:1' })).toMatchObject(inactive)
  expect(await ecs.describeTaskDefinition({ taskDefinition: taskDefinitionArn('api:1') })).toMatchObject(inactive)
  expect(await ecs.describeTaskDefinition({ taskDefinition: 'api' })).toMatchObject({
    taskDefinition: { revision: 12 },
  })
  expect(await errorCode(ecs.describeTaskDefinition({ taskDefinition: 'api:13' }))).toBe('ClientException')
})

test('revisions that are made when they are asked for are not made to be skipped', async () => {
  let made = 0
  const lazyFamily = (name: string): TaskDefinitionFamily => {
    const at = (index: number) => {
      made += 1
      const revision = index + 1
      return {
        taskDefinitionArn: taskDefinitionArn(`${name}:${revision}`),
        family: name,
        revision,
        status: 'ACTIVE' as const,
      }
    }
    return { family: name, revisions: { length: 50, at, *[Symbol.iterator]() {} } }
  }
  const build: BuildEstate = (options) => {
    const estate = fixtureEstate(options)
    const { ecs } = estate.accounts[0]?.regions[region] ?? emptyRegion()
    ecs.taskDefinitions = Array.from({ length: 1000 }, (_, index) => lazyFamily(`family-${index}`))
    return estate
  }
  await using simulated = await simulate({ build })
  const { ecs } = clientsOf(simulated.client())
  const first = await ecs.listTaskDefinitions({})
  const second = await ecs.listTaskDefinitions({ nextToken: first.nextToken })
  expect([...(first.taskDefinitionArns ?? []), ...(second.taskDefinitionArns ?? [])]).toHaveLength(200)
  await ecs.describeTaskDefinition({ taskDefinition: 'family-999' })
  expect(made).toBeLessThan(210)
})

test('revisions are listed by status, oldest or newest first', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const list = async (input: object) => (await ecs.listTaskDefinitions(input)).taskDefinitionArns
  expect(await list({ status: 'INACTIVE' })).toEqual(['api:1', 'worker:1'].map(taskDefinitionArn))
  expect(await list({ sort: 'DESC', maxResults: 2 })).toEqual(['worker:3', 'worker:2'].map(taskDefinitionArn))
  expect(await list({ familyPrefix: 'work' })).toEqual([])
  expect((await ecs.listTaskDefinitionFamilies({ familyPrefix: 'work' })).families).toEqual(['worker'])
})

test('tasks are listed RUNNING unless STOPPED is asked for, and by what they belong to', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const list = async (input: object) => (await ecs.listTasks({ cluster, ...input })).taskArns
  expect(await list({})).toEqual(['a1', 'a2'].map(taskArn))
  expect(await list({ desiredStatus: 'STOPPED' })).toEqual([taskArn('a3')])
  expect(await list({ serviceName: 'api', family: 'api', launchType: 'FARGATE' })).toHaveLength(2)
  expect(await list({ serviceName: 'other' })).toEqual([])
  expect(await list({ family: 'worker' })).toEqual([])
})

test('without effective settings only the caller’s own overrides are listed', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  expect((await ecs.listAccountSettings({})).settings).toEqual([])
  expect((await ecs.listAccountSettings({ effectiveSettings: true, name: 'containerInsights' })).settings).toHaveLength(
    1,
  )
})

test('the capacity providers of one cluster are those it names', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const { capacityProviders } = await ecs.describeCapacityProviders({ cluster })
  expect(capacityProviders?.map(({ name }) => name)).toEqual(['FARGATE', 'pool-3'])
})
