import { describe, expect, test } from 'vitest'
import { escalationPaths } from './escalation.ts'
import { effectiveGrants } from './grants.ts'
import { parsePolicy } from './policy.ts'

function pathsOf(...Statement: object[]) {
  const policy = parsePolicy({ Statement })
  if ('error' in policy) throw new Error(policy.error)
  return escalationPaths(effectiveGrants([{ source: 'inline', policy }]))
}

const allow = (Action: string | string[], Resource = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})

describe('escalation paths', () => {
  test.each([
    ['iam:PutRolePolicy', 'change-identities'],
    ['sts:AssumeRole', 'assume-any-role'],
    ['lambda:UpdateFunctionCode', 'replace-function-code'],
    ['ecs:ExecuteCommand', 'execute-in-tasks'],
    ['ssm:StartSession', 'start-sessions'],
  ])('%s on every resource opens %s', (action, path) => {
    expect(pathsOf(allow(action))).toMatchObject([{ path, actions: [action], limited: false }])
  })

  test('on a named resource opens none', () => {
    expect(pathsOf(allow('ecs:ExecuteCommand', 'arn:aws:ecs:eu-west-1:111122223333:task/prod/*'))).toEqual([])
  })

  test('passing roles opens one only together with an ECS action that uses the role', () => {
    expect(pathsOf(allow('iam:PassRole'))).toEqual([])
    const run = allow('ecs:RunTask', 'arn:aws:ecs:eu-west-1:111122223333:task-definition/ledger:*')
    expect(pathsOf(allow('iam:PassRole'), run)).toMatchObject([
      { path: 'pass-role-to-task', actions: ['iam:PassRole', 'ecs:RunTask'], limited: false },
    ])
  })

  const service = 'ecs-tasks.amazonaws.com'
  const passing = (operator: string, value: string) =>
    pathsOf(
      allow('iam:PassRole', '*', { Condition: { [operator]: { 'iam:PassedToService': value } } }),
      allow('ecs:RunTask'),
    ).map(({ path }) => path)
  test.each([
    ['StringEquals', service],
    ['StringEqualsIgnoreCase', 'ECS-Tasks.amazonaws.com'],
    ['StringLike', 'ecs*.amazonaws.com'],
    ['StringLikeIfExists', '*'],
    ['StringNotEquals', 'lambda.amazonaws.com'],
    ['StringNotLike', 'lambda.*'],
    ['StringNotEquals', '*'],
    ['ForAllValues:StringEquals', service],
    ['StringEquals', `\${aws:PrincipalTag/service}`],
    ['Null', 'false'],
  ])('roles can be passed to tasks under %s %s', (operator, value) => {
    expect(passing(operator, value)).toEqual(['pass-role-to-task'])
  })
  test.each([
    ['StringEquals', 'lambda.amazonaws.com'],
    ['StringEquals', 'ECS-Tasks.amazonaws.com'],
    ['StringEquals', 'ecs*'],
    ['StringEqualsIfExists', 'lambda.amazonaws.com'],
    ['ForAllValues:StringEquals', 'lambda.amazonaws.com'],
    ['StringNotEquals', service],
    ['StringNotLike', 'ecs-*'],
    ['Null', 'true'],
  ])('roles cannot be passed to tasks under %s %s', (operator, value) => {
    expect(passing(operator, value)).toEqual([])
  })

  test('a condition on the path is reported as a limit', () => {
    const condition = { Condition: { ArnEquals: { 'ecs:cluster': 'arn:aws:ecs:eu-west-1:111122223333:cluster/dev' } } }
    expect(pathsOf(allow('ecs:ExecuteCommand', '*', condition))).toMatchObject([
      { path: 'execute-in-tasks', limited: true },
    ])
  })

  test('an administrator has all of them', () => {
    expect(pathsOf(allow('*')).map(({ path }) => path)).toEqual([
      'pass-role-to-task',
      'change-identities',
      'assume-any-role',
      'replace-function-code',
      'execute-in-tasks',
      'start-sessions',
    ])
  })
})
