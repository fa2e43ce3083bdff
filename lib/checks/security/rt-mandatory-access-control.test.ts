import { withDaemon } from '../testing/daemons.ts'
import { capacityProvider, container, containerInstance, taskDefinition } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './rt-mandatory-access-control.ts'

const apparmor = 'com.amazonaws.ecs.capability.apparmor'
const selinux = 'com.amazonaws.ecs.capability.selinux'
const confined = (attribute: string | undefined, ...dockerSecurityOptions: string[]) =>
  onEc2({
    host: { attributes: [{ name: 'ecs.os-type', value: 'linux' }, ...(attribute ? [{ name: attribute }] : [])] },
    definition: { containerDefinitions: [container({ dockerSecurityOptions })] },
  })

const [bottlerocket] = onEc2({
  host: { attributes: [{ name: 'bottlerocket.variant', value: 'aws-ecs-2' }] },
}).containerInstances
/** A cluster of two capacity providers, of which the service uses the one with Bottlerocket. */
const mixed = {
  ...onEc2(),
  capacityProviders: [
    capacityProvider(),
    capacityProvider({ name: 'others', capacityProviderArn: id.arn('ecs', 'capacity-provider/others') }),
  ],
  containerInstances: [
    ...(bottlerocket ? [bottlerocket] : []),
    containerInstance({
      containerInstanceArn: id.arn('ecs', 'container-instance/main/0ther'),
      ec2InstanceId: 'i-other',
      capacityProviderName: 'others',
    }),
  ],
}

testCheck(check, {
  pass: {
    'its capacity provider has Bottlerocket, another one of the cluster has not': { given: mixed },
    'Bottlerocket enforces SELinux': {
      given: onEc2({ host: { attributes: [{ name: 'bottlerocket.variant', value: 'aws-ecs-2' }] } }),
    },
    'a profile on a host with AppArmor': { given: confined(apparmor, 'no-new-privileges', 'apparmor:web') },
    'a label on a host with SELinux': { given: confined(selinux, 'no-new-privileges', 'label:type:web_t') },
    'the long form of the option': { given: confined(selinux, 'no-new-privileges:true', 'label:level:s0:c1') },
  },
  fail: {
    'no options at all': { given: onEc2(), message: ['privileges', 'unconfined'] },
    'no-new-privileges is missing': { given: confined(apparmor, 'apparmor:web'), message: 'privileges' },
    'no-new-privileges:false is none': {
      given: confined(apparmor, 'no-new-privileges:false', 'apparmor:web'),
      message: 'privileges',
    },
    'a profile on a host without AppArmor': {
      given: confined(undefined, 'no-new-privileges', 'apparmor:web'),
      message: 'unconfined',
    },
    'a label on a host with AppArmor': {
      given: confined(apparmor, 'no-new-privileges', 'label:type:web_t'),
      message: 'unconfined',
    },
    'apparmor:unconfined': {
      given: confined(apparmor, 'no-new-privileges', 'apparmor:unconfined'),
      message: 'switchedOff',
    },
    'label:disable on Bottlerocket': {
      given: onEc2({
        host: { attributes: [{ name: 'bottlerocket.variant', value: 'aws-ecs-2' }] },
        definition: { containerDefinitions: [container({ dockerSecurityOptions: ['label:disable'] })] },
      }),
      message: 'switchedOff',
    },
    'one of two hosts that a service can be placed on is free': {
      given: {
        ...mixed,
        services: onEc2({ service: { launchType: 'EC2', capacityProviderStrategy: undefined } }).services,
      },
      message: ['privileges', 'unconfined'],
    },
    'label:disable': { given: confined(selinux, 'no-new-privileges', 'label:disable'), message: 'switchedOff' },
    'sensitive data makes it medium': {
      given: onEc2({ service: { tags: [{ key: 'data-classification', value: 'restricted' }] } }),
      message: ['privileges', 'unconfined'],
      severity: 'medium',
    },
    'a task of no service in a sensitive cluster makes it medium': {
      given: {
        ...onEc2({ cluster: { tags: [{ key: 'data-classification', value: 'restricted' }] } }),
        services: [],
        tasks: onEc2().tasks.map((one) => ({ ...one, group: 'family:web' })),
      },
      message: ['privileges', 'unconfined'],
      severity: 'medium',
    },
    'ECS Anywhere': {
      given: {
        ...onEc2({
          service: { launchType: 'EXTERNAL', capacityProviderStrategy: undefined },
          host: { ec2InstanceId: 'mi-1', capacityProviderName: undefined },
        }),
        tasks: [],
      },
      message: ['privileges', 'unconfined'],
    },
  },
  notApplicable: {
    'a daemon of Managed Instances': { given: withDaemon(), subject: id.daemonContainerId, reason: 'SELinux' },
    Fargate: { given: { taskDefinitions: [taskDefinition()] } },
    Windows: {
      given: onEc2({ definition: { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } } }),
    },
    'Managed Instances': {
      given: {
        ...onEc2({ task: { launchType: 'MANAGED_INSTANCES' } }),
        autoScalingGroups: [],
        capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', managedInstancesProvider: {} })],
      },
    },
  },
  unknown: {
    'no host is registered yet': {
      given: { ...onEc2({ task: { lastStatus: 'STOPPED' } }), containerInstances: [], instances: [] },
      reason: 'No host',
    },
  },
})
