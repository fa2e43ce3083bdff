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
import { role } from '../testing/account.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-ecs-least-privilege.ts'

const held = (...statements: object[]) => ({ roles: [operator(statements)] })
const trustedBy = (Principal: object, name = 'operator') => ({
  roles: [{ ...operator([allowing('ecs:*')]), RoleName: name, AssumeRolePolicyDocument: trusting(Principal) }],
})
const onCluster = { ArnEquals: { 'ecs:cluster': id.clusterArn } }

testCheck(check, {
  pass: {
    'reading alone': { given: held(allowing(['ecs:Describe*', 'ecs:List*'])) },
    'writes on long-format ARNs': { given: held(allowing('ecs:UpdateService', id.arn('ecs', 'service/main/*'))) },
    'writes under a condition on the cluster': {
      given: held(allowing(['ecs:UpdateService', 'ecs:RunTask'], '*', onCluster)),
    },
    'writes under a condition on tags': {
      given: held(allowing('ecs:StopTask', '*', { StringEquals: { 'aws:ResourceTag/team': 'web' } })),
    },
    'registering revisions is advice': {
      given: held(allowing('ecs:RegisterTaskDefinition')),
      hint: 'RegisterTaskDefinition',
    },
    'tagging at creation is advice': {
      given: held(allowing('ecs:TagResource', '*', { StringEquals: { 'ecs:CreateAction': 'RunTask' } })),
      hint: 'TagResource',
    },
    'an action without a resource type is advice': {
      given: held(allowing('ecs:PutAccountSetting')),
      hint: 'PutAccountSetting',
    },
    'an administrator by design is listed': {
      given: { roles: [{ ...operator([allowing('*')]), RoleName: 'AWSReservedSSO_AdministratorAccess_0a1b' }] },
      hint: 'by design',
    },
    'a Deny takes the writes away': {
      given: held(allowing(['ecs:Describe*', 'ecs:DeleteCluster']), denying('ecs:Delete*')),
    },
    'NotAction that leaves nothing of ECS': {
      given: held({ Effect: 'Allow', NotAction: 'ecs:*', Resource: '*' }, allowing('ecs:ListClusters')),
    },
  },
  fail: {
    'ecs:*': { given: held(allowing('ecs:*')), message: 'all' },
    'ecs:* on named resources is still every action': {
      given: held(allowing('ecs:*', id.arn('ecs', 'service/main/*'))),
      message: 'all',
    },
    everything: { given: held(allowing('*')), message: 'all' },
    'NotAction that leaves ECS': {
      given: held({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      message: 'all',
    },
    AmazonECS_FullAccess: {
      given: {
        roles: [operator([], attached('AmazonECS_FullAccess'))],
        policies: [awsPolicy('AmazonECS_FullAccess', allowing('ecs:DescribeServices'))],
      },
      message: 'all',
    },
    'a boundary is shown, not computed': {
      given: {
        roles: [
          operator([allowing('ecs:*')], {
            PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/ReadOnly' },
          }),
        ],
        policies: [awsPolicy('ReadOnly', allowing('ecs:Describe*'))],
      },
      message: 'all',
    },
    'a write on everything': { given: held(allowing(['ecs:Describe*', 'ecs:UpdateService'])), message: 'writes' },
    'a write on every service is on everything': {
      given: held(allowing('ecs:UpdateService', 'arn:aws:ecs:*:*:service/*')),
      message: 'writes',
    },
    'a pattern that holds writes': { given: held(allowing('ecs:Update*')), message: 'writes' },
    'another condition does not narrow it': {
      given: held(allowing('ecs:UpdateService', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })),
      message: 'writes',
    },
    'a condition that holds without the key does not narrow it': {
      given: held(allowing('ecs:UpdateService', '*', { ArnEqualsIfExists: { 'ecs:cluster': id.clusterArn } })),
      message: 'writes',
    },
    'an IAM user: high': { given: { users: [user([allowing('ecs:*')])] }, message: 'all', severity: 'high' },
    'a role of another account: high': {
      given: trustedBy({ AWS: 'arn:aws:iam::999988887777:root' }),
      message: 'all',
      severity: 'high',
    },
    'a role of this account': { given: trustedBy(wholeAccount), message: 'all' },
    'a pipeline': { given: trustedBy({ Service: 'codebuild.amazonaws.com' }), message: 'all' },
    'a group with members': {
      given: { users: [user([], { GroupList: ['operators'] })], groups: [group([allowing('ecs:StopTask')])] },
      message: 'writes',
    },
  },
  notApplicable: {
    'no policy in human hands speaks of ECS': {},
    'a group without members': { given: { groups: [group([allowing('ecs:*')])] } },
    'roles of services': { given: trustedBy({ Service: ['ec2.amazonaws.com', 'events.amazonaws.com'] }) },
    'service-linked roles': {
      given: { roles: [role('AWSServiceRoleForECS', { Path: '/aws-service-role/ecs.amazonaws.com/' })] },
    },
    'everything on a bucket is nothing of ECS': { given: held(allowing('*', 'arn:aws:s3:::bucket/*')) },
  },
  unknown: {
    'an attached policy that was not among those read': {
      given: { roles: [operator([], attached('Mystery'))] },
      reason: 'Mystery',
    },
    'a trust policy that is no policy': {
      given: { roles: [{ ...operator([allowing('ecs:*')]), AssumeRolePolicyDocument: '{' }] },
      reason: 'Who may assume',
    },
  },
})
