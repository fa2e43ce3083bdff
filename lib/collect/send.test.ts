import { expect, test } from 'vitest'
import { operationsOf } from '#simulator/wire/operation.ts'
import { allowedActions } from './actions.ts'
import { iamActionOf, services } from './services.ts'
import { differences } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

const action = 's3:GetBucketPolicy'

test('a bucket’s policy is the only answer that the SDK hands on unparsed', async () => {
  const found: string[] = []
  for (const [service, load] of Object.entries(services)) {
    const { sdk } = await load()
    for (const { name, output } of operationsOf({ ...sdk }).values()) {
      const operation = `${service}:${name}`
      const payloads = [...output.structIterator()].filter(([, member]) => member.getMergedTraits().httpPayload)
      const isText = payloads.some(([, member]) => !member.isStructSchema())
      if (isText && allowedActions.has(iamActionOf(operation))) found.push(operation)
    }
  }
  expect(found).toEqual([action])
})

test.each(['truncated', 'malformed'] as const)('a policy that arrives %s is asked for again', async (kind) => {
  await using quiet = await simulate()
  const whole = await quiet.collect()
  const calls = whole.ledger.summary().byAction[action]?.count ?? 0
  await using aws = await simulate({ faults: [{ kind, action, times: calls }] })
  const { inventory, ledger } = await aws.collect()
  expect(inventory.gaps).toEqual([])
  expect(differences(inventory, whole.inventory)).toEqual([])
  expect(ledger.summary().retried).toBeGreaterThan(0)
})

test.each(['truncated', 'malformed'] as const)(
  'a policy that never arrives but %s is a gap, no record',
  async (kind) => {
    await using aws = await simulate({ faults: [{ kind, action, times: 1_000 }] })
    const { inventory } = await aws.collect()
    const lost = { section: 'bucketPolicies', action, reason: 'malformed', errorCode: 'UnreadableAnswer' }
    const named = inventory.gaps.map((gap) => gap.resource)
    expect(inventory.gaps).toEqual(named.map(() => expect.objectContaining(lost)))
    expect(named.length).toBeGreaterThan(0)
    const read = inventory.sections.bucketPolicies?.['us-east-1'] ?? []
    expect(read.filter(({ Bucket, Policy }) => Policy !== undefined || named.includes(Bucket))).toEqual([])
  },
)
