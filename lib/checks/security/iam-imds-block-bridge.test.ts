import type { Instance, LaunchTemplateVersion } from '#lib/inventory/types/ec2.ts'
import { capacityProvider, containerInstance } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { autoScalingGroup, instance, launchTemplate } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-imds-block-bridge.ts'

const definition = { networkMode: 'bridge' }
const host = (MetadataOptions: Instance['MetadataOptions']) => onEc2({ definition, instance: { MetadataOptions } })
const openHost = host({ HttpTokens: 'required', HttpPutResponseHopLimit: 2 })
const userData = (UserData: LaunchTemplateVersion['LaunchTemplateData']['UserData']) => ({
  ...openHost,
  launchTemplateVersions: [launchTemplate({ LaunchTemplateData: { NetworkInterfaces: [], UserData } })],
})

testCheck(check, {
  pass: {
    'tokens and a hop limit of 1': { given: host({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 }) },
    'metadata is switched off': { given: host({ HttpEndpoint: 'disabled', HttpTokens: 'optional' }) },
    'user data drops the address': { given: userData({ readable: true, dropsBridgeMetadata: true }) },
  },
  fail: {
    'a hop limit of 2': { given: openHost, message: 'reachable' },
    'a hop limit of 1 without tokens still allows IMDSv1': {
      given: host({ HttpTokens: 'optional', HttpPutResponseHopLimit: 1 }),
      message: 'reachable',
    },
    'a hop limit that is not told': { given: host({ HttpTokens: 'required' }), message: 'reachable' },
    'one host of two': {
      given: {
        ...openHost,
        containerInstances: [
          containerInstance(),
          containerInstance({
            containerInstanceArn: id.arn('ecs', 'container-instance/main/two'),
            ec2InstanceId: 'i-two',
          }),
        ],
        instances: [
          instance(),
          instance({ InstanceId: 'i-two', MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 64 } }),
        ],
        autoScalingGroups: [
          autoScalingGroup({
            Instances: ['i-host', 'i-two'].map((InstanceId) => ({
              InstanceId,
              AvailabilityZone: 'a',
              LifecycleState: 'InService',
            })),
          }),
        ],
      },
      message: 'reachable',
    },
    'options are absent': { given: host(undefined), message: 'reachable' },
    'no network mode is bridge on EC2': {
      given: onEc2({
        definition: { networkMode: undefined },
        instance: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 } },
      }),
      message: 'reachable',
    },
    'user data without such a rule': {
      given: userData({ readable: true, dropsBridgeMetadata: false }),
      message: 'reachable',
    },
    'a launch configuration: only instances are read': {
      given: {
        ...openHost,
        autoScalingGroups: [autoScalingGroup({ LaunchTemplate: undefined, LaunchConfigurationName: 'old' })],
        launchTemplateVersions: [],
      },
      message: 'reachable',
    },
  },
  notApplicable: {
    'Fargate only': {},
    'awsvpc alone': { given: onEc2({ instance: { MetadataOptions: { HttpTokens: 'optional' } } }) },
    Windows: { given: onEc2({ definition, host: { attributes: [{ name: 'ecs.os-type', value: 'windows' }] } }) },
    'Managed Instances know no bridge': {
      given: {
        ...openHost,
        autoScalingGroups: [],
        capacityProviders: [capacityProvider({ type: 'MANAGED_INSTANCES', managedInstancesProvider: {} })],
      },
    },
    'ECS Anywhere': { given: { ...openHost, containerInstances: [containerInstance({ ec2InstanceId: 'mi-1' })] } },
  },
  unknown: {
    'compressed user data': { given: userData({ readable: false, dropsBridgeMetadata: false }), reason: 'compressed' },
    'the template version is gone': {
      given: {
        ...openHost,
        autoScalingGroups: [autoScalingGroup({ LaunchTemplate: { LaunchTemplateId: 'lt-hosts', Version: '9' } })],
      },
      reason: 'no longer there',
    },
    'the instance is gone': { given: { ...openHost, instances: [] }, reason: 'no longer there' },
  },
})
