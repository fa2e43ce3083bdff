import type { ManagedPolicy, Role } from '#lib/inventory/types/iam.ts'
import { allow, role } from '../testing/account.ts'
import { service, standaloneTask, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-task-role-least-privilege.ts'

const subject = id.taskRoleArn
const execution = role('web-execution', { RolePolicyList: [] })
const withRole = (over: Partial<Role>, policies: ManagedPolicy[] = []) => ({
  roles: [role('web-task', over), execution],
  policies,
})
const inline = (document: string) => withRole({ RolePolicyList: [{ PolicyName: 'task', PolicyDocument: document }] })
const managed = (name: string, document: string): ManagedPolicy => ({
  PolicyName: name,
  Arn: id.arn('iam', `policy/${name}`, ''),
  PolicyVersionList: [
    { VersionId: 'v1', IsDefaultVersion: false, Document: allow('*', '*') },
    { VersionId: 'v2', IsDefaultVersion: true, Document: document },
  ],
})
const attached = (policy: ManagedPolicy) =>
  withRole(
    { RolePolicyList: [], AttachedManagedPolicies: [{ PolicyName: policy.PolicyName, PolicyArn: policy.Arn }] },
    [policy],
  )
const instanceRole = role('hosts', {
  InstanceProfileList: [{ InstanceProfileName: 'hosts', Arn: id.arn('iam', 'instance-profile/hosts', '') }],
  RolePolicyList: [{ PolicyName: 'hosts', PolicyDocument: allow('s3:*', '*') }],
})
const critical = (action: string, resource: string) => ({
  given: inline(allow(action, resource)),
  subject,
  message: 'escalation',
  severity: 'critical' as const,
})
const byName = (name: string, statement: object, partition = 'aws') => {
  const Arn = `arn:${partition}:iam::aws:policy/${name}`
  const Document = JSON.stringify({ Statement: { Effect: 'Allow', Resource: '*', ...statement } })
  return {
    given: withRole({ RolePolicyList: [], AttachedManagedPolicies: [{ PolicyName: name, PolicyArn: Arn }] }, [
      { PolicyName: name, Arn, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document }] },
    ]),
    subject,
    message: 'admin',
    severity: 'critical' as const,
  }
}
const bounded = (document: string) =>
  withRole({
    RolePolicyList: [{ PolicyName: 'task', PolicyDocument: document }],
    PermissionsBoundary: { PermissionsBoundaryArn: id.arn('iam', 'policy/limit', '') },
  })
const foreign = 'arn:aws:iam::999988887777:role/elsewhere'

testCheck(check, {
  pass: {
    'named actions on named resources': { subject },
    'reads on every resource': { given: inline(allow(['s3:ListAllMyBuckets', 'ec2:DescribeInstances'], '*')), subject },
    'actions that need a star': {
      given: inline(allow(['cloudwatch:PutMetricData', 'xray:PutTraceSegments', 'ssmmessages:*'], '*')),
      subject,
    },
    'passing roles to functions only: advice': {
      given: inline(
        allow('iam:PassRole', '*', {
          Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
        }),
      ),
      subject,
      hint: 'only a condition holds it back',
    },
    'passing one role': { given: inline(allow('iam:PassRole', id.arn('iam', 'role/worker', ''))), subject },
    'the boundary takes everything away: advice': {
      given: { ...bounded(allow('sqs:SendMessage', '*')), policies: [managed('limit', allow('s3:GetObject', '*'))] },
      subject,
      hint: 'only the permissions boundary holds it back',
    },
    'a table of any region': { given: inline(allow('dynamodb:PutItem', 'arn:aws:dynamodb:*:*:table/web')), subject },
    'a whole service on one bucket: advice': {
      given: inline(allow('s3:*', ['arn:aws:s3:::web', 'arn:aws:s3:::web/*'])),
      subject,
      hint: 'named resources',
    },
    'every action on one bucket: advice': {
      given: inline(allow('*', 'arn:aws:s3:::web/*')),
      subject,
      hint: 'named resources',
    },
    'only the default version of a managed policy counts': {
      given: attached(managed('web', allow('sqs:SendMessage', id.arn('sqs', 'jobs')))),
      subject,
    },
    'a task that ran with a smaller role by override': {
      given: {
        ...inline(allow('s3:*', '*')),
        services: [],
        tasks: [standaloneTask({ overrides: { taskRoleArn: execution.Arn, containerOverrides: [] } })],
      },
      subject: execution.Arn,
    },
  },
  fail: {
    'PowerUserAccess by name': byName('PowerUserAccess', { NotAction: ['iam:*', 'organizations:*'] }),
    'IAMFullAccess by name': {
      ...byName('IAMFullAccess', { Action: 'iam:*' }),
      message: ['admin', 'escalation', 'serviceWildcard'],
    },
    'AdministratorAccess in China': byName('AdministratorAccess', { Action: '*' }, 'aws-cn'),
    'every action by a pattern': { given: inline(allow('*:*', '*')), subject, message: 'admin', severity: 'critical' },
    'everything on all but one resource': {
      given: inline(
        JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::audit/*' } }),
      ),
      subject,
      message: 'admin',
      severity: 'critical',
    },
    'may assume any role of any account': critical('sts:AssumeRole', 'arn:aws:iam::*:role/*'),
    'may replace the code of any function': critical('lambda:UpdateFunctionCode', '*'),
    'may write policies, in small letters': critical('iam:putrolepolicy', '*'),
    'may create whatever there is in IAM': {
      given: inline(allow('iam:Create*', '*')),
      subject,
      message: ['escalation', 'writeWildcard'],
      severity: 'critical',
    },
    'may pass any role to tasks and register revisions': {
      given: withRole({
        RolePolicyList: [
          {
            PolicyName: 'pass',
            PolicyDocument: allow('iam:PassRole', '*', {
              Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
            }),
          },
          { PolicyName: 'register', PolicyDocument: allow('ecs:RegisterTaskDefinition', '*') },
        ],
      }),
      subject,
      message: 'escalation',
      severity: 'critical',
    },
    'a condition that holds without the key limits nothing': {
      given: inline(
        allow('iam:PassRole', '*', { Condition: { StringEqualsIfExists: { 'aws:ResourceTag/team': 'web' } } }),
      ),
      subject,
      message: 'escalation',
      severity: 'critical',
    },
    'the boundary leaves writes on everything': {
      given: { ...bounded(allow('sqs:SendMessage', '*')), policies: [managed('limit', allow('*', '*'))] },
      subject,
      message: 'writeWildcard',
      severity: 'medium',
    },
    'logs anywhere': {
      given: inline(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], '*')),
      subject,
      message: 'writeWildcard',
      severity: 'medium',
    },
    'an ARN whose missing parts are wildcards': {
      given: inline(allow('sqs:SendMessage', 'arn:aws:sqs')),
      subject,
      message: 'writeWildcard',
      severity: 'medium',
    },
    'all buckets by an ARN that ends early': {
      given: inline(allow('s3:*', 'arn:aws:s3:*')),
      subject,
      message: 'serviceWildcard',
    },
    'all tables by an ARN of wildcards': {
      given: inline(allow('dynamodb:PutItem', 'arn:aws:dynamodb:*:*:table/*')),
      subject,
      message: 'writeWildcard',
      severity: 'medium',
    },
    'a role that an override brings': {
      given: {
        services: [],
        tasks: [standaloneTask({ overrides: { taskRoleArn: 'batch', containerOverrides: [] } })],
        roles: [
          role(),
          execution,
          role('batch', { RolePolicyList: [{ PolicyName: 'own', PolicyDocument: allow('ec2:*', '*') }] }),
        ],
      },
      subject: id.arn('iam', 'role/batch', ''),
      message: 'serviceWildcard',
    },
    administrator: { given: inline(allow('*', '*')), subject, message: 'admin', severity: 'critical' },
    'NotAction on everything': {
      given: inline(JSON.stringify({ Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } })),
      subject,
      message: 'admin',
      severity: 'critical',
    },
    'AdministratorAccess by name': {
      given: withRole(
        {
          RolePolicyList: [],
          AttachedManagedPolicies: [
            { PolicyName: 'AdministratorAccess', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
          ],
        },
        [
          {
            PolicyName: 'AdministratorAccess',
            Arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
            PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: allow('*', '*') }],
          },
        ],
      ),
      subject,
      message: 'admin',
      severity: 'critical',
    },
    'may pass any role': {
      given: inline(allow('iam:PassRole', '*')),
      subject,
      message: 'escalation',
      severity: 'critical',
    },
    'a whole service everywhere': { given: inline(allow('dynamodb:*', '*')), subject, message: 'serviceWildcard' },
    'an ARN of wildcards is everywhere too': {
      given: inline(allow('s3:*', 'arn:aws:s3:::*')),
      subject,
      message: 'serviceWildcard',
    },
    'writes on every resource': {
      given: inline(allow('sqs:SendMessage', '*')),
      subject,
      message: 'writeWildcard',
      severity: 'medium',
    },
    'the worst of two policies decides': {
      given: withRole({
        RolePolicyList: [
          { PolicyName: 'a', PolicyDocument: allow('sqs:SendMessage', '*') },
          { PolicyName: 'b', PolicyDocument: allow('s3:*', '*') },
        ],
      }),
      subject,
      message: ['serviceWildcard', 'writeWildcard'],
    },
    'an instance role that bridge tasks can reach': {
      given: {
        ...onEc2({
          definition: { networkMode: 'bridge' },
          instance: { MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 2 } },
        }),
        roles: [role(), execution, instanceRole],
      },
      subject: instanceRole.Arn,
      message: 'serviceWildcard',
    },
  },
  notApplicable: {
    'an execution role': { subject: id.executionRoleArn },
    'an instance role that tasks cannot reach': {
      given: { ...onEc2(), roles: [role(), execution, instanceRole] },
      subject: instanceRole.Arn,
    },
    'a role that does not exist': { given: { roles: [execution] }, subject },
  },
  unknown: {
    'a role of another account': {
      given: { taskDefinitions: [taskDefinition({ taskRoleArn: foreign })], services: [service()] },
      subject: foreign,
      reason: 'another account',
    },
    'an attached policy that is missing from the snapshot': {
      given: withRole({
        RolePolicyList: [],
        AttachedManagedPolicies: [{ PolicyName: 'lost', PolicyArn: id.arn('iam', 'policy/lost', '') }],
      }),
      subject,
      reason: 'lost',
    },
  },
})
