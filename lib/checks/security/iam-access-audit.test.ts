import type { UserCredentials } from '#lib/inventory/types/access-reports.ts'
import { allowing, attached, group, operator, serviceAccess, user } from '../testing/access.ts'
import { role } from '../testing/account.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-access-audit.ts'

const roleArn = id.arn('iam', 'role/operator', '')
const userArn = id.arn('iam', 'user/ada', '')
const reading = allowing('ecs:Describe*')
const old = { CreateDate: id.daysAgo(400), RoleLastUsed: { LastUsedDate: id.daysAgo(3) } }
const used = (Arn: string, days: number | undefined) => [
  serviceAccess(Arn, { s3: id.daysAgo(1), ecs: days === undefined ? undefined : id.daysAgo(days) }),
]
const inRole = (days: number | undefined, over: object = {}) => ({
  roles: [operator([reading], { ...old, ...over })],
  serviceAccess: used(roleArn, days),
})
const credentials = (over: Partial<UserCredentials>): UserCredentials => ({
  Arn: userArn,
  UserName: 'ada',
  PasswordEnabled: false,
  MfaActive: true,
  AccessKeys: [{ Active: false }, { Active: false }],
  ...over,
})
const inUser = (statements: object[], over: Partial<UserCredentials> = {}, days = 2) => ({
  users: [user(statements, { CreateDate: id.daysAgo(400) })],
  userCredentials: [credentials(over)],
  serviceAccess: used(userArn, days),
})
const key = { AccessKeys: [{ Active: true }, { Active: false }] }

testCheck(check, {
  pass: {
    'a role that used ECS lately': { given: inRole(10) },
    'on the last day': { given: inRole(90) },
    'a role of last week that used ECS already': { given: inRole(1, { CreateDate: id.daysAgo(7) }) },
    'a user that a pipeline has no use for any more, without credentials': {
      given: inUser([allowing('ecs:*')], { PasswordEnabled: false }),
    },
    'idle by design: an administrator that the organization names': {
      given: inRole(undefined),
      policy: { adminPrincipals: ['oper*'] },
      hint: 'by design',
    },
    'a role whose work is yearly': { given: inRole(300), policy: { maxIdleDaysOf: { 'oper*': 400 } } },
    'a user with a key that reads': { given: inUser([reading], key) },
    'a user that may change ECS but cannot log in': { given: inUser([allowing('ecs:UpdateService')]) },
  },
  fail: {
    'some hours more than 90 days': { given: inRole(90.2), message: 'idle' },
    'not for 91 days': { given: inRole(91), message: 'idle' },
    'never as far back as IAM looks': { given: inRole(undefined), message: 'never' },
    'within fewer days, if so wished': { given: inRole(40), policy: { maxIdleDays: 30 }, message: 'idle' },
    'a user with a password that may change ECS': {
      given: inUser([allowing('ecs:UpdateService')], { PasswordEnabled: true }),
      message: 'person',
    },
    'a user with an access key, though IAM did not tell when it was used': {
      given: { ...inUser([allowing('ecs:*')], key), serviceAccess: [] },
      gaps: [
        { section: 'serviceAccess', region: 'global', action: 'iam:GetServiceLastAccessedDetails', reason: 'denied' },
      ],
      message: 'person',
    },
    'a user with an access key that may change ECS': { given: inUser([allowing('ecs:*')], key), message: 'person' },
    'by way of its group': {
      given: {
        ...inUser([], key),
        users: [user([], { CreateDate: id.daysAgo(400), GroupList: ['operators'] })],
        groups: [group([allowing('ecs:StopTask')])],
      },
      message: 'person',
    },
    'a second key is enough': {
      given: inUser([allowing('ecs:DeleteService')], { AccessKeys: [{ Active: false }, { Active: true }] }),
      message: 'person',
    },
    'a role that only registers revisions and never did': {
      given: { ...inRole(undefined), roles: [operator([allowing('ecs:RegisterTaskDefinition')], old)] },
      message: 'never',
    },
    'a user that is idle too': {
      given: inUser([allowing('ecs:*')], key, 200),
      message: ['idle', 'person'],
    },
  },
  notApplicable: {
    'nobody may use ECS': {},
    'service-linked roles': {
      given: { roles: [role('AWSServiceRoleForECS', { Path: '/aws-service-role/ecs.amazonaws.com/' })] },
    },
  },
  unknown: {
    'a role of last week': {
      given: { roles: [operator([reading], { CreateDate: id.daysAgo(7) })] },
      reason: 'too new',
      wants: 'history',
    },
    'a role of last week that IAM was asked about': {
      given: inRole(undefined, { CreateDate: id.daysAgo(7), RoleLastUsed: undefined }),
      reason: 'too new',
      wants: 'history',
    },
    'another day had its turn': { given: { ...inRole(1), serviceAccess: [] }, reason: 'has its turn' },
    'IAM leaves ECS out': {
      given: { ...inRole(1), serviceAccess: [serviceAccess(roleArn, { s3: id.now })] },
      reason: 'does not count ECS',
    },
    'a user that the credential report does not know': {
      given: { ...inUser([allowing('ecs:*')]), userCredentials: [] },
      reason: 'credential report',
    },
    'a policy that was not read': {
      given: { roles: [operator([], attached('Mystery'))] },
      reason: 'Mystery',
    },
  },
})
