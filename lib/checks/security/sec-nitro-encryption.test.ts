import type { VpcEncryptionControl } from '#lib/inventory/types/ec2-network.ts'
import { capacityProvider, containerInstance, service } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { autoScalingGroup, instance } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-nitro-encryption.ts'

const type = (InstanceType: string, EncryptionInTransitSupported?: boolean) => ({
  InstanceType,
  Hypervisor: 'nitro',
  NetworkInfo: { EncryptionInTransitSupported },
})
const instanceTypes = [type('m7i.large', true), type('m5.large', false), type('t2.large')]
const tags = [{ key: 'data-classification', value: 'restricted' }]
const hosts = (InstanceType: string, more = {}) => ({
  ...onEc2({ service: { tags }, instance: { InstanceType }, ...more }),
  instanceTypes,
})
const control = (over: Partial<VpcEncryptionControl> = {}): VpcEncryptionControl => ({
  VpcEncryptionControlId: 'vpcec-1',
  VpcId: 'vpc-main',
  Mode: 'enforce',
  State: 'available',
  ResourceExclusions: {},
  ...over,
})
const managed = {
  capacityProviders: [
    capacityProvider({
      type: 'MANAGED_INSTANCES',
      autoScalingGroupProvider: undefined,
      managedInstancesProvider: { instanceLaunchTemplate: {} },
    }),
  ],
}

testCheck(check, {
  pass: {
    'a type that encrypts': { given: hosts('m7i.large') },
    'an old type where the VPC enforces it': { given: { ...hosts('m5.large'), vpcEncryptionControls: [control()] } },
    'Managed Instances that EC2 shows': {
      given: { ...hosts('m7i.large'), ...managed },
    },
  },
  fail: {
    'a type that does not encrypt': { given: hosts('m5.large'), message: 'plain' },
    'Nitro alone is not enough: the flag is missing': { given: hosts('t2.large'), message: 'plain' },
    'one of two types does not encrypt': {
      given: {
        ...hosts('m7i.large'),
        containerInstances: [
          containerInstance(),
          containerInstance({
            containerInstanceArn: id.arn('ecs', 'container-instance/main/2'),
            ec2InstanceId: 'i-2',
          }),
        ],
        autoScalingGroups: [
          autoScalingGroup({
            Instances: ['i-host', 'i-2'].map((InstanceId) => ({
              InstanceId,
              AvailabilityZone: `${id.region}a`,
              LifecycleState: 'InService',
            })),
          }),
        ],
        instances: [instance(), instance({ InstanceId: 'i-2', InstanceType: 'm5.large' })],
      },
      message: 'plain',
    },
    'the VPC only watches': {
      given: { ...hosts('m5.large'), vpcEncryptionControls: [control({ Mode: 'monitor' })] },
      message: 'plain',
    },
    'enforcing is not in force yet': {
      given: { ...hosts('m5.large'), vpcEncryptionControls: [control({ State: 'enforce-in-progress' })] },
      message: 'plain',
    },
    'card data, classified by the cluster': {
      given: hosts('m5.large', { service: {}, cluster: { tags: [{ key: 'compliance', value: 'pci' }] } }),
      message: 'plain',
    },
    'another VPC enforces it': {
      given: { ...hosts('m5.large'), vpcEncryptionControls: [control({ VpcId: 'vpc-other' })] },
      message: 'plain',
    },
  },
  notApplicable: {
    'nothing is classified': { given: { ...hosts('m5.large', { service: {} }) }, reason: 'tag them' },
    'public data': {
      given: hosts('m5.large', { service: { tags: [{ key: 'data-classification', value: 'public' }] } }),
      reason: 'No service of its cluster',
    },
    'Fargate has no instance type': { given: { services: [service({ tags })] } },
    'ECS Anywhere has no instance type': {
      given: hosts('m5.large', { host: { ec2InstanceId: 'mi-1' } }),
      reason: 'ECS Anywhere',
    },
    'Managed Instances that EC2 does not show': { given: { ...hosts('m5.large'), ...managed, instances: [] } },
  },
  unknown: {
    'a type that EC2 does not describe': { given: { ...hosts('m5.large'), instanceTypes: [] } },
    'a host that EC2 does not describe': {
      given: { ...hosts('m7i.large'), instances: [] },
      reason: 'EC2 does not describe i-host',
    },
  },
})
