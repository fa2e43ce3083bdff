import type { Role } from '#lib/inventory/types/iam.ts'
import { serviceAccess } from '../testing/access.ts'
import { role } from '../testing/account.ts'
import { capacityProvider, containerInstance, service, task, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-unused-permissions.ts'

const old = { CreateDate: id.daysAgo(400) }
const lately = { RoleLastUsed: { LastUsedDate: id.daysAgo(1) } }
const roles = (own: Partial<Role>, execution: Partial<Role> = {}) => ({
  roles: [role('web-task', { ...old, ...own }), role('web-execution', { ...old, RolePolicyList: [], ...execution })],
})
const access = (used: Record<string, string | undefined>, actions: Parameters<typeof serviceAccess>[2] = []) => ({
  serviceAccess: [
    serviceAccess(id.taskRoleArn, used, actions),
    serviceAccess(id.executionRoleArn, { ecr: id.now, logs: undefined }),
  ],
})
const ofTask = { subject: id.taskRoleArn }
const ofExecution = { subject: id.executionRoleArn }
const given = (used: Record<string, string | undefined>) => ({ ...roles(lately), ...access(used) })
const hostRole = id.arn('iam', 'role/hosts', '')
const host = {
  roles: [
    role('hosts', {
      ...old,
      ...lately,
      InstanceProfileList: [{ InstanceProfileName: 'hosts', Arn: id.arn('iam', 'instance-profile/hosts', '') }],
    }),
  ],
  serviceAccess: [serviceAccess(hostRole, { ecs: id.now, s3: undefined })],
}

testCheck(check, {
  pass: {
    'every service was used': { ...ofTask, given: given({ s3: id.daysAgo(5), sqs: id.daysAgo(80) }) },
    'exempt services do not count': {
      ...ofTask,
      given: given({ s3: id.now, sts: undefined, logs: undefined, xray: undefined }),
    },
    'unused actions are advice': {
      ...ofTask,
      given: {
        ...roles(lately),
        ...access({ s3: id.now }, [
          { ActionName: 'PutObject' },
          { ActionName: 'GetObject', LastAccessedTime: id.daysAgo(2) },
        ]),
      },
      hint: '1 actions of s3',
    },
    'a job that runs once a year': {
      ...ofTask,
      given: given({ s3: id.daysAgo(300) }),
      policy: { maxIdleDaysOf: { 'web-*': 400 } },
    },
    'an execution role, since a task was started': { ...ofExecution, given: given({ s3: id.now }) },
  },
  fail: {
    'within fewer days, if so wished': {
      ...ofTask,
      given: given({ s3: id.daysAgo(40) }),
      policy: { maxIdleDays: 30 },
      message: 'unused',
    },
    'what the organization exempts is its own list': {
      ...ofTask,
      given: given({ s3: id.now, sts: undefined }),
      policy: { idleExempt: ['s3'] },
      message: 'unused',
    },
    'a service was never used': { ...ofTask, given: given({ s3: id.now, dynamodb: undefined }), message: 'unused' },
    'a service was used some hours more than 90 days ago': {
      ...ofTask,
      given: given({ s3: id.daysAgo(90.2) }),
      message: 'unused',
    },
    'a service was used long ago': { ...ofTask, given: given({ s3: id.daysAgo(91) }), message: 'unused' },
    'a task ran through the window, whatever IAM tells of the role': {
      ...ofTask,
      given: { ...roles({}), ...access({ s3: undefined }), tasks: [task({ startedAt: id.daysAgo(120) })] },
      message: 'unused',
    },
    'an execution role with more than it needs': {
      ...ofExecution,
      given: {
        ...roles(lately),
        serviceAccess: [
          serviceAccess(id.executionRoleArn, {
            secretsmanager: undefined,
            kms: undefined,
            ssm: undefined,
            s3: undefined,
            sqs: undefined,
            sns: undefined,
          }),
        ],
      },
      message: 'unused',
    },
    'an execution role whose service was deployed': {
      ...ofExecution,
      given: {
        ...roles(lately),
        tasks: [],
        services: [
          service({
            deployments: [
              {
                id: 'd',
                status: 'PRIMARY',
                taskDefinition: id.taskDefinitionArn,
                desiredCount: 2,
                runningCount: 2,
                pendingCount: 0,
                createdAt: id.daysAgo(10),
              },
            ],
          }),
        ],
        serviceAccess: [serviceAccess(id.executionRoleArn, { kms: undefined })],
      },
      message: 'unused',
    },
    'the role of hosts': { subject: hostRole, given: { ...onEc2(), ...host }, message: 'unused' },
    'the role of Managed Instances': {
      subject: hostRole,
      given: {
        ...host,
        capacityProviders: [
          capacityProvider({
            type: 'MANAGED_INSTANCES',
            managedInstancesProvider: {
              instanceLaunchTemplate: { ec2InstanceProfileArn: id.arn('iam', 'instance-profile/hosts', '') },
            },
          }),
        ],
        containerInstances: [containerInstance()],
      },
      message: 'unused',
    },
  },
  notApplicable: {
    'the role is younger than 90 days': {
      ...ofTask,
      given: roles({ CreateDate: id.daysAgo(60), ...lately }),
      reason: '90 days old',
    },
    'nothing used the role': {
      ...ofTask,
      given: { ...roles({ RoleLastUsed: { LastUsedDate: id.daysAgo(100) } }), ...access({ s3: undefined }) },
      reason: 'Nothing used',
    },
    'no task was started with the execution role': {
      ...ofExecution,
      given: {
        ...roles(lately, lately),
        ...access({}),
        tasks: [task({ startedAt: id.daysAgo(120), createdAt: id.daysAgo(120) })],
      },
      reason: 'Nothing used',
    },
    'the role does not exist': { ...ofTask, given: { roles: [] } },
  },
  unknown: {
    'another day had its turn': { ...ofTask, given: { ...roles(lately), serviceAccess: [] }, reason: 'has its turn' },
    'a role of another account': {
      subject: 'arn:aws:iam::999988887777:role/theirs',
      given: {
        taskDefinitions: [taskDefinition({ taskRoleArn: 'arn:aws:iam::999988887777:role/theirs' })],
      },
    },
  },
})
