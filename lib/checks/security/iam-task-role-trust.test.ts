import { role, taskTrust } from '../testing/account.ts'
import { taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-task-role-trust.ts'

const subject = id.taskRoleArn
const execution = role('web-execution', { RolePolicyList: [] })
const [tasks] = taskTrust.Statement
const trust = (...Statement: object[]) => ({
  roles: [
    role('web-task', { AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }) }),
    execution,
  ],
})
const assume = (Principal: object | string, Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  Condition,
})
const bare = assume({ Service: 'ecs-tasks.amazonaws.com' })
const foreign = 'arn:aws:iam::999988887777:role/elsewhere'

testCheck(check, {
  pass: {
    'the ECS tasks service of this account': { subject },
    'tags and source identity may go along': {
      given: trust({ ...tasks, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }),
      subject,
    },
    'no source condition: advice': { given: trust(bare), subject, hint: 'which account' },
    'a principal on the list': {
      given: trust(tasks ?? {}, assume({ AWS: id.arn('iam', 'role/deployer', '') })),
      policy: { trustedPrincipals: [id.arn('iam', 'role/deployer', '')] },
      subject,
    },
  },
  fail: {
    everybody: { given: trust(bare, assume('*')), subject, message: 'open', severity: 'high' },
    'another account without external id': {
      given: trust(bare, assume({ AWS: 'arn:aws:iam::999988887777:root' })),
      subject,
      message: 'open',
      severity: 'high',
    },
    'another account with an external id is still unexpected': {
      given: trust(bare, assume({ AWS: '999988887777' }, { StringEquals: { 'sts:ExternalId': 'x' } })),
      subject,
      message: 'unexpected',
    },
    'another account of the organization is unexpected, not open': {
      given: trust(bare, assume({ AWS: 'arn:aws:iam::999988887777:root' })),
      policy: { organizationAccounts: ['999988887777'] },
      subject,
      message: 'unexpected',
    },
    'everybody of the organization is still unexpected': {
      given: trust(bare, assume('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })),
      subject,
      message: 'unexpected',
    },
    'a condition that holds without the key limits nobody': {
      given: trust(bare, assume({ AWS: '*' }, { StringEqualsIfExists: { 'sts:ExternalId': 'x' } })),
      subject,
      message: 'open',
      severity: 'high',
    },
    'EC2 beside ECS in one statement': {
      given: trust(assume({ Service: ['ecs-tasks.amazonaws.com', 'ec2.amazonaws.com'] })),
      subject,
      message: 'unexpected',
    },
    'a pipeline of an identity provider': {
      given: trust(bare, {
        Effect: 'Allow',
        Principal: { Federated: id.arn('iam', 'oidc-provider/token.actions.githubusercontent.com', '') },
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
      subject,
      message: 'unexpected',
    },
    'EC2 instances can become the task': {
      given: trust(bare, assume({ Service: 'ec2.amazonaws.com' })),
      subject,
      message: 'unexpected',
    },
    'a role of people': {
      given: trust(bare, assume({ AWS: id.arn('iam', 'role/developers', '') })),
      subject,
      message: 'unexpected',
    },
    'a Deny for everybody but a role takes ECS its right, too': {
      given: trust(tasks ?? {}, {
        Effect: 'Deny',
        NotPrincipal: { AWS: id.arn('iam', 'role/deployer', '') },
        Action: 'sts:AssumeRole',
      }),
      subject,
      message: 'noTasks',
    },
    'tasks cannot assume it': {
      given: trust(assume({ Service: 'lambda.amazonaws.com' })),
      subject,
      message: ['noTasks', 'unexpected'],
    },
    'execution roles are judged too': {
      given: {
        roles: [role(), { ...execution, AssumeRolePolicyDocument: JSON.stringify({ Statement: [bare, assume('*')] }) }],
      },
      subject: id.executionRoleArn,
      message: 'open',
      severity: 'high',
    },
  },
  notApplicable: {
    'an instance role': {
      given: {
        ...onEc2(),
        roles: [
          role(),
          execution,
          role('hosts', {
            InstanceProfileList: [{ InstanceProfileName: 'hosts', Arn: id.arn('iam', 'instance-profile/hosts', '') }],
          }),
        ],
      },
      subject: id.arn('iam', 'role/hosts', ''),
    },
    'a role that is gone': { given: { roles: [execution] }, subject },
  },
  unknown: {
    'a role of another account': {
      given: { taskDefinitions: [taskDefinition({ taskRoleArn: foreign })] },
      subject: foreign,
    },
    'a trust policy that is no policy': {
      given: { roles: [role('web-task', { AssumeRolePolicyDocument: '{' }), execution] },
      subject,
    },
  },
})
