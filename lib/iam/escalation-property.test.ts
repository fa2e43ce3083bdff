import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escalationPaths } from './escalation.ts'
import { effectiveGrants } from './grants.ts'
import { parsePolicy } from './policy.ts'

interface Raw {
  Effect: 'Allow' | 'Deny'
  Action?: string[]
  NotAction?: string[]
  Resource: '*'
  Condition?: object
}

const patterns = fc.constantFrom(
  '*',
  'ecs:*',
  'ecs:Run*',
  'ecs:?pdateService',
  'ecs:ExecuteCommand',
  'ECS:registertaskdefinition',
  'ecs:StartTask',
  'ecs:Create*',
  'iam:*',
  'iam:PassRole',
  'iam:Put*',
  'sts:*',
  'ssm:Start*',
  'lambda:UpdateFunction*',
)
/** Each limits an Allow, and the first two leave iam:PassRole closed or open for ECS tasks. */
const conditions = fc.constantFrom(
  { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  { StringEquals: { 'aws:PrincipalTag/team': 'web' } },
)
const statement = fc
  .record({
    effect: fc.constantFrom<Raw['Effect'][]>('Allow', 'Allow', 'Deny'),
    not: fc.boolean(),
    names: fc.uniqueArray(patterns, { minLength: 1, maxLength: 3 }),
    condition: fc.option(conditions, { nil: undefined }),
  })
  .map(
    ({ effect, not, names, condition }): Raw => ({
      Effect: effect,
      [not ? 'NotAction' : 'Action']: names,
      Resource: '*',
      // A conditional Deny takes nothing away for certain: the evaluator test covers it.
      ...(condition && effect === 'Allow' && { Condition: condition }),
    }),
  )

/** Slow and plain: regular expressions over the raw statements, one action at a time. */
const glob = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')
const covers = ({ Action, NotAction = [] }: Raw, action: string): boolean =>
  Action ? Action.some((one) => glob(one).test(action)) : !NotAction.some((one) => glob(one).test(action))
const allowsOf = (raw: Raw[], action: string): Raw[] =>
  raw.some((one) => one.Effect === 'Deny' && covers(one, action))
    ? []
    : raw.filter((one) => one.Effect === 'Allow' && covers(one, action))

const using = ['ecs:RegisterTaskDefinition', 'ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService', 'ecs:UpdateService']
const single = {
  'change-identities': 'iam:PutRolePolicy',
  'assume-any-role': 'sts:AssumeRole',
  'replace-function-code': 'lambda:UpdateFunctionCode',
  'execute-in-tasks': 'ecs:ExecuteCommand',
  'start-sessions': 'ssm:StartSession',
}
const passes = (one: Raw) => !one.Condition || JSON.stringify(one.Condition).includes('ecs-tasks')

test('the paths are those that single actions open, whatever wildcards, NotAction and denies stand around them', () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), (raw) => {
      const policy = parsePolicy({ Statement: raw })
      if ('error' in policy) throw new Error(policy.error)
      const found = escalationPaths(effectiveGrants([{ source: 'test', policy }]))
      for (const [path, action] of Object.entries(single)) {
        const ways = allowsOf(raw, action)
        const one = found.find((each) => each.path === path)
        if (ways.length > 0) expect(one, path).toBeDefined()
        if (path !== 'change-identities') expect(one !== undefined, path).toBe(ways.length > 0)
        if (one && path !== 'change-identities') {
          expect(one.limited, path).toBe(ways.every((way) => way.Condition !== undefined))
        }
      }
      const usable = using.filter((action) => allowsOf(raw, action).length > 0)
      const passRole = allowsOf(raw, 'iam:PassRole').some(passes)
      const taken = found.find((each) => each.path === 'pass-role-to-task')
      expect(taken !== undefined, 'pass-role-to-task').toBe(passRole && usable.length > 0)
      if (taken) expect([...taken.actions].sort()).toEqual(['iam:PassRole', ...usable].sort())
    }),
    { numRuns: 300 },
  )
})
