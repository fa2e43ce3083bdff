import { expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import { grantedActions } from '#lib/scan/policy.ts'
import { checksWithout, deniedByService, permissionsByService } from './permissions.ts'

test('every action of the role is listed once, with the checks that need it', () => {
  const listed = permissionsByService(grantedActions, checks).flatMap(({ actions }) => actions)
  expect(listed.map(({ action }) => action).toSorted()).toEqual([...grantedActions].toSorted())
  const image = listed.find(({ action }) => action === 'ecr:BatchGetImage')
  expect(image?.checks.map(({ id }) => id)).toContain('ctr-non-root-user')
})

test('a denied action leaves the checks unknown that need it', () => {
  expect(checksWithout([], checks)).toBe(0)
  expect(checksWithout(['ecs:ListClusters'], checks)).toBeGreaterThan(20)
})

test('what is denied stands by service, and within it what blinds most comes first', () => {
  const denied = ['ecr:DescribeRepositories', 'ecs:ListDaemons', 'ecs:ListClusters']
  const granted = grantedActions.filter((action) => !denied.includes(action))
  const [first, second, ...others] = deniedByService({ granted, denied, unclear: [] }, checks)
  expect(others).toEqual([])
  expect([first?.service, second?.service]).toEqual(['ecs', 'ecr'])
  expect(first?.actions.map(({ action }) => action)).toEqual(['ecs:ListClusters', 'ecs:ListDaemons'])
  expect(first?.asked).toBe(grantedActions.filter((action) => action.startsWith('ecs:')).length)
  expect(first?.checks).toBe(checksWithout(['ecs:ListDaemons', 'ecs:ListClusters'], checks))
  expect(first?.actions[0]?.named).toHaveLength(2)
})
