import { describe, expect, test } from 'vitest'
import { inventoryOf } from '#lib/checks/testing/estate.ts'
import { describeResources } from './describe-resources.ts'

const good = describeResources(inventoryOf({}), [])
const typesOf = ({ resources }: typeof good) => [...new Set(resources.map(({ type }) => type))].sort()

describe('the resources of an estate', () => {
  test('are its clusters, services and families, and what these refer to', () => {
    expect(typesOf(good)).toEqual(
      expect.arrayContaining(['ecs-cluster', 'ecs-service', 'task-definition', 'target-group']),
    )
  })

  test('have keys without revision, once each', () => {
    const keys = good.resources.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => /:task-definition\/.+:\d+$/.test(key))).toEqual([])
  })

  test('tell which family a service runs and in which cluster', () => {
    const service = good.resources.find(({ type }) => type === 'ecs-service')
    const kinds = service?.relations.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['in', 'runs']))
  })

  test('leave out roles that neither a workload nor a finding refers to', () => {
    const alone = describeResources(inventoryOf({ services: [], tasks: [], taskDefinitions: [], families: [] }), [])
    expect(typesOf(alone)).not.toContain('iam-role')
  })

  test('are only called complete where nothing was unreadable', () => {
    const [region] = inventoryOf({}).regions
    const gap = { section: 'services', region: region ?? '', action: 'ecs:ListServices', reason: 'denied' } as const
    const partly = describeResources(inventoryOf({}, { gaps: [gap] }), [])
    expect(good.complete).toContain(`ecs-service|${region}`)
    expect(partly.complete).not.toContain(`ecs-service|${region}`)
    expect(partly.complete).toContain(`ecs-cluster|${region}`)
  })
})
