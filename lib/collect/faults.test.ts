import { beforeAll, describe, expect, test } from 'vitest'
import type { Inventory } from '#lib/inventory/inventory.ts'
import type { FaultKind } from '#simulator/faults.ts'
import { differences, recordsOf } from './testing/inventories.ts'
import { simulate } from './testing/simulated.ts'

let whole: Inventory
beforeAll(async () => {
  await using aws = await simulate()
  whole = (await aws.collect()).inventory
})

describe('faults that pass lose nothing', () => {
  const kinds: FaultKind[] = ['throttle', '429', '500', '503', 'reset', 'truncated', 'malformed', 'expired', 'slow']
  const spoiling: FaultKind[] = ['reset', 'truncated', 'malformed']
  test.each(kinds)('the first call of every action ends in %s', async (kind) => {
    await using aws = await simulate({ faults: [{ kind, times: 1 }], pause: 20 })
    const { inventory, ledger } = await aws.collect()
    expect(inventory.gaps).toEqual([])
    expect(differences(inventory, whole)).toEqual([])
    const { total, retried, byAction } = ledger.summary()
    const calls = await aws.calls()
    expect(total).toBe(calls.length)
    // What is not configured AWS answers with a refusal, which has no body to spoil.
    const firsts = new Map(calls.toReversed().map((call) => [call.action, call]))
    const refused = [...firsts.values()].filter(({ status }) => spoiling.includes(kind) && status >= 400)
    expect(retried).toBe(kind === 'slow' ? 0 : Object.keys(byAction).length - refused.length)
  })

  const pageKinds: FaultKind[] = ['empty-page', 'duplicate-page']
  test.each(pageKinds)('the first page of every list is an %s', async (kind) => {
    const regions = ['eu-west-1', 'us-east-1']
    await using quiet = await simulate()
    await using aws = await simulate({ faults: [{ kind, times: 1 }] })
    const { inventory } = await aws.collect({ regions })
    expect(inventory.gaps).toEqual([])
    expect(differences(inventory, (await quiet.collect({ regions })).inventory)).toEqual([])
  })
})

test('throttles are counted as such and slow the bucket down instead of losing calls', async () => {
  await using aws = await simulate({ faults: [{ kind: 'throttle', action: 'ecs:DescribeTaskDefinition', times: 20 }] })
  const { inventory, ledger } = await aws.collect()
  expect(inventory.gaps).toEqual([])
  expect(ledger.summary()).toMatchObject({ throttled: 20, retried: 20 })
})

test('an answer that says there is none counts as an answer, a refusal as a failure', async () => {
  await using aws = await simulate()
  const { ledger } = await aws.collect()
  const refused = (await aws.calls()).filter(({ status }) => status >= 400)
  expect(new Set(refused.map(({ code }) => code))).toContain('LifecyclePolicyNotFoundException')
  expect(ledger.summary()).toMatchObject({ denied: 0, throttled: 0, failed: 0 })
  await using broken = await simulate({ faults: [{ kind: '500', action: 'ecr:GetLifecyclePolicy', times: 1_000 }] })
  const { byAction } = (await broken.collect()).ledger.summary()
  const { count = 0, failed } = byAction['ecr:GetLifecyclePolicy'] ?? {}
  expect(count).toBeGreaterThan(0)
  expect(failed).toBe(count)
})

test('an action that is throttled for ever becomes a gap, and the scan ends', async () => {
  await using aws = await simulate({ faults: [{ kind: 'throttle', action: 'ecs:ListServices', times: 10_000 }] })
  const { inventory } = await aws.collect()
  expect(inventory.gaps).toContainEqual(
    expect.objectContaining({ section: 'services', action: 'ecs:ListServices', reason: 'throttled' }),
  )
})

describe('expired credentials', () => {
  test('are replaced when AWS calls them expired', async () => {
    await using aws = await simulate({ faults: [{ kind: 'expired', action: 'ecs:DescribeServices', times: 1 }] })
    const { inventory, ledger } = await aws.collect()
    expect(inventory.gaps).toEqual([])
    expect(ledger.summary().byAction['sts:AssumeRole']?.count).toBeGreaterThan(1)
  })

  test.each([1, 10, 100, 1000])('a session that lasts %i calls completes', async (sessionCalls) => {
    await using aws = await simulate({ sessionCalls })
    const { inventory } = await aws.collect()
    expect(inventory.gaps).toEqual([])
    expect(differences(inventory, whole)).toEqual([])
  })
})

test('a page token that repeats ends the list as malformed instead of turning in circles', async () => {
  const faults = [{ kind: 'repeated-token', action: 'ecs:ListTaskDefinitions', times: 1_000_000 } as const]
  await using aws = await simulate({ faults })
  const { inventory, ledger } = await aws.collect()
  expect(inventory.gaps).toContainEqual(
    expect.objectContaining({ section: 'families', reason: 'malformed', errorCode: 'RepeatedToken' }),
  )
  expect(ledger.summary().byAction['ecs:ListTaskDefinitions']?.count).toBeLessThan(5)
})

test('what vanishes between list and describe is absent, not unread', async () => {
  await using aws = await simulate({ faults: [{ kind: 'vanish', times: 1 }] })
  const { inventory, ledger } = await aws.collect()
  // AWS keeps its TLS policies: that one is not there is a failure, and the only one.
  expect(inventory.gaps.map(({ errorCode }) => errorCode)).toEqual(['SSLPolicyNotFoundException'])
  const failed = ledger.entries().filter((entry) => entry.failed > 0)
  expect(failed).toMatchObject([{ action: 'elasticloadbalancing:DescribeSSLPolicies', failed: 1 }])
  const count = (of: Inventory) => Object.keys(recordsOf(of, 'services')).length
  expect(count(inventory)).toBeLessThan(count(whole))
})

test('answers that stay unreadable are a gap that names the action', async () => {
  await using aws = await simulate({ faults: [{ kind: 'malformed', action: 'ec2:DescribeSubnets', times: 100 }] })
  const { inventory } = await aws.collect()
  expect(inventory.gaps).toEqual([
    {
      section: 'subnets',
      region: 'us-east-1',
      action: 'ec2:DescribeSubnets',
      reason: 'malformed',
      errorCode: 'UnreadableAnswer',
    },
  ])
})
