import { describe, expect, test } from 'vitest'
import * as ecs from '#lib/checks/testing/ecs.ts'
import { inventoryOf } from '#lib/checks/testing/estate.ts'
import type { History } from '#lib/inventory/history.ts'
import { nextHistory } from './next-history.ts'

const { takenAt, regions } = inventoryOf({})
const region = regions[0] ?? ''
const daysAgo = (days: number) => new Date(Date.parse(takenAt) - days * 86_400_000).toISOString()
const standalone = (lastSeenAt: string): History['standaloneTasks'][number] => ({
  region,
  clusterArn: 'cluster',
  taskDefinitionArn: 'family:1',
  lastSeenAt,
})

describe('what a scan leaves to the next', () => {
  test('the date of the first scan never moves', () => {
    expect(nextHistory(inventoryOf({})).firstScanAt).toBe(takenAt)
    expect(nextHistory(inventoryOf({}, { history: { firstScanAt: daysAgo(90) } })).firstScanAt).toBe(daysAgo(90))
  })

  test('tasks that no service started are remembered for 30 days', () => {
    const history = { standaloneTasks: [standalone(daysAgo(29)), { ...standalone(daysAgo(31)), clusterArn: 'old' }] }
    expect(nextHistory(inventoryOf({ tasks: [] }, { history })).standaloneTasks).toEqual([standalone(daysAgo(29))])
  })

  test('a task seen again is remembered once, with its latest date', () => {
    const task = ecs.task({ group: 'family:batch' })
    const before = { ...task, region, lastSeenAt: daysAgo(3) }
    const { standaloneTasks } = nextHistory(inventoryOf({ tasks: [task] }, { history: { standaloneTasks: [before] } }))
    expect(standaloneTasks.map(({ lastSeenAt }) => lastSeenAt)).toEqual([takenAt])
  })

  test('equal counts grow no list, however often an account is scanned', () => {
    let history: Partial<History> = {}
    for (let scan = 0; scan < 10; scan += 1) history = nextHistory(inventoryOf({}, { history }))
    expect(Object.values(history.desiredCounts ?? {}).map((counts) => counts.length)).toEqual([2])
  })

  test('a vulnerability keeps the date it was first seen on, and is forgotten when it is fixed', () => {
    const imageKey = `arn:aws:ecr:${region}:111122223333:repository/app@sha256:1`
    const reported = (...names: string[]) =>
      inventoryOf(
        { imageScanFindings: [{ imageKey, findings: names.map((name) => ({ name, severity: 'HIGH' })) }] },
        { history: { firstSeenVulnerabilities: { [imageKey]: { old: daysAgo(9), gone: daysAgo(9) } } } },
      )
    expect(nextHistory(reported('old', 'new')).firstSeenVulnerabilities).toEqual({
      [imageKey]: { old: daysAgo(9), new: takenAt },
    })
  })

  test('what a gap hid is carried over', () => {
    const imageKey = `arn:aws:ecr:${region}:111122223333:repository/app@sha256:1`
    const firstSeenVulnerabilities = { [imageKey]: { old: daysAgo(9) } }
    const gap = {
      section: 'imageScanFindings',
      region,
      action: 'ecr:DescribeImageScanFindings',
      reason: 'denied',
    } as const
    const blind = inventoryOf({ imageScanFindings: [] }, { history: { firstSeenVulnerabilities }, gaps: [gap] })
    expect(nextHistory(blind).firstSeenVulnerabilities).toEqual(firstSeenVulnerabilities)
  })
})
