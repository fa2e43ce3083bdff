import { describe, expect, test } from 'vitest'
import { actionFacts, expandActions, resourceTypesOf } from './actions.ts'
import committed from './data/actions.json' with { type: 'json' }
import { actionTable } from './data/generate.ts'

test('the committed table is what the installed data package gives', async () => {
  // The package is large, and other programs may keep the machine busy.
  expect(committed, 'run: node lib/iam/data/generate.ts').toEqual(await actionTable())
}, 60_000)

describe('expanding', () => {
  test('ignores case and returns names as AWS writes them', () => {
    expect(expandActions('IAM:pass*').map(({ name }) => name)).toEqual(['iam:PassRole'])
    expect(expandActions('ecs:?unTask').map(({ name }) => name)).toEqual(['ecs:RunTask'])
  })

  test('a star is every action of every service', () => {
    expect(expandActions('*').length).toBeGreaterThan(15_000)
    expect(expandActions('*:*').length).toBe(expandActions('*').length)
  })

  test('an unknown service, a misspelled action and a property name of objects match nothing', () => {
    expect(expandActions('nothing:*')).toEqual([])
    expect(expandActions('s3:GetObjekt')).toEqual([])
    expect(expandActions('constructor:*')).toEqual([])
  })
})

test('facts tell the access level and whether resources can be named', () => {
  expect(actionFacts('iam:passrole')).toMatchObject({ name: 'iam:PassRole', level: 'write', limitable: true })
  expect(actionFacts('iam:AttachRolePolicy')?.level).toBe('permissions')
  expect(actionFacts('ecs:TagResource')?.level).toBe('tagging')
  expect(actionFacts('s3:ListBucket')?.level).toBe('list')
  expect(actionFacts('ecr:GetAuthorizationToken')).toMatchObject({ level: 'read', limitable: false })
  expect(actionFacts('s3:Nothing')).toBeUndefined()
})

test('resource types are the named parts of ARNs', () => {
  expect(resourceTypesOf('ecs')).toContain('service/*/*')
  expect(resourceTypesOf('nothing')).toEqual([])
})
