import { allowing, attached, awsPolicy, denying, operator, trusting } from '../testing/access.ts'
import { role } from '../testing/account.ts'
import { cluster } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-cluster-boundary.ts'

const other = (environment?: string) =>
  cluster({
    clusterArn: id.arn('ecs', 'cluster/other'),
    clusterName: 'other',
    tags: environment ? [{ key: 'environment', value: environment }] : [],
  })
const clusters = [cluster(), other('staging')]
const held = (...statements: object[]) => ({ clusters, roles: [operator(statements)] })
const equals = (operatorName: string, ...values: string[]) => ({ [operatorName]: { 'ecs:cluster': values } })
const many = Array.from({ length: 11 }, (_, index) => ({
  ...operator([allowing('ecs:StopTask', id.arn('ecs', 'task/main/*'))]),
  RoleName: `operator-${index}`,
  Arn: id.arn('iam', `role/operator-${index}`, ''),
}))

testCheck(check, {
  pass: {
    'a condition on one cluster': { given: held(allowing('ecs:*', '*', equals('ArnEquals', id.clusterArn))) },
    'StringEquals on one cluster': { given: held(allowing('ecs:RunTask', '*', equals('StringEquals', id.clusterArn))) },
    'services of one cluster by ARN': { given: held(allowing('ecs:UpdateService', id.arn('ecs', 'service/main/*'))) },
    'tasks of one cluster by ARN, any region': { given: held(allowing('ecs:StopTask', 'arn:aws:ecs:*:*:task/main/*')) },
    'a statement for each cluster': {
      given: held(
        allowing('ecs:StopTask', id.arn('ecs', 'task/main/*')),
        allowing('ecs:StopTask', id.arn('ecs', 'task/other/*')),
      ),
    },
    'clusters of one environment, by ARN': {
      given: {
        ...held(allowing('ecs:StopTask', [id.arn('ecs', 'task/main/*'), id.arn('ecs', 'task/oth*/*')])),
        clusters: [cluster(), other('production')],
      },
    },
    'clusters of one environment by different names of it': {
      given: {
        ...held(allowing('ecs:StopTask', [id.arn('ecs', 'task/main/*'), id.arn('ecs', 'task/other/*')])),
        clusters: [cluster(), other('PROD')],
      },
    },
    'clusters of one environment, by condition': {
      given: {
        ...held(allowing('ecs:RunTask', '*', equals('ArnEquals', id.clusterArn, id.arn('ecs', 'cluster/other')))),
        clusters: [cluster(), other('production')],
      },
    },
    'a Deny leaves one action on one cluster': {
      given: held(
        allowing(['ecs:UpdateService', 'ecs:DescribeServices']),
        denying('ecs:UpdateService'),
        allowing('ecs:StopTask', id.arn('ecs', 'task/main/*')),
      ),
    },
    'the boundary keeps it to one cluster': {
      given: {
        clusters,
        roles: [
          operator([allowing('ecs:UpdateService')], {
            PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/OneCluster' },
          }),
        ],
        policies: [awsPolicy('OneCluster', allowing('ecs:*', id.arn('ecs', 'service/main/*')))],
      },
    },
    'a setting of the old format is advice': {
      given: {
        ...held(allowing('ecs:UpdateService', id.arn('ecs', 'service/main/*'))),
        accountSettings: [{ name: 'serviceLongArnFormat', value: 'disabled' }],
      },
      hint: 'serviceLongArnFormat',
    },
    'more roles than ten for one cluster is advice': {
      given: { clusters, roles: many },
      subject: many[0]?.Arn,
      hint: 'More than 10 roles',
    },
  },
  fail: {
    'a write on everything, whatever the settings of the account': {
      given: { ...held(allowing('ecs:UpdateService')), accountSettings: [] },
      gaps: [{ section: 'accountSettings', region: id.region, action: 'ecs:ListAccountSettings', reason: 'denied' }],
      message: 'across',
    },
    'a write on everything': { given: held(allowing('ecs:UpdateService')), message: 'across' },
    'a write on everything, though all clusters are of one environment': {
      given: { ...held(allowing('ecs:UpdateService')), clusters: [cluster(), other('production')] },
      message: 'across',
    },
    'a condition on any cluster, though all are of one environment': {
      given: {
        ...held(allowing('ecs:UpdateService', '*', equals('ArnLike', id.arn('ecs', 'cluster/*')))),
        clusters: [cluster(), other('production')],
      },
      message: 'across',
    },
    'an administrator': {
      given: {
        clusters,
        roles: [operator([], attached('AdministratorAccess'))],
        policies: [awsPolicy('AdministratorAccess', allowing('*'))],
      },
      message: 'across',
    },
    'task definitions cannot bound RunTask': {
      given: held(allowing('ecs:RunTask', id.arn('ecs', 'task-definition/web:*'))),
      message: 'across',
    },
    'a condition on both clusters': {
      given: held(allowing('ecs:StopTask', '*', equals('ArnLike', id.arn('ecs', 'cluster/*')))),
      message: 'across',
    },
    'only another key is in the condition': {
      given: held(allowing('ecs:StopTask', '*', { StringEquals: { 'aws:ResourceTag/environment': 'production' } })),
      message: 'across',
    },
    'all but one cluster, by condition': {
      given: held(allowing('ecs:StopTask', '*', equals('ArnNotEquals', id.clusterArn))),
      message: 'across',
    },
    'a name of a service in any cluster': {
      given: held(allowing('ecs:UpdateService', id.arn('ecs', 'service/*/web'))),
      message: 'across',
    },
    'all but the services of one cluster': {
      given: held({ Effect: 'Allow', Action: 'ecs:UpdateService', NotResource: id.arn('ecs', 'service/none/*') }),
      message: 'across',
    },
    'ARNs of both clusters in one statement': {
      given: held(allowing('ecs:StopTask', [id.arn('ecs', 'task/main/*'), id.arn('ecs', 'task/other/*')])),
      message: 'across',
    },
    'a condition that holds without the key': {
      given: held(allowing('ecs:StopTask', '*', equals('ArnEqualsIfExists', id.clusterArn))),
      message: 'across',
    },
    'clusters without an environment': {
      given: { ...held(allowing('ecs:UpdateService')), clusters: [cluster({ tags: [] }), other()] },
      message: 'across',
    },
    'a stale ARN without the cluster': {
      given: held(allowing('ecs:UpdateService', id.arn('ecs', 'service/web'))),
      message: 'shortArn',
    },
    'a stale ARN in a statement that reads': {
      given: held(
        allowing('ecs:UpdateService', id.arn('ecs', 'service/main/*')),
        allowing('ecs:DescribeServices', id.arn('ecs', 'service/web')),
      ),
      message: 'shortArn',
    },
    'the agent’s rights on hosts': {
      given: {
        clusters,
        roles: [
          operator([allowing('ecs:UpdateContainerInstancesState')], {
            AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
          }),
        ],
      },
      message: 'across',
    },
  },
  notApplicable: {
    'one cluster': { given: { roles: [operator([allowing('ecs:*')])] }, reason: 'fewer than two' },
    'reading alone': { given: held(allowing('ecs:Describe*')), reason: 'changes no service' },
    'clusters and task definitions alone': {
      given: held(allowing(['ecs:CreateCluster', 'ecs:RegisterTaskDefinition'])),
      reason: 'changes no service',
    },
    'service-linked roles': {
      given: {
        clusters,
        roles: [
          role('AWSServiceRoleForApplicationAutoScaling_ECSService', {
            Path: '/aws-service-role/ecs.application-autoscaling.amazonaws.com/',
            RolePolicyList: operator([allowing('ecs:UpdateService')]).RolePolicyList,
          }),
        ],
      },
    },
  },
  unknown: {
    'an attached policy that was not among those read': {
      given: { clusters, roles: [operator([], attached('Mystery'))] },
      reason: 'Mystery',
    },
  },
})
