import { capacityProvider, containerInstance, schedule, standaloneTask, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { autoScalingGroup, instance } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-imds-block-awsvpc.ts'

const subject = autoScalingGroup().AutoScalingGroupARN
const blocked = 'ecs.capability.task-eni-block-instance-metadata'
const attributes = (...names: string[]) => [
  { name: 'ecs.os-type', value: 'linux' },
  ...['ecs.capability.task-eni', ...names].map((name) => ({ name })),
]
const host = (...names: string[]) => onEc2({ host: { attributes: attributes(...names) } })
const second = {
  ...host(blocked),
  containerInstances: [
    containerInstance({ attributes: attributes(blocked) }),
    containerInstance({
      containerInstanceArn: id.arn('ecs', 'container-instance/main/two'),
      ec2InstanceId: 'i-two',
      attributes: attributes(),
    }),
  ],
  instances: [instance(), instance({ InstanceId: 'i-two' })],
  autoScalingGroups: [
    autoScalingGroup({
      Instances: ['i-host', 'i-two'].map((InstanceId) => ({
        InstanceId,
        AvailabilityZone: 'a',
        LifecycleState: 'InService',
      })),
    }),
  ],
}
const managed = (...names: string[]) => ({
  ...host(...names),
  autoScalingGroups: [],
  capacityProviders: [
    capacityProvider({ type: 'MANAGED_INSTANCES', autoScalingGroupProvider: undefined, managedInstancesProvider: {} }),
  ],
})

testCheck(check, {
  pass: {
    'the agent reports that it blocks': { given: host(blocked) },
    'Managed Instances that report it': { given: managed(blocked), subject: capacityProvider().capacityProviderArn },
  },
  fail: {
    'the attribute is missing': { given: host(), message: 'open', subject },
    'a hop limit of 1 does not help: the task has an interface of its own': {
      given: {
        ...host(),
        instances: [instance({ MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } })],
      },
      message: 'open',
    },
    'credentials of tasks come from metadata: critical': {
      given: host('ecs.capability.imds-iam-roles'),
      message: 'open',
      severity: 'critical',
    },
    'one of two hosts, one finding for the group': { given: second, message: 'open', subject },
    'a standalone task is enough': {
      given: {
        ...host(),
        services: [],
        tasks: [standaloneTask({ launchType: 'EC2', containerInstanceArn: containerInstance().containerInstanceArn })],
      },
      message: 'open',
    },
    'hosts in no group belong to their cluster': {
      given: {
        ...host(),
        autoScalingGroups: [],
        containerInstances: [containerInstance({ attributes: attributes(), capacityProviderName: undefined })],
      },
      message: 'open',
      subject: id.clusterArn,
    },
    'a service that wants no tasks now': {
      given: {
        ...onEc2({ host: { attributes: attributes() }, service: { desiredCount: 0, runningCount: 0 } }),
        tasks: [],
        scalableTargets: [],
      },
      message: 'open',
    },
    'a host that is being drained': {
      given: onEc2({ host: { attributes: attributes(), status: 'DRAINING' } }),
      message: 'open',
    },
    'a schedule starts the task': {
      given: {
        ...host(),
        services: [],
        tasks: [],
        taskSchedules: [schedule({ LaunchType: 'EC2' })],
      },
      message: 'open',
    },
    'two revisions in use, one of them awsvpc': {
      given: {
        ...host(),
        tasks: [
          standaloneTask({
            launchType: 'EC2',
            containerInstanceArn: containerInstance().containerInstanceArn,
            taskDefinitionArn: `${id.familyId}:2`,
          }),
        ],
        taskDefinitions: [
          taskDefinition({ networkMode: 'bridge', requiresCompatibilities: ['EC2'] }),
          taskDefinition({ taskDefinitionArn: `${id.familyId}:2`, revision: 2, requiresCompatibilities: ['EC2'] }),
        ],
      },
      message: 'open',
    },
  },
  notApplicable: {
    'Fargate only': {},
    'bridge mode alone': {
      given: onEc2({ host: { attributes: attributes() }, definition: { networkMode: 'bridge' } }),
    },
    'no mode at all is bridge on EC2': {
      given: onEc2({ host: { attributes: attributes() }, definition: { networkMode: undefined } }),
    },
    Windows: {
      given: onEc2({
        host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }, { name: 'ecs.capability.task-eni' }] },
      }),
    },
    'a host that cannot give tasks an interface': {
      given: onEc2({ host: { attributes: [{ name: 'ecs.os-type', value: 'linux' }] } }),
    },
    'ECS Anywhere': {
      given: {
        ...host(),
        containerInstances: [containerInstance({ ec2InstanceId: 'mi-1', attributes: attributes() })],
      },
    },
  },
  unknown: {
    'Managed Instances that do not report it': { given: managed(), reason: 'do not report' },
  },
})
