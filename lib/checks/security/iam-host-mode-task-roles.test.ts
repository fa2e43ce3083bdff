import { capacityProvider, containerInstance, standaloneTask } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-host-mode-task-roles.ts'

const linux = { name: 'ecs.os-type', value: 'linux' }
const delivering = [linux, { name: 'com.amazonaws.ecs.capability.task-iam-role-network-host' }]
const inHostMode = { networkMode: 'host' }
const withoutRole = { networkMode: 'host', taskRoleArn: undefined }
const external = (attributes: typeof delivering) => ({
  ...onEc2({ definition: inHostMode, service: { launchType: 'EXTERNAL', capacityProviderStrategy: undefined } }),
  tasks: [],
  containerInstances: [containerInstance({ ec2InstanceId: 'mi-1', capacityProviderName: undefined, attributes })],
})

testCheck(check, {
  pass: {
    'no task in host mode': { given: onEc2() },
    'the attribute without host-mode tasks': { given: onEc2({ host: { attributes: delivering } }) },
    'a role, and hosts that hand it over': {
      given: onEc2({ definition: inHostMode, host: { attributes: delivering } }),
    },
    'ECS Anywhere that hands it over': { given: external(delivering), subject: id.clusterArn },
    'the override brings the role': {
      given: {
        ...onEc2({ definition: withoutRole, host: { attributes: delivering } }),
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
  },
  fail: {
    'one of two standalone tasks has no role by its override': {
      given: {
        ...onEc2({ definition: withoutRole, host: { attributes: delivering } }),
        services: [],
        tasks: [
          standaloneTask({
            launchType: 'EC2',
            containerInstanceArn: containerInstance().containerInstanceArn,
            overrides: { taskRoleArn: id.taskRoleArn, containerOverrides: [] },
          }),
          standaloneTask({
            taskArn: id.arn('ecs', 'task/main/other'),
            launchType: 'EC2',
            containerInstanceArn: containerInstance().containerInstanceArn,
          }),
        ],
      },
      message: 'noRole',
    },
    'no task role': { given: onEc2({ definition: withoutRole, host: { attributes: delivering } }), message: 'noRole' },
    'a role that hosts do not hand over': {
      given: onEc2({ definition: inHostMode, host: { attributes: [linux] } }),
      message: 'notDelivered',
    },
    'switching the setting off does not help a task without a role': {
      given: onEc2({ definition: withoutRole, host: { attributes: [linux] } }),
      message: 'noRole',
    },
    'ECS Anywhere with the bare agent': { given: external([linux]), message: 'notDelivered', subject: id.clusterArn },
  },
  notApplicable: {
    'Fargate only': {},
    Windows: { given: onEc2({ host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }] } }) },
    'Managed Instances': {
      given: {
        ...onEc2({ definition: inHostMode }),
        autoScalingGroups: [],
        capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', managedInstancesProvider: {} })],
      },
    },
  },
})
