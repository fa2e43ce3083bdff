import { expect, test } from 'vitest'
import { startSimulator } from './server.ts'
import { clientsOf } from './testing/clients.ts'
import { fixtureEstate, now } from './testing/estate.ts'
import { errorCode, simulate } from './testing/simulated.ts'

/** The fixture estate with a cluster that no AWS could answer with. */
const spoiled = (changes: object): Parameters<typeof startSimulator>[0]['build'] => {
  return (options) => {
    const estate = fixtureEstate(options)
    const region = estate.accounts[0]?.regions['us-east-1']
    if (region)
      region.ecs = { ...region.ecs, clusters: [...region.ecs.clusters].map((one) => ({ ...one, ...changes })) }
    return estate
  }
}

test.each([
  ['a text for a number', { runningTasksCount: 'many' }],
  ['a number for a text', { clusterName: 7 }],
  ['an object for a list', { settings: { name: 'containerInsights' } }],
  ['a text for a structure', { configuration: 'none' }],
  ['nothing in a list', { capacityProviders: [undefined] }],
])('a strict simulator does not answer with %s', async (_, changes) => {
  await using simulated = await simulate({ build: spoiled(changes) })
  const { ecs } = clientsOf(simulated.client())
  expect(await errorCode(ecs.describeClusters({ clusters: ['main'], include: ['CONFIGURATIONS', 'SETTINGS'] }))).toBe(
    'InternalServerException',
  )
})

test.each([600_000, -600_000])('with its time off by %i ms it refuses what was signed at another', async (skew) => {
  const simulator = await startSimulator({ build: fixtureEstate, now, skew })
  const credentials = { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'any' }
  const { ecs, ec2, iam } = clientsOf({ endpoint: simulator.url, region: 'us-east-1', credentials, maxAttempts: 1 })
  expect(await errorCode(ecs.listClusters({}))).toBe('InvalidSignatureException')
  expect(await errorCode(ec2.describeVpcs({}))).toBe('RequestExpired')
  expect(await errorCode(iam.getRole({ RoleName: 'scan' }))).toBe('SignatureDoesNotMatch')
  // The answers told the clients the time.
  expect(await errorCode(ecs.listClusters({}))).toBe('no error')
  await simulator.close()
})
