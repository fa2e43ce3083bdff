import { role } from '../testing/account.ts'
import { capacityProvider, cluster, service, standaloneTask, task, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-task-role-distinct.ts'

const subject = id.taskRoleArn
const api = taskDefinition({ taskDefinitionArn: id.arn('ecs', 'task-definition/api:1'), family: 'api', revision: 1 })
const other = (over: Parameters<typeof service>[0] = {}) =>
  service({
    serviceArn: id.arn('ecs', 'service/main/api'),
    serviceName: 'api',
    taskDefinition: api.taskDefinitionArn,
    deployments: [],
    ...over,
  })
const two = { taskDefinitions: [taskDefinition(), api], services: [service(), other()] }

testCheck(check, {
  pass: {
    'one family, one role': { subject },
    'a variant on the list does not count': { given: two, policy: { familyVariants: ['api'] }, subject },
    'two revisions of one family': {
      given: {
        taskDefinitions: [taskDefinition(), taskDefinition({ taskDefinitionArn: `${id.familyId}:4`, revision: 4 })],
        services: [service(), other({ taskDefinition: `${id.familyId}:4` })],
      },
      subject,
    },
    'production by two names of it': {
      given: {
        services: [service(), other({ taskDefinition: id.taskDefinitionArn, tags: [{ key: 'env', value: 'prod' }] })],
      },
      subject,
    },
    'as many families as the policy allows': { given: two, policy: { maxFamiliesPerRole: 2 }, subject },
  },
  fail: {
    'task and execution role are one, by name and by ARN': {
      given: { taskDefinitions: [taskDefinition({ taskRoleArn: 'web-task', executionRoleArn: id.taskRoleArn })] },
      subject,
      message: 'execution',
    },
    'the role that another family starts with': {
      given: {
        ...two,
        taskDefinitions: [taskDefinition(), { ...api, taskRoleArn: undefined, executionRoleArn: id.taskRoleArn }],
      },
      subject,
      message: 'executionElsewhere',
    },
    'an override makes them one': {
      given: {
        services: [],
        tasks: [standaloneTask({ overrides: { executionRoleArn: id.taskRoleArn, containerOverrides: [] } })],
      },
      subject,
      message: 'execution',
    },
    'a standalone task of another family': {
      given: {
        taskDefinitions: [taskDefinition(), api],
        tasks: [task(), standaloneTask({ taskDefinitionArn: api.taskDefinitionArn })],
      },
      subject,
      message: 'families',
    },
    'one family in two environments: high': {
      given: {
        services: [
          service(),
          other({ taskDefinition: id.taskDefinitionArn, tags: [{ key: 'Environment', value: 'dev' }] }),
        ],
      },
      subject,
      message: 'environments',
      severity: 'high',
    },
    'task and execution role are one': {
      given: { taskDefinitions: [taskDefinition({ executionRoleArn: id.taskRoleArn })] },
      subject,
      message: 'execution',
    },
    'also the role of hosts': {
      given: {
        ...onEc2(),
        roles: [
          role('web-task', {
            InstanceProfileList: [{ InstanceProfileName: 'hosts', Arn: id.arn('iam', 'instance-profile/hosts', '') }],
          }),
          role('web-execution'),
        ],
      },
      subject,
      message: 'instance',
    },
    'also the role of Managed Instances': {
      given: {
        capacityProviders: [
          capacityProvider({
            managedInstancesProvider: {
              instanceLaunchTemplate: { ec2InstanceProfileArn: id.arn('iam', 'instance-profile/managed', '') },
            },
          }),
        ],
        roles: [
          role('web-task', {
            InstanceProfileList: [{ InstanceProfileName: 'm', Arn: id.arn('iam', 'instance-profile/managed', '') }],
          }),
          role('web-execution'),
        ],
      },
      subject,
      message: 'instance',
    },
    'two families': { given: two, subject, message: 'families' },
    'across environments: high': {
      given: {
        ...two,
        services: [service(), other({ tags: [{ key: 'environment', value: 'staging' }] })],
        clusters: [cluster()],
      },
      subject,
      message: ['environments', 'families'],
      severity: 'high',
    },
  },
  notApplicable: {
    'an execution role': { subject: id.executionRoleArn },
    'a role that is gone': { given: { roles: [role('web-execution')] }, subject },
  },
  unknown: {
    'a role of another account': {
      given: { taskDefinitions: [taskDefinition({ taskRoleArn: 'arn:aws:iam::999988887777:role/elsewhere' })] },
      subject: 'arn:aws:iam::999988887777:role/elsewhere',
    },
  },
})
