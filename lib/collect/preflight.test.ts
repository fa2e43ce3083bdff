import { expect, test } from 'vitest'
import { grantedActions } from './actions.ts'
import { preflight } from './preflight.ts'
import { probes } from './probes.ts'
import { simulate } from './testing/simulated.ts'

test('every action that the role is granted is tried, and no other', () => {
  expect(probes.map(({ action }) => action).toSorted()).toEqual([...grantedActions].toSorted())
})

test('a role with the whole policy lacks nothing, and the regions with clusters are known', async () => {
  await using aws = await simulate()
  const found = await preflight(aws.role, { access: aws.access, ...aws.machine() })
  expect(found).toMatchObject({ denied: [], unclear: [] })
  expect(found.granted).toHaveLength(grantedActions.length)
  expect(found.regions.find(({ region }) => region === 'us-east-1')?.clusters).toBeGreaterThan(0)
})

test('every denied action is named, whichever it is', async () => {
  const untold = ['sts:AssumeRole', 'ec2:DescribeRegions']
  const deny = grantedActions.filter((action) => !untold.includes(action))
  await using aws = await simulate({ deny })
  const found = await preflight(aws.role, { access: aws.access, ...aws.machine() })
  expect(found.denied.toSorted()).toEqual([...deny].toSorted())
  expect(found.granted).toEqual(['ec2:DescribeRegions'])
  expect(found.regions.every(({ clusters }) => clusters === undefined)).toBe(true)
})

test('an account whose regions cannot be listed is refused in words', async () => {
  await using aws = await simulate({ deny: ['ec2:DescribeRegions'] })
  await expect(preflight(aws.role, { access: aws.access, ...aws.machine() })).rejects.toThrow(
    'AWS denies ec2:DescribeRegions',
  )
})
