import { expect, test } from 'vitest'
import { daemon, withDaemon } from '#lib/checks/testing/daemons.ts'
import { family, schedule, service, standaloneTask } from '#lib/checks/testing/ecs.ts'
import { type EstateOptions, type Given, inventoryOf } from '#lib/checks/testing/estate.ts'
import * as id from '#lib/checks/testing/ids.ts'
import type { SectionName } from '#lib/inventory/sections.ts'
import { registrationsOf } from './registrations.ts'

const of = (given: Given, options?: EstateOptions) => registrationsOf(inventoryOf(given, options))
const families = [family({ activeRevisions: [1, 2, 3, 10] })]

test('a family has its ACTIVE revisions, and those that something uses', () => {
  const used = {
    services: [service()],
    tasks: [standaloneTask({ taskDefinitionArn: `${id.familyId}:2` })],
    taskSchedules: [schedule({ TaskDefinitionArn: id.familyId })],
  }
  expect(of({ families, ...used })).toEqual([
    { region: id.region, families: [{ family: 'web', active: [1, 2, 3, 10], used: [2, 3, 10] }] },
  ])
})

test('what daemons run is no revision of a family', () => {
  expect(of({ families, ...withDaemon(), daemons: [daemon()] })[0]?.families).toMatchObject([{ used: [3] }])
})

test.each(['families', 'clusters', 'services', 'tasks', 'taskSchedules'] satisfies SectionName[])(
  'nothing is said of a region where %s were not all read',
  (section) => {
    const gap = { section, region: id.region, action: 'ecs:List', reason: 'denied' } as const
    expect(of({ families }, { gaps: [gap] })).toEqual([])
  },
)
