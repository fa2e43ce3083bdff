import { allowing, attached, awsPolicy, denying, operator, trusting, user, wholeAccount } from '../testing/access.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-tag-conditions.ts'

const held = (...statements: object[]) => ({ roles: [operator(statements)] })
const assumedBy = (Principal: object, more: object = {}) => ({
  roles: [operator([allowing('ecs:RunTask')], { AssumeRolePolicyDocument: trusting(Principal, more) })],
})
const github = { Federated: id.arn('iam', 'oidc-provider/token.actions.githubusercontent.com', '') }
const byTag = { StringEquals: { 'aws:ResourceTag/team': 'web' } }

testCheck(check, {
  pass: {
    'a condition on the cluster': {
      given: held(allowing(['ecs:RunTask', 'ecs:StopTask'], '*', { ArnEquals: { 'ecs:cluster': id.clusterArn } })),
    },
    'a setting in the Allow limits too': {
      given: held(
        allowing('ecs:RunTask', '*', { Bool: { 'ecs:auto-assign-public-ip': 'false' } }),
        allowing('ecs:ExecuteCommand', '*', { StringEquals: { 'ecs:container-name': 'app' } }),
        allowing('ecs:RegisterTaskDefinition', '*', { StringEquals: { 'ecs:compute-compatibility': 'FARGATE' } }),
      ),
    },
    'tagging taken away by a Deny': {
      given: held(allowing('ecs:UpdateService', '*', byTag), allowing('ecs:TagResource'), denying('ecs:TagResource')),
    },
    'a condition on tags, without the right to tag': { given: held(allowing('ecs:UpdateService', '*', byTag)) },
    'a condition on tags, and tagging is restricted': {
      given: held(
        allowing('ecs:UpdateService', '*', byTag),
        allowing('ecs:TagResource', '*', { StringEquals: { 'ecs:CreateAction': 'RunTask' } }),
      ),
    },
    'tagging of named resources only': {
      given: held(
        allowing('ecs:StopTask', '*', { StringEquals: { 'ecs:ResourceTag/team': 'web' } }),
        allowing('ecs:TagResource', id.arn('ecs', 'task/main/*')),
      ),
    },
    'a preventive key in a Deny': {
      given: held(allowing('ecs:RegisterTaskDefinition'), denying('ecs:*', { Bool: { 'ecs:privileged': 'true' } })),
    },
    'one action of two is limited: the other is named': {
      given: held(allowing('ecs:UpdateService', '*', byTag), allowing('ecs:RegisterTaskDefinition')),
      hint: 'RegisterTaskDefinition',
    },
    'tags chosen at creation are advice': {
      given: {
        ...held(allowing('ecs:RunTask', '*', { StringEquals: { 'aws:RequestTag/team': 'web' } })),
        accountSettings: [{ name: 'tagResourceAuthorization', value: 'off' }],
      },
      hint: 'tagResourceAuthorization',
    },
  },
  fail: {
    'a condition on tags that holds without a tag': {
      given: held(allowing('ecs:StopTask', '*', { StringEqualsIfExists: { 'aws:ResourceTag/team': 'web' } })),
      message: 'unlimited',
    },
    'any value of a tag': {
      given: held(allowing('ecs:StopTask', '*', { StringLike: { 'aws:ResourceTag/team': '*' } })),
      message: 'unlimited',
    },
    'tags that another policy of the role lets it change': {
      given: {
        roles: [
          operator([allowing('ecs:UpdateService', '*', byTag)], {
            AttachedManagedPolicies: attached('Tagging').AttachedManagedPolicies,
          }),
        ],
        policies: [awsPolicy('Tagging', allowing('ecs:*TagResource'))],
      },
      subject: `${id.arn('iam', 'role/operator', '')}#own`,
      message: 'retag',
    },
    'a role that another account may assume': {
      given: assumedBy({ AWS: 'arn:aws:iam::999988887777:root' }),
      message: 'unlimited',
    },
    'no condition': { given: held(allowing(['ecs:RunTask', 'ecs:ExecuteCommand'])), message: 'unlimited' },
    everything: { given: held(allowing('*')), message: 'unlimited' },
    'a key that limits nothing here': {
      given: held(allowing('ecs:StopTask', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })),
      message: 'unlimited',
    },
    'a second statement grants it freely': {
      given: held(allowing('ecs:StopTask', '*', byTag), allowing('ecs:Stop*')),
      message: 'unlimited',
    },
    'tags that the role may change': {
      given: held(allowing('ecs:UpdateService', '*', byTag), allowing('ecs:TagResource')),
      message: 'retag',
    },
    'a role that the whole account may assume': { given: assumedBy(wholeAccount), message: 'unlimited' },
    'a provider without a subject: any of its pipelines': { given: assumedBy(github), message: 'unlimited' },
    'two principals': {
      given: assumedBy({ AWS: [id.arn('iam', 'user/ada', ''), id.arn('iam', 'user/grace', '')] }),
      message: 'unlimited',
    },
  },
  notApplicable: {
    nobody: {},
    'a user': { given: { users: [user([allowing('ecs:RunTask')])] }, reason: 'user' },
    'one pipeline of a provider': {
      given: assumedBy(github, {
        Condition: {
          StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:larkfield/web:ref:refs/heads/main' },
        },
      }),
      reason: 'alone',
    },
    'one user': { given: assumedBy({ AWS: id.arn('iam', 'user/ada', '') }), reason: 'alone' },
    'reading alone': { given: held(allowing('ecs:Describe*')), reason: 'none of the powerful' },
  },
  unknown: {
    'an attached policy that was not among those read': {
      given: { roles: [operator([], attached('Mystery'))] },
      reason: 'Mystery',
    },
    'a trust policy that is no policy': {
      given: { roles: [operator([allowing('ecs:RunTask')], { AssumeRolePolicyDocument: '{' })] },
      reason: 'Who may assume',
    },
  },
})
