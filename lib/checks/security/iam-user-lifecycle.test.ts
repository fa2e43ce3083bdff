import { describe, expect, test } from 'vitest'
import { rolesThatChangeEcs, usersThatChangeEcs } from '#lib/inventory/derived/ecs-access.ts'
import { allow, role } from '../testing/account.ts'
import { lookOf } from '../testing/look-of.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './iam-user-lifecycle.ts'

testCheck(question, {
  manual: {
    'an account with ECS workloads': {
      shows: ['derived: roles that can change something in ECS, with their last use'],
    },
  },
  notApplicable: { 'an account without any': { given: { services: [], tasks: [] } } },
})

describe('the list a reviewer is shown', () => {
  const listed = (over: Parameters<typeof role>[1], policies: Parameters<typeof lookOf>[0] = {}) =>
    rolesThatChangeEcs(lookOf({ roles: [role('deployer', over)], ...policies })).map((one) => one.RoleName)
  const inline = (document: string) => ({ RolePolicyList: [{ PolicyName: 'p', PolicyDocument: document }] })

  test('names roles that can change something, by wildcard and by NotAction too', () => {
    expect(listed(inline(allow('ecs:UpdateService', '*')))).toEqual(['deployer'])
    expect(listed(inline(allow('*', '*')))).toEqual(['deployer'])
    const notAction = { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }
    expect(listed(inline(JSON.stringify({ Version: '2012-10-17', Statement: [notAction] })))).toEqual(['deployer'])
  })

  test('names roles by their attached policies', () => {
    const Arn = 'arn:aws:iam::aws:policy/AmazonECS_FullAccess'
    const policies = [
      {
        PolicyName: 'AmazonECS_FullAccess',
        Arn,
        PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: allow('ecs:*', '*') }],
      },
    ]
    const attached = { RolePolicyList: [], AttachedManagedPolicies: [{ PolicyName: 'full', PolicyArn: Arn }] }
    expect(listed(attached, { policies })).toEqual(['deployer'])
  })

  test('names IAM users by their own policies and by their groups', () => {
    const ids = { Path: '/', AttachedManagedPolicies: [] }
    const user = (UserName: string, GroupList: string[], document?: string) => ({
      ...ids,
      UserName,
      UserId: UserName,
      Arn: `arn:aws:iam::111122223333:user/${UserName}`,
      UserPolicyList: document ? [{ PolicyName: 'p', PolicyDocument: document }] : [],
      GroupList,
      Tags: [],
    })
    const group = {
      ...ids,
      GroupName: 'operators',
      GroupId: 'operators',
      Arn: 'arn:aws:iam::111122223333:group/operators',
      GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: allow('ecs:RunTask', '*') }],
    }
    const users = [user('ann', [], allow('ecs:*', '*')), user('bob', ['operators']), user('eve', [])]
    expect(usersThatChangeEcs(lookOf({ users, groups: [group] })).map((one) => one.UserName)).toEqual(['ann', 'bob'])
  })

  test('leaves out readers and service-linked roles', () => {
    expect(listed(inline(allow(['ecs:Describe*', 'ecs:List*'], '*')))).toEqual([])
    expect(listed({ ...inline(allow('ecs:*', '*')), Path: '/aws-service-role/ecs.amazonaws.com/' })).toEqual([])
  })
})
