import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { type FaultKind, parseFault } from './faults.ts'
import { startSimulator } from './server.ts'
import { clientsOf } from './testing/clients.ts'
import { fixtureEstate, now } from './testing/estate.ts'
import { configBlob, configDigest } from './testing/operations.ts'
import { errorCode, simulate } from './testing/simulated.ts'

const cluster = 'main'
const fault = (kind: FaultKind, action?: string, times = 1) => ({ kind, action, times })

test('a denied action is refused to everyone, whatever its case, and others are not', async () => {
  await using simulated = await simulate({ deny: ['ecs:listservices'] })
  const { ecs } = clientsOf(simulated.client())
  expect(await errorCode(ecs.listServices({ cluster }))).toBe('AccessDeniedException')
  expect(await errorCode(ecs.listTasks({ cluster }))).toBe('no error')
  const session = clientsOf(await simulated.assume())
  expect(await errorCode(session.ecs.listServices({ cluster }))).toBe('AccessDeniedException')
})

test('the call log tells action, account, region, status and code, and can be cleared', async () => {
  await using simulated = await simulate({ clock: () => now })
  const { ecs } = clientsOf(simulated.client({ region: 'eu-west-1' }))
  await ecs.listClusters({})
  await errorCode(ecs.listServices({ cluster: 'gone' }))
  const where = { account: '111122223333', region: 'eu-west-1', time: now.toISOString() }
  expect(await simulated.calls()).toEqual([
    { action: 'ecs:ListClusters', status: 200, ...where },
    { action: 'ecs:ListServices', status: 400, code: 'ClusterNotFoundException', ...where },
  ])
  await fetch(`${simulated.url}/_calls`, { method: 'DELETE' })
  expect(await simulated.calls()).toEqual([])
})

test('a bucket gives its burst and then its rate, shared by its actions and by nothing else', async () => {
  const time = { now: new Date(now) }
  await using simulated = await simulate({ throttle: true, clock: () => time.now })
  const { ecs } = clientsOf(simulated.client())
  for (let call = 0; call < 50; call += 1) await ecs.listTaskDefinitions({})
  expect(await errorCode(ecs.describeTaskDefinition({ taskDefinition: 'api' }))).toBe('ThrottlingException')
  expect(await errorCode(ecs.listClusters({}))).toBe('no error')
  expect(await errorCode(clientsOf(simulated.client({ region: 'eu-west-1' })).ecs.listTaskDefinitions({}))).toBe(
    'no error',
  )
  time.now = new Date(now.getTime() + 100)
  const after = [ecs.listTaskDefinitions({}), ecs.listTaskDefinitions({}), ecs.listTaskDefinitions({})]
  const codes = await Promise.all(after.map(errorCode))
  expect(codes.sort()).toEqual(['ThrottlingException', 'no error', 'no error'])
})

test('every Describe of Elastic Load Balancing draws on one bucket', async () => {
  await using simulated = await simulate({ throttle: true, clock: () => now })
  const { elbv2 } = clientsOf(simulated.client())
  for (let call = 0; call < 20; call += 1) {
    await elbv2.describeTargetGroups({})
    await elbv2.describeLoadBalancers({})
  }
  expect(await errorCode(elbv2.describeSSLPolicies({}))).toBe('Throttling')
})

test('EC2 gives an action without filter, id and page half of what it gives others', async () => {
  await using simulated = await simulate({ throttle: true, clock: () => now })
  const { ec2 } = clientsOf(simulated.client())
  for (let call = 0; call < 50; call += 1) await ec2.describeInstances({})
  expect(await errorCode(ec2.describeInstances({}))).toBe('RequestLimitExceeded')
  expect(await errorCode(ec2.describeInstances({ MaxResults: 100 }))).toBe('no error')
})

test.each([
  ['throttle', 'ThrottlingException'],
  ['429', 'TooManyRequestsException'],
  ['500', 'InternalServerException'],
  ['503', 'ServiceUnavailableException'],
  ['expired', 'ExpiredTokenException'],
] as const)('the fault %s is answered as %s, once for each action', async (kind, code) => {
  await using simulated = await simulate({ faults: [fault(kind)] })
  const { ecs } = clientsOf(simulated.client())
  expect(await errorCode(ecs.listClusters({}))).toBe(code)
  expect(await errorCode(ecs.listClusters({}))).toBe('no error')
  expect(await errorCode(ecs.listServices({ cluster }))).toBe(code)
})

test('a fault strikes its own action as often as it says', async () => {
  await using simulated = await simulate({ faults: [fault('500', 'ecs:ListClusters', 2)] })
  const { ecs } = clientsOf(simulated.client())
  expect(await errorCode(ecs.listServices({ cluster }))).toBe('no error')
  const codes = [
    await errorCode(ecs.listClusters({})),
    await errorCode(ecs.listClusters({})),
    await errorCode(ecs.listClusters({})),
  ]
  expect(codes).toEqual(['InternalServerException', 'InternalServerException', 'no error'])
})

test.each(['reset', 'truncated', 'malformed'] as const)('the fault %s spoils the answer on its way', async (kind) => {
  await using simulated = await simulate({ faults: [fault(kind)] })
  const { ecs } = clientsOf(simulated.client())
  expect(await errorCode(ecs.listClusters({}))).not.toBe('no error')
  expect(await errorCode(ecs.listClusters({}))).toBe('no error')
})

test('a slow answer comes in halves and is whole in the end', async () => {
  await using simulated = await simulate({ faults: [fault('slow')], pause: 20 })
  const { ecs } = clientsOf(simulated.client())
  expect((await ecs.listClusters({})).clusterArns).toHaveLength(2)
})

test('every answer is held back by the latency', async () => {
  await using simulated = await simulate({ latency: 40 })
  const { ecs } = clientsOf(simulated.client())
  const started = performance.now()
  await ecs.listClusters({})
  // Timers may fire up to a millisecond early.
  expect(performance.now() - started).toBeGreaterThan(38)
})

test('an empty page has a token that leads to the items', async () => {
  await using simulated = await simulate({ faults: [fault('empty-page')] })
  const { ecs } = clientsOf(simulated.client())
  const empty = await ecs.listServices({ cluster })
  expect(empty.serviceArns).toEqual([])
  expect((await ecs.listServices({ cluster, nextToken: empty.nextToken })).serviceArns).toHaveLength(10)
})

test('a duplicate page comes twice under different tokens, a repeated token comes back unchanged', async () => {
  await using simulated = await simulate({
    faults: [fault('duplicate-page', 'ecs:ListServices'), fault('repeated-token', 'ecs:ListClusters', 3)],
  })
  const { ecs } = clientsOf(simulated.client())
  const first = await ecs.listServices({ cluster })
  const again = await ecs.listServices({ cluster, nextToken: first.nextToken })
  expect(again.serviceArns).toEqual(first.serviceArns)
  expect(again.nextToken).not.toBe(first.nextToken)
  const clusters = await ecs.listClusters({})
  expect((await ecs.listClusters({ nextToken: clusters.nextToken })).nextToken).toBe(clusters.nextToken)
})

test('what vanishes was listed and is MISSING when it is described', async () => {
  await using simulated = await simulate({ faults: [fault('vanish', 'ecs:DescribeServices')] })
  const { ecs } = clientsOf(simulated.client())
  const { serviceArns: services = [] } = await ecs.listServices({ cluster })
  expect(await ecs.describeServices({ cluster, services })).toMatchObject({
    failures: [{ arn: services[0], reason: 'MISSING' }],
  })
  expect(await ecs.describeServices({ cluster, services })).toMatchObject({ failures: [] })
})

test('faults are read from KIND[:ACTION[:N]] and nothing else', () => {
  expect(parseFault('500')).toEqual(fault('500'))
  expect(parseFault('reset:ecs:ListTasks')).toEqual(fault('reset', 'ecs:ListTasks'))
  expect(parseFault('empty-page:application-autoscaling:DescribeScalableTargets:3')).toEqual(
    fault('empty-page', 'application-autoscaling:DescribeScalableTargets', 3),
  )
  expect(parseFault('throttle:7')).toEqual(fault('throttle', undefined, 7))
  expect(parseFault('earthquake')).toBeUndefined()
  expect(parseFault('500:ListTasks')).toBeUndefined()
})

test('a layer’s address serves the config blob without credentials', async () => {
  await using simulated = await simulate()
  const { ecr } = clientsOf(simulated.client())
  const { downloadUrl = '' } = await ecr.getDownloadUrlForLayer({ repositoryName: 'api', layerDigest: configDigest })
  expect(await (await fetch(downloadUrl)).text()).toBe(configBlob)
  expect((await fetch(downloadUrl.replace('sha256', 'sha255'))).status).toBe(404)
})

test('a request that is not signed, and a service that is not simulated, are refused', async () => {
  await using simulated = await simulate()
  expect(await (await fetch(simulated.url, { method: 'POST' })).json()).toMatchObject({
    __type: 'MissingAuthenticationTokenException',
  })
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIA/20260301/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0'
  const response = await fetch(simulated.url, { method: 'POST', headers: { authorization } })
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ message: 'The simulator has no service kinesis.' })
})

test('a port in use is one clear sentence', async () => {
  const taken = createServer()
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening))
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(startSimulator({ build: fixtureEstate, port })).rejects.toThrow(
    `Port ${port} is in use: stop what listens there, or choose another port.`,
  )
  taken.close()
})

test('the ready line names accounts, regions, roles and external ids', async () => {
  const simulator = await startSimulator({ build: fixtureEstate, now })
  expect(simulator.accounts).toEqual([
    {
      id: '111122223333',
      alias: 'first',
      regions: ['us-east-1', 'eu-west-1'],
      roleArn: 'arn:aws:iam::111122223333:role/scan',
      externalId: 'external-first',
    },
    expect.objectContaining({ id: '444455556666', regions: ['eu-west-1'] }),
  ])
  await simulator.close()
})
