import type { LaunchTemplateVersion } from '#lib/inventory/types/ec2.ts'
import { capacityProvider, container, containerInstance } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import { autoScalingGroup, launchTemplate } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './rt-seccomp.ts'

type UserData = LaunchTemplateVersion['LaunchTemplateData']['UserData']
const images = [{ ImageId: 'ami-1', ImageOwnerAlias: 'amazon' }]
const awsImage = { ...onEc2(), images }
const userData = (UserData: UserData) => ({
  ...awsImage,
  launchTemplateVersions: [
    launchTemplate({ LaunchTemplateData: { ImageId: 'ami-1', NetworkInterfaces: [], UserData } }),
  ],
})
const seccomp = (profile: 'unconfined' | 'custom') =>
  userData({ readable: true, dropsBridgeMetadata: false, seccomp: profile })
const sensitive = { service: { tags: [{ key: 'data-classification', value: 'restricted' }] } }
const withContainer = (over: Parameters<typeof container>[0]) => ({
  ...onEc2({ definition: { containerDefinitions: [container(over)] } }),
  images,
})

testCheck(check, {
  pass: {
    'an image of AWS, and nothing changes the default': { given: awsImage },
    'user data sets other things': { given: userData({ readable: true, dropsBridgeMetadata: true }) },
    'a custom profile': { given: seccomp('custom') },
    'sensitive data under a custom profile': {
      given: { ...seccomp('custom'), services: onEc2(sensitive).services },
    },
    'a privileged container is only shown here': {
      given: withContainer({ privileged: true }),
      hint: 'privileged',
    },
    'other security options': {
      given: withContainer({ dockerSecurityOptions: ['no-new-privileges', 'label:type:web'] }),
    },
  },
  fail: {
    'a container asks for no filter': {
      given: withContainer({ dockerSecurityOptions: ['seccomp:unconfined'] }),
      message: 'container',
    },
    'a container names a profile of its own, which ECS does not carry': {
      given: withContainer({ dockerSecurityOptions: ['seccomp=/web.json'] }),
      message: 'container',
    },
    'user data turns it off': { given: seccomp('unconfined'), message: 'daemon' },
  },
  notApplicable: {
    'Fargate only': {},
    Windows: { given: { ...onEc2({ host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }] } }), images } },
    'Managed Instances': {
      given: {
        ...awsImage,
        autoScalingGroups: [],
        capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', managedInstancesProvider: {} })],
      },
    },
  },
  unknown: {
    'an image of their own may hold settings': {
      given: { ...onEc2(), images: [{ ImageId: 'ami-1', OwnerId: '111122223333' }] },
      reason: 'ami-1',
    },
    'a launch configuration': {
      given: {
        ...awsImage,
        autoScalingGroups: [autoScalingGroup({ LaunchTemplate: undefined, LaunchConfigurationName: 'old' })],
      },
      reason: 'no launch template',
    },
    'compressed user data': { given: userData({ readable: false, dropsBridgeMetadata: false }), reason: 'compressed' },
    'ECS Anywhere': {
      given: { ...awsImage, containerInstances: [containerInstance({ ec2InstanceId: 'mi-1' })] },
      reason: 'no launch template',
    },
  },
  manual: {
    'sensitive data under the default profile': { given: { ...onEc2(sensitive), images }, reason: 'tracing' },
    'tasks of no service in a sensitive cluster under the default profile': {
      given: {
        ...onEc2({ cluster: sensitive.service }),
        services: [],
        tasks: onEc2().tasks.map((one) => ({ ...one, group: 'family:web' })),
        images,
      },
      reason: 'tracing',
    },
  },
})
