import { expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import { grantedActions } from '#lib/scan/policy.ts'
import { checksWithout, permissionsByService } from './permissions.ts'

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
