import { expect, test } from 'vitest'
import { familyOf } from './where-used.ts'

test('the family of a container or a task definition is known from its id, and nothing else has one', () => {
  const family = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web'
  const subject = { type: 'container', name: 'web / app' }
  expect(familyOf({ ...subject, id: `${family}#app` })).toBe('web')
  expect(familyOf({ ...subject, id: family })).toBe('web')
  expect(familyOf({ ...subject, id: 'sg-1' })).toBeUndefined()
})
