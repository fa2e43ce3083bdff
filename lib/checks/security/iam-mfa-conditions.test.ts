import {
  allowing,
  attached,
  awsPolicy,
  denying,
  group,
  operator,
  trusting,
  user,
  wholeAccount,
} from '../testing/access.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-mfa-conditions.ts'

const present = (value: string, operatorName = 'Bool') => ({ [operatorName]: { 'aws:MultiFactorAuthPresent': value } })
const byUser = (...statements: object[]) => ({ users: [user(statements)] })
const subject = `${user([]).Arn}#own`
const byAccount = (more: object = {}) => ({
  roles: [operator([allowing('ecs:*')], { AssumeRolePolicyDocument: trusting(wholeAccount, more) })],
})
/** The whole account may come in, except for a Deny. */
const byAccountBut = (Condition: object, whom: object = { Principal: '*' }) => ({
  roles: [
    operator([allowing('ecs:*')], {
      AssumeRolePolicyDocument: JSON.stringify({
        Statement: [
          { Effect: 'Allow', Principal: wholeAccount, Action: 'sts:AssumeRole' },
          { Effect: 'Deny', ...whom, Action: 'sts:AssumeRole', Condition },
        ],
      }),
    }),
  ],
})

testCheck(check, {
  pass: {
    'the Allow demands it': { given: byUser(allowing('ecs:DeleteService', '*', present('true'))) },
    'the Allow demands a recent one': {
      given: byUser(allowing('ecs:*', '*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })),
    },
    'a Deny takes it away without one': {
      given: byUser(allowing('ecs:*'), denying('ecs:*', present('false', 'BoolIfExists'))),
    },
    'a Deny on all but a few actions, in another policy': {
      given: {
        users: [
          user([allowing('ecs:DeleteCluster')], {
            AttachedManagedPolicies: [{ PolicyName: 'Guard', PolicyArn: 'arn:aws:iam::aws:policy/Guard' }],
          }),
        ],
        policies: [
          awsPolicy('Guard', {
            Effect: 'Deny',
            NotAction: ['iam:*', 'sts:*'],
            Resource: '*',
            Condition: present('false', 'BoolIfExists'),
          }),
        ],
      },
      subject,
    },
    'a Deny on the group binds its members': {
      given: {
        users: [user([allowing('ecs:DeleteCluster')], { GroupList: ['operators'] })],
        groups: [group([denying('*', present('false', 'BoolIfExists'))])],
      },
      subject,
    },
    'the trust policy demands it': { given: byAccount({ Condition: present('true') }) },
    'a Deny in the trust policy keeps out who has none': { given: byAccountBut(present('false', 'BoolIfExists')) },
    'a Deny in the trust policy for everybody but a service': {
      given: byAccountBut(present('false', 'BoolIfExists'), { NotPrincipal: { Service: 'ec2.amazonaws.com' } }),
    },
    'an action on named services is destructive too, and asks for one': {
      given: byUser(allowing('ecs:DeleteService', id.arn('ecs', 'service/main/*'), present('true'))),
    },
  },
  fail: {
    'a user may delete services': { given: byUser(allowing('ecs:DeleteService')), message: 'open' },
    'a wildcard that holds one': { given: byUser(allowing('ecs:Execute*')), message: 'open' },
    'a group with members': {
      given: {
        users: [user([], { GroupList: ['operators'] })],
        groups: [group([allowing('ecs:DeregisterTaskDefinition')])],
      },
      message: 'open',
    },
    'a role that the whole account may assume': { given: byAccount(), message: 'open' },
    'a role that the root of another account may assume': {
      given: {
        roles: [
          operator([allowing('ecs:*')], {
            AssumeRolePolicyDocument: trusting({ AWS: 'arn:aws:iam::999988887777:root' }),
          }),
        ],
      },
      message: 'open',
    },
    'one of two who may assume the role shows none': {
      given: {
        roles: [
          operator([allowing('ecs:*')], {
            AssumeRolePolicyDocument: JSON.stringify({
              Statement: [
                { Effect: 'Allow', Principal: wholeAccount, Action: 'sts:AssumeRole', Condition: present('true') },
                { Effect: 'Allow', Principal: { AWS: id.arn('iam', 'user/ada', '') }, Action: 'sts:AssumeRole' },
              ],
            }),
          }),
        ],
      },
      message: 'open',
    },
    'plain Bool in a Deny of the trust policy lets long-term keys pass': {
      given: byAccountBut(present('false')),
      message: 'open',
    },
    'a Deny in the trust policy that spares a user': {
      given: byAccountBut(present('false', 'BoolIfExists'), { NotPrincipal: { AWS: id.arn('iam', 'user/ada', '') } }),
      message: 'open',
    },
    'deleting task definitions': { given: byUser(allowing('ecs:DeleteTaskDefinitions')), message: 'open' },
    'all but reading, in capitals': {
      given: byUser({ Effect: 'Allow', NotAction: ['ECS:Describe*', 'ECS:List*'], Resource: '*' }),
      message: 'open',
    },
    'a role that names a user': {
      given: {
        roles: [
          operator([], {
            ...attached('AdministratorAccess'),
            AssumeRolePolicyDocument: trusting({ AWS: id.arn('iam', 'user/ada', '') }),
          }),
        ],
        policies: [awsPolicy('AdministratorAccess', allowing('*'))],
      },
      message: 'open',
    },
    'IfExists in an Allow lets long-term keys pass': {
      given: byUser(allowing('ecs:DeleteService', '*', present('true', 'BoolIfExists'))),
      message: 'open',
    },
    'plain Bool in a Deny lets long-term keys pass': {
      given: byUser(allowing('ecs:DeleteService'), denying('ecs:*', present('false'))),
      message: 'open',
    },
    'the Deny leaves an action out': {
      given: byUser(allowing('ecs:*'), denying('ecs:Delete*', present('false', 'BoolIfExists'))),
      message: 'open',
    },
    'one of two statements demands it': {
      given: byUser(allowing('ecs:DeleteService', '*', present('true')), allowing('ecs:DeleteCluster')),
      message: 'open',
    },
  },
  notApplicable: {
    nobody: {},
    'nothing destructive': {
      given: byUser(allowing(['ecs:Describe*', 'ecs:UpdateService'])),
      reason: 'nothing destructive',
    },
    'federated people': { given: { roles: [operator([allowing('ecs:*')])] }, reason: 'federated' },
    'a role that another role assumes: chaining carries no second factor': {
      given: {
        roles: [
          operator([allowing('ecs:*')], { AssumeRolePolicyDocument: trusting({ AWS: id.arn('iam', 'role/ci', '') }) }),
        ],
      },
    },
    'a pipeline': {
      given: {
        roles: [
          operator([allowing('ecs:*')], { AssumeRolePolicyDocument: trusting({ Service: 'codebuild.amazonaws.com' }) }),
        ],
      },
    },
    'a Deny without conditions': {
      given: byUser(allowing(['ecs:Describe*', 'ecs:DeleteCluster']), denying('ecs:Delete*')),
    },
  },
  unknown: {
    'an attached policy that was not among those read': {
      given: { users: [user([], { AttachedManagedPolicies: attached('Mystery').AttachedManagedPolicies })] },
      reason: 'Mystery',
    },
    'a trust policy that is no policy': {
      given: { roles: [operator([allowing('ecs:*')], { AssumeRolePolicyDocument: '{' })] },
      reason: 'Who may assume',
    },
  },
})
