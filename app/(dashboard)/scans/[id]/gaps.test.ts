import { expect, test } from 'vitest'
import type { GapRow } from '#lib/data/posture/gaps.ts'
import { gapsByAction, missingStatement } from './gaps.ts'

const gap = (region: string, more: Partial<GapRow> = {}): GapRow => ({
  account: { id: '111122223333', alias: 'prod' },
  region,
  action: 'ecr:BatchGetImage',
  reason: 'denied',
  errorCode: 'AccessDeniedException',
  scan: 1,
  resources: [],
  unknown: 2,
  checks: ['ctr-non-root-user'],
  ...more,
})

test('one action denied in many regions is one gap, with the line to add', () => {
  const regions = ['a-1', 'b-1', 'c-1', 'd-1', 'e-1']
  expect(gapsByAction(regions.map((region) => gap(region, { resources: [`shop/web in ${region}`] })))).toEqual([
    {
      action: 'ecr:BatchGetImage',
      cause: 'AccessDeniedException, a-1, b-1, c-1 and 2 more',
      resources: regions.map((region) => `shop/web in ${region}`),
      effect: '10 outcomes stay unknown in 1 check:',
      checks: [{ title: expect.any(String), href: '/recommendations/ctr-non-root-user' }],
      policyLine: '"ecr:BatchGetImage",',
    },
  ])
})

test('a policy does not help where AWS failed', () => {
  const failed = gap('a-1', { reason: 'throttled', errorCode: undefined, unknown: 0, checks: [] })
  expect(gapsByAction([failed])).toEqual([
    {
      action: 'ecr:BatchGetImage',
      cause: 'throttled after all retries, a-1',
      resources: [],
      effect: 'No outcome depends on it.',
      checks: [],
    },
  ])
  expect(missingStatement([failed])).toBeUndefined()
})

test('the statement names every denied action once', () => {
  const statement = missingStatement([gap('a-1'), gap('b-1'), gap('a-1', { action: 'ecs:ListTasks' })])
  expect(JSON.parse(statement?.text ?? '')).toEqual({
    Effect: 'Allow',
    Resource: '*',
    Action: ['ecr:BatchGetImage', 'ecs:ListTasks'],
  })
})
