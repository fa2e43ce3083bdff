import { expect, test } from 'vitest'
import { throttleGroupOf } from './throttle-groups.ts'

test.each([
  ['ecs:ListTagsForResource', 20, 50],
  ['ecs:GetTaskProtection', 80, 200],
  ['kms:DescribeKey', 100, 75],
  ['wafv2:GetWebACL', 5, 3],
  ['cloudtrail:DescribeTrails', 10, 7],
  ['cloudtrail:LookupEvents', 2, 1],
  ['account:ListRegions', 5, 3],
  ['iam:GetPolicyVersion', 35, 60],
  ['iam:GetRole', 15, 60],
  ['ec2:DescribeStaleSecurityGroups', 5, 20],
  ['efs:DescribeFileSystems', 10, 40],
])('%s is refilled %i times a second and holds %i at most', (action, rate, burst) => {
  expect(throttleGroupOf(action)).toMatchObject({ rate, burst })
})

test('EC2 asked for everything without pages draws from a smaller bucket than with them', () => {
  expect(throttleGroupOf('ec2:DescribeInstances', {})).toMatchObject({ rate: 10, burst: 50 })
  expect(throttleGroupOf('ec2:DescribeInstances', { MaxResults: 1000 })).toMatchObject({ rate: 20, burst: 100 })
  const names = [
    throttleGroupOf('ec2:DescribeInstances', {}),
    throttleGroupOf('ec2:DescribeInstances', { MaxResults: 5 }),
  ]
  expect(new Set(names.map(({ name }) => name)).size).toBe(2)
})

test('of what IAM has everything is charged to the account, wherever it is asked', () => {
  for (const action of ['iam:GetRole', 'iam:GetPolicy', 'iam:ListEntitiesForPolicy']) {
    expect(throttleGroupOf(action).global, action).toBe(true)
  }
})
