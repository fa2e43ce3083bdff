import { expect, test } from 'vitest'
import { services } from './services/index.ts'
import { clientsOf } from './testing/clients.ts'
import { ecsRoundTrips } from './testing/round-trips/ecs.ts'
import { ec2RoundTrips, elbv2RoundTrips } from './testing/round-trips/network.ts'
import { otherRoundTrips } from './testing/round-trips/others.ts'
import { simulate } from './testing/simulated.ts'

const roundTrips = { ...ecsRoundTrips, ...ec2RoundTrips, ...elbv2RoundTrips, ...otherRoundTrips }

test('every operation of every service has a round trip', () => {
  const operations = services.flatMap(({ signingName, iamPrefix, operations }) =>
    Object.keys(operations).map((name) => `${iamPrefix ?? signingName}:${name}`),
  )
  expect(Object.keys(roundTrips).sort()).toEqual(operations.sort())
})

test.each(Object.entries(roundTrips))(
  '%s arrives at the SDK as it stands in the estate',
  async (action, { ask, holds }) => {
    await using simulated = await simulate()
    expect(await ask(clientsOf(simulated.client()))).toMatchObject(holds)
    expect(await simulated.calls()).toMatchObject([
      { action, account: '111122223333', region: 'us-east-1', status: 200 },
    ])
  },
)
