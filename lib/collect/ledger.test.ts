import { expect, test } from 'vitest'
import { createLedger } from './ledger.ts'

test('every physical call is counted once, by action and region', () => {
  const ledger = createLedger()
  const call = { action: 'ecs:ListClusters', region: 'us-east-1', bytes: 10, millis: 5 }
  ledger.record({ ...call, end: 'throttled', retry: false })
  ledger.record({ ...call, end: 'answered', retry: true })
  ledger.record({ ...call, region: 'eu-west-1', end: 'denied', retry: false })
  ledger.record({ ...call, action: 'ec2:DescribeVpcs', end: 'failed', retry: false })
  expect(ledger.entries()).toEqual([
    expect.objectContaining({ action: 'ec2:DescribeVpcs', count: 1, failed: 1 }),
    expect.objectContaining({ action: 'ecs:ListClusters', region: 'eu-west-1', count: 1, denied: 1 }),
    {
      action: 'ecs:ListClusters',
      region: 'us-east-1',
      count: 2,
      retried: 1,
      throttled: 1,
      denied: 0,
      failed: 0,
      bytes: 20,
      millis: 10,
    },
  ])
  expect(ledger.summary()).toEqual({
    total: 4,
    retried: 1,
    throttled: 1,
    denied: 1,
    failed: 1,
    bytes: 40,
    millis: 20,
    byAction: {
      'ec2:DescribeVpcs': { count: 1, denied: 0, failed: 1 },
      'ecs:ListClusters': { count: 3, denied: 1, failed: 0 },
    },
  })
})

test('a failed call that was an answer after all stays a call and is no failure', () => {
  const call = { action: 's3:GetBucketPolicy', region: 'us-east-1' }
  const ledger = createLedger()
  const seen = { ...call, end: 'failed', retry: false, bytes: 10, millis: 5 } as const
  ledger.record(seen)
  ledger.record(seen)
  ledger.recount(call)
  expect(ledger.summary()).toMatchObject({ total: 2, failed: 1, bytes: 20, millis: 10 })
})
