import { describe, expect, test } from 'vitest'
import { allowedActions } from '#lib/collect/actions.ts'
import { countsOf, sizes } from '#simulator/estates/sized/size.ts'
import { bucketFloors } from './floor.ts'
import { minimumCalls, notNeeded, sum } from './minimum.ts'

const medium = countsOf(sizes.medium)

function ecsCalls(calls: ReadonlyMap<string, number>): number {
  return sum([...calls].flatMap(([action, count]) => (action.startsWith('ecs:') ? count : [])))
}

describe('the minimum', () => {
  test('has a formula for every action that the product may send, or says that estates have nothing of it', () => {
    const { total } = minimumCalls(medium)
    expect([...total.keys(), ...notNeeded].sort()).toEqual([...allowedActions].sort())
  })

  test('of the medium estate follows from its size', () => {
    const { total } = minimumCalls(medium)
    // 20 clusters of 25 services: a page and three batches each; 75 tasks: two lists and a batch; 5 clusters with hosts.
    expect(Object.fromEntries([...total].filter(([action]) => action.startsWith('ecs:')))).toEqual({
      'ecs:ListClusters': 1,
      'ecs:DescribeClusters': 1,
      'ecs:ListServices': 20,
      'ecs:DescribeServices': 60,
      'ecs:ListTasks': 40,
      'ecs:DescribeTasks': 20,
      'ecs:ListContainerInstances': 5,
      'ecs:DescribeContainerInstances': 5,
      'ecs:ListTaskDefinitions': 80,
      'ecs:DescribeTaskDefinition': 800,
      'ecs:DescribeCapacityProviders': 1,
      'ecs:ListAccountSettings': 1,
      'ecs:DescribeServiceRevisions': 25,
    })
    expect(ecsCalls(total)).toBe(1059)
    expect(total.get('elasticloadbalancing:DescribeTargetGroupAttributes')).toBe(250)
    expect(total.get('tag:GetResources')).toBe(14)
    expect(total.get('iam:GetAccountAuthorizationDetails')).toBe(2)
  })

  test('of a later scan describes what is new, and reads the tags of what is known a hundred at a time', () => {
    const { total } = minimumCalls(countsOf(sizes.medium, 40), { fresh: 40 })
    expect(total.get('ecs:DescribeTaskDefinition')).toBe(40)
    expect(total.get('ecs:ListTaskDefinitions')).toBe(81)
    expect(total.get('tag:GetResources')).toBe(14 + 8)
    expect(ecsCalls(total)).toBe(300)
  })

  test('grows with the regions, but for what the account has once', () => {
    const [one, two] = [minimumCalls(medium).total, minimumCalls(medium, { regions: 2 }).total]
    expect(two.get('ecs:ListClusters')).toBe(2)
    expect(two.get('sts:AssumeRole')).toBe(1)
    expect(two.get('iam:GetAccountAuthorizationDetails')).toBe(3)
    expect(one.get('ecr:DescribeImages')).toBe(250)
  })
})

describe('the floor', () => {
  test('is what AWS needs at its full rate once the burst is spent', () => {
    const floors = new Map(bucketFloors(minimumCalls(medium).region).map(({ bucket, seconds }) => [bucket, seconds]))
    expect(floors.get('ecs task definition read')).toBe((880 - 50) / 20)
    expect(floors.get('elasticloadbalancing')).toBe((1 + 1 + 2 * 250 + 3 * 50 + 100 + 1 - 40) / 10)
    expect(floors.get('logs:DescribeLogStreams')).toBe((500 - 40) / 10)
    expect(floors.get('ecs cluster read')).toBe(0)
  })

  test('names the slowest bucket first', () => {
    const [slowest] = bucketFloors(minimumCalls(countsOf(sizes.large)).region)
    expect(slowest).toMatchObject({ bucket: 'elasticloadbalancing' })
  })
})
