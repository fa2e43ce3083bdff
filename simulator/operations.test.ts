import { expect, test } from 'vitest'
import { iamActionOf } from './service.ts'
import { services } from './services/index.ts'
import { clientsOf } from './testing/clients.ts'
import { deliveryRoundTrips } from './testing/round-trips/delivery.ts'
import { ecsRoundTrips } from './testing/round-trips/ecs.ts'
import { edgeRoundTrips } from './testing/round-trips/edge.ts'
import { ec2RoundTrips, elbv2RoundTrips } from './testing/round-trips/network.ts'
import { otherRoundTrips } from './testing/round-trips/others.ts'
import { securityRoundTrips } from './testing/round-trips/security.ts'
import { simulate } from './testing/simulated.ts'

const roundTrips = {
  ...ecsRoundTrips,
  ...ec2RoundTrips,
  ...elbv2RoundTrips,
  ...edgeRoundTrips,
  ...otherRoundTrips,
  ...deliveryRoundTrips,
  ...securityRoundTrips,
}

/** `ecs:DescribeServices` to what IAM calls it; nearly always the same. */
const actions = new Map<string, string>(
  services.flatMap((service) => {
    const prefix = service.iamPrefix ?? service.signingName
    return Object.keys(service.operations).map((name) => [`${prefix}:${name}`, iamActionOf(service, name)] as const)
  }),
)

test('every operation of every service has a round trip', () => {
  expect(Object.keys(roundTrips).sort()).toEqual([...actions.keys()].sort())
})

test.each(Object.entries(roundTrips))(
  '%s arrives at the SDK as it stands in the estate',
  async (operation, { ask, holds }) => {
    await using simulated = await simulate()
    expect(await ask(clientsOf(simulated.client()))).toMatchObject(holds)
    expect(await simulated.calls()).toMatchObject([
      { action: actions.get(operation), account: '111122223333', region: 'us-east-1', status: 200 },
    ])
  },
)
