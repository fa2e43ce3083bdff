import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { role } from '../testing/account.ts'
import { withDaemon } from '../testing/daemons.ts'
import {
  capacityProvider,
  containerInstance,
  schedule,
  service,
  standaloneTask,
  taskDefinition,
} from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-task-role-present.ts'

const none = { taskRoleArn: undefined }
const hop = (HttpPutResponseHopLimit: number, HttpTokens = 'required') => ({
  instance: { MetadataOptions: { HttpTokens, HttpPutResponseHopLimit } },
})
const onHost = (definition: Partial<TaskDefinition>, more: Parameters<typeof onEc2>[0] = {}) =>
  onEc2({ ...more, definition })
const onManaged = {
  capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', autoScalingGroupProvider: undefined })],
  services: [service({ launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'hosts', weight: 1 }] })],
  tasks: [],
}
const openHost = {
  host: { attributes: containerInstance().attributes.filter((one) => !one.name.includes('block-instance-metadata')) },
}

testCheck(check, {
  pass: {
    'a role that exists': {},
    'a bare role name': { given: { taskDefinitions: [taskDefinition({ taskRoleArn: 'web-task' })] } },
    'a role below a path': {
      given: {
        taskDefinitions: [taskDefinition({ taskRoleArn: 'web-task' })],
        roles: [role('web-task', { Path: '/apps/', Arn: id.arn('iam', 'role/apps/web-task', '') })],
      },
    },
    'Managed Instances give nothing away': {
      given: { ...onManaged, taskDefinitions: [taskDefinition(none)] },
    },
    'Fargate has nothing to inherit': { given: { taskDefinitions: [taskDefinition(none)] } },
    'ECS Exec needs a role: advice': {
      given: { taskDefinitions: [taskDefinition(none)], services: [service({ enableExecuteCommand: true })] },
      hint: 'ECS Exec',
    },
    'awsvpc on hosts that block metadata': { given: onHost(none) },
    'bridge on hosts with hop limit 1': { given: onHost({ ...none, networkMode: 'bridge' }, hop(1)) },
    'the override of a standalone task brings the role': {
      given: {
        ...onHost(none, openHost),
        services: [],
        tasks: [
          standaloneTask({
            launchType: 'EC2',
            containerInstanceArn: containerInstance().containerInstanceArn,
            overrides: { taskRoleArn: id.taskRoleArn, containerOverrides: [] },
          }),
        ],
      },
    },
    'machines outside of AWS have no role to inherit': {
      given: {
        ...onHost(none, { service: { launchType: 'EXTERNAL', capacityProviderStrategy: undefined } }),
        tasks: [],
        containerInstances: [containerInstance({ ec2InstanceId: 'mi-1', capacityProviderName: undefined })],
      },
    },
    'metadata of the hosts is switched off': {
      given: onHost(
        { ...none, networkMode: 'bridge' },
        { instance: { MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'disabled' } } },
      ),
    },
    'no network at all': { given: onHost({ ...none, networkMode: 'none' }, openHost) },
  },
  fail: {
    'a role of a daemon that does not exist': {
      given: withDaemon({}, { taskRoleArn: id.arn('iam', 'role/gone', '') }),
      subject: id.daemonFamilyId,
      message: 'broken',
    },
    'a role that was deleted': {
      given: { taskDefinitions: [taskDefinition({ taskRoleArn: id.arn('iam', 'role/gone', '') })] },
      message: 'broken',
    },
    'awsvpc on a host that leaves metadata open: high': {
      given: onHost(none, openHost),
      message: 'inherits',
      severity: 'high',
    },
    'bridge with hop limit 2: high': {
      given: onHost({ ...none, networkMode: 'bridge' }, hop(2)),
      message: 'inherits',
      severity: 'high',
    },
    'hop limit 1 with IMDSv1 does not help: high': {
      given: onHost({ ...none, networkMode: 'bridge' }, hop(1, 'optional')),
      message: 'inherits',
      severity: 'high',
    },
    'no mode at all is bridge on EC2: high': {
      given: onHost({ ...none, networkMode: undefined }, hop(2)),
      message: 'inherits',
      severity: 'high',
    },
    'one of two revisions in use has none: high': {
      given: {
        ...onHost({}, openHost),
        tasks: [
          standaloneTask({
            launchType: 'EC2',
            containerInstanceArn: containerInstance().containerInstanceArn,
            taskDefinitionArn: `${id.familyId}:2`,
          }),
        ],
        taskDefinitions: [
          taskDefinition({ requiresCompatibilities: ['EC2'] }),
          taskDefinition({
            ...none,
            taskDefinitionArn: `${id.familyId}:2`,
            revision: 2,
            requiresCompatibilities: ['EC2'],
          }),
        ],
      },
      message: 'inherits',
      severity: 'high',
    },
    'host mode always reaches metadata: high': {
      given: onHost({ ...none, networkMode: 'host' }),
      message: 'inherits',
      severity: 'high',
    },
    'a schedule names a role that is gone': {
      given: {
        services: [],
        tasks: [],
        taskSchedules: [schedule({ Input: { taskRoleArn: id.arn('iam', 'role/gone', ''), containerOverrides: [] } })],
      },
      message: 'broken',
    },
    'an override names a role that is gone': {
      given: { services: [], tasks: [standaloneTask({ overrides: { taskRoleArn: 'gone', containerOverrides: [] } })] },
      message: 'broken',
    },
  },
  unknown: {
    'no role, and no host that it could inherit from yet': {
      given: { ...onHost(none), tasks: [], containerInstances: [], instances: [] },
      reason: 'No host is registered',
    },
    'a role of another account': {
      given: { taskDefinitions: [taskDefinition({ taskRoleArn: 'arn:aws:iam::999988887777:role/elsewhere' })] },
      reason: 'another account',
    },
  },
})
