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
    'writes under conditions on the service, the task or their tags': {
      given: held(
        allowing('ecs:UpdateService', '*', { ArnLike: { 'ecs:service': id.arn('ecs', 'service/main/web') } }),
        allowing('ecs:StopTask', '*', { ArnLike: { 'ecs:task': id.arn('ecs', 'task/main/*') } }),
        allowing('ecs:ExecuteCommand', '*', { StringEquals: { 'ecs:ResourceTag/team': 'web' } }),
      ),
    },
    'deregistering revisions is advice': {
      given: held(allowing('ecs:DeregisterTaskDefinition')),
      hint: 'DeregisterTaskDefinition',
    },
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
    'every action, in capitals': { given: held(allowing('ECS:*')), message: 'all' },
    'every action by a pattern': { given: held(allowing('ecs:?*')), message: 'all' },
    'every action, under a condition': { given: held(allowing('ecs:*', '*', onCluster)), message: 'all' },
    'all but one service': {
      given: held({ Effect: 'Allow', Action: 'ecs:StopTask', NotResource: id.arn('ecs', 'task/main/*') }),
      message: 'writes',
    },
    'an ARN of ECS that ends early': { given: held(allowing('ecs:StopTask', 'arn:aws:ecs:*')), message: 'writes' },
    'every cluster of any partition': {
      given: held(allowing('ecs:DeleteCluster', 'arn:*:ecs:*:*:cluster/*')),
      message: 'writes',
    },
    'deleting task definitions has a resource to name': {
      given: held(allowing('ecs:DeleteTaskDefinitions')),
      message: 'writes',
    },
    'one of two statements has a condition': {
      given: held(allowing('ecs:StopTask', '*', onCluster), allowing('ecs:StopTask')),
      message: 'writes',
    },
    'a condition that any cluster meets': {
      given: held(allowing('ecs:StopTask', '*', { StringLike: { 'ecs:cluster': '*' } })),
      message: 'writes',
    },
    'a pipeline of an identity provider': {
      given: trustedBy({ Federated: id.arn('iam', 'oidc-provider/gitlab.example', '') }),
      message: 'all',
    },
    CodePipeline: { given: trustedBy({ Service: 'codepipeline.amazonaws.com' }), message: 'all' },
    'a role that everybody may assume: high': { given: trustedBy({ AWS: '*' }), message: 'all', severity: 'high' },
    'a role of services that people may assume, too': {
      given: trustedBy({ Service: 'ecs-tasks.amazonaws.com', ...wholeAccount }),
      message: 'all',
    },
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
    'roles of tasks': { given: trustedBy({ Service: 'ecs-tasks.amazonaws.com' }) },
    'roles of CloudFormation, CodeDeploy and the schedulers': {
      given: trustedBy({
        Service: ['cloudformation', 'codedeploy', 'scheduler', 'application-autoscaling'].map(
          (one) => `${one}.amazonaws.com`,
        ),
      }),
    },
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
