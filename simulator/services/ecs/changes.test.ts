import type { ECS } from '@aws-sdk/client-ecs'
import { expect, test } from 'vitest'
import { clientsOf } from '../../testing/clients.ts'
import { serviceArn, tags, taskArn, taskDefinitionArn } from '../../testing/ecs.ts'
import { now } from '../../testing/estate.ts'
import { imageDigest } from '../../testing/operations.ts'
import { errorCode, simulate } from '../../testing/simulated.ts'

const cluster = 'main'
const container = { name: 'app', image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/api:stable' }
const definition = {
  family: 'api',
  networkMode: 'awsvpc' as const,
  requiresCompatibilities: ['FARGATE' as const],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ ...container, readonlyRootFilesystem: true, portMappings: [{ containerPort: 8080 }] }],
}

async function runningTasks(ecs: ECS) {
  const { taskArns: tasks } = await ecs.listTasks({ cluster, serviceName: 'api' })
  return (await ecs.describeTasks({ cluster, tasks, include: ['TAGS'] })).tasks ?? []
}

test('a registered definition is the family’s next revision, with what ECS fills in', async () => {
  await using simulated = await simulate({ clock: () => now })
  const { ecs } = clientsOf(simulated.client())
  const { taskDefinition } = await ecs.registerTaskDefinition({ ...definition, tags })
  expect(taskDefinition).toMatchObject({
    taskDefinitionArn: taskDefinitionArn('api:13'),
    revision: 13,
    status: 'ACTIVE',
    registeredAt: now,
    registeredBy: 'arn:aws:iam::111122223333:user/operator',
    compatibilities: ['FARGATE', 'EC2'],
    containerDefinitions: [
      {
        essential: true,
        cpu: 0,
        readonlyRootFilesystem: true,
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
      },
    ],
  })
  expect(await ecs.describeTaskDefinition({ taskDefinition: 'api', include: ['TAGS'] })).toMatchObject({
    taskDefinition,
    tags,
  })
  const { taskDefinition: next } = await ecs.registerTaskDefinition(definition)
  expect(next?.revision).toBe(14)
})

test('a definition that ECS would not take is refused', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const refused = (change: object) => errorCode(ecs.registerTaskDefinition({ ...definition, ...change }))
  expect(await refused({ family: 'no spaces' })).toBe('ClientException')
  expect(await refused({ containerDefinitions: [] })).toBe('ClientException')
  expect(await refused({ containerDefinitions: [container, container] })).toBe('ClientException')
  expect(await refused({ containerDefinitions: [{ name: 'app' }] })).toBe('ClientException')
  expect(await refused({ containerDefinitions: [{ ...container, essential: false }] })).toBe('ClientException')
  expect(await refused({ containerDefinitions: [{ ...container, privileged: true }] })).toBe('ClientException')
  expect(await refused({ networkMode: 'bridge' })).toBe('ClientException')
  expect(await refused({ memory: undefined })).toBe('ClientException')
  expect(await refused({ requiresCompatibilities: ['EC2'], memory: undefined })).toBe('ClientException')
})

test('a deregistered revision is INACTIVE, is still described, and cannot be deployed or deregistered again', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  await ecs.deregisterTaskDefinition({ taskDefinition: 'api:11' })
  expect(await ecs.describeTaskDefinition({ taskDefinition: 'api:11' })).toMatchObject({
    taskDefinition: { status: 'INACTIVE', deregisteredAt: expect.any(Date) },
  })
  expect((await ecs.listTaskDefinitions({ familyPrefix: 'api' })).taskDefinitionArns).not.toContain(
    taskDefinitionArn('api:11'),
  )
  expect(await errorCode(ecs.deregisterTaskDefinition({ taskDefinition: 'api:11' }))).toBe('ClientException')
  expect(await errorCode(ecs.deregisterTaskDefinition({ taskDefinition: 'api' }))).toBe('ClientException')
  expect(await errorCode(ecs.updateService({ cluster, service: 'api', taskDefinition: 'api:11' }))).toBe(
    'ClientException',
  )
})

test('a service that is given a new revision runs it at once: old tasks are STOPPED, one deployment is left', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  await ecs.registerTaskDefinition(definition)
  const { service } = await ecs.updateService({ cluster, service: 'api', taskDefinition: 'api' })
  expect(service).toMatchObject({
    taskDefinition: taskDefinitionArn('api:13'),
    runningCount: 2,
    deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: taskDefinitionArn('api:13') }],
  })
  const tasks = await runningTasks(ecs)
  expect(tasks).toHaveLength(2)
  for (const task of tasks) {
    expect(task).toMatchObject({
      taskDefinitionArn: taskDefinitionArn('api:13'),
      lastStatus: 'RUNNING',
      platformVersion: '1.4.0',
      startedBy: service?.deployments?.[0]?.id,
      containers: [{ name: 'app', imageDigest }],
    })
  }
  const { taskArns: stopped } = await ecs.listTasks({ cluster, desiredStatus: 'STOPPED' })
  expect(stopped?.sort()).toEqual(['a1', 'a2', 'a3'].map(taskArn))
  expect(await ecs.describeClusters({ clusters: [cluster] })).toMatchObject({ clusters: [{ runningTasksCount: 2 }] })
})

test('a deployment leaves its record and its revision', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const { service } = await ecs.updateService({ cluster, service: 'api', taskDefinition: 'api:11' })
  const { serviceDeployments = [] } = await ecs.listServiceDeployments({ cluster, service: 'api' })
  expect(serviceDeployments).toHaveLength(2)
  const arn = service?.currentServiceRevisions?.[0]?.arn ?? ''
  expect(serviceDeployments[1]).toMatchObject({ status: 'SUCCESSFUL', targetServiceRevisionArn: arn })
  expect(await ecs.describeServiceRevisions({ serviceRevisionArns: [arn] })).toMatchObject({
    serviceRevisions: [{ serviceArn: serviceArn('api'), taskDefinition: taskDefinitionArn('api:11') }],
  })
})

test('a service that is moved to other subnets gets network interfaces there, without public addresses', async () => {
  await using simulated = await simulate()
  const { ecs, ec2 } = clientsOf(simulated.client())
  await ecs.updateService({
    cluster,
    service: 'api',
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-2', 'subnet-3'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
    },
  })
  const { NetworkInterfaces = [] } = await ec2.describeNetworkInterfaces({})
  expect(NetworkInterfaces.map(({ SubnetId }) => SubnetId)).toEqual(['subnet-2', 'subnet-3'])
  expect(NetworkInterfaces.filter(({ Association }) => Association)).toEqual([])
  const details = (await runningTasks(ecs)).flatMap(({ attachments = [] }) => attachments[0]?.details ?? [])
  expect(details).toContainEqual({ name: 'networkInterfaceId', value: NetworkInterfaces[0]?.NetworkInterfaceId })
})

test('scaling keeps the tasks that run, and settings that need no deployment leave the tasks alone', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  await ecs.updateService({ cluster, service: 'api', desiredCount: 3 })
  const scaled = await runningTasks(ecs)
  expect(scaled.map(({ taskArn: arn }) => arn)).toEqual(expect.arrayContaining(['a1', 'a2'].map(taskArn)))
  expect(scaled).toHaveLength(3)
  const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: true } }
  const { service } = await ecs.updateService({ cluster, service: 'api', deploymentConfiguration })
  expect(service?.deploymentConfiguration).toMatchObject({ maximumPercent: 200, ...deploymentConfiguration })
  expect((await runningTasks(ecs)).map(({ taskArn: arn }) => arn).sort()).toEqual(
    scaled.map(({ taskArn: arn }) => arn).sort(),
  )
  await ecs.updateService({ cluster, service: 'api', desiredCount: 0 })
  expect((await ecs.listTasks({ cluster, serviceName: 'api' })).taskArns).toEqual([])
})

test('the deployment of a service that CodeDeploy controls is not UpdateService’s to change', async () => {
  await using simulated = await simulate()
  const { ecs } = clientsOf(simulated.client())
  const update = (change: object) => errorCode(ecs.updateService({ cluster, service: 'blue-green', ...change }))
  expect(await update({ taskDefinition: 'api:11' })).toBe('InvalidParameterException')
  expect(await update({ forceNewDeployment: true })).toBe('InvalidParameterException')
  expect(await update({ enableExecuteCommand: false })).toBe('no error')
})

test('changes stay in their simulator: another one of the same estate starts as it was built', async () => {
  await using first = await simulate()
  await using second = await simulate()
  await clientsOf(first.client()).ecs.deregisterTaskDefinition({ taskDefinition: 'api:12' })
  expect(await clientsOf(second.client()).ecs.describeTaskDefinition({ taskDefinition: 'api:12' })).toMatchObject({
    taskDefinition: { status: 'ACTIVE' },
  })
})
