import type { Instance, LaunchTemplateVersion } from '#lib/inventory/types/ec2.ts'
import { containerInstance } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { autoScalingGroup, instance, launchTemplate } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-imdsv2-required.ts'

const host = (MetadataOptions: Instance['MetadataOptions']) => onEc2({ instance: { MetadataOptions } })
const template = (data: Partial<LaunchTemplateVersion['LaunchTemplateData']>, imds?: string) => ({
  ...onEc2(),
  launchTemplateVersions: [
    launchTemplate({ LaunchTemplateData: { ImageId: 'ami-1', NetworkInterfaces: [], ...data } }),
  ],
  images: [{ ImageId: 'ami-1', ImdsSupport: imds }],
})
const older = launchTemplate({
  VersionNumber: 3,
  DefaultVersion: false,
  LaunchTemplateData: { ImageId: 'ami-1', NetworkInterfaces: [], MetadataOptions: { HttpTokens: 'optional' } },
})
const pinned = (Version: string) => ({
  ...onEc2(),
  launchTemplateVersions: [launchTemplate(), older],
  autoScalingGroups: [autoScalingGroup({ LaunchTemplate: { LaunchTemplateId: 'lt-hosts', Version } })],
})

testCheck(check, {
  pass: {
    'required on hosts and in the template': { given: onEc2() },
    'metadata is switched off': { given: host({ HttpEndpoint: 'disabled' }) },
    'the template is silent, the image requires it': { given: template({}, 'v2.0') },
    'the template is silent, the account default requires it': {
      given: { ...template({}), instanceMetadataDefaults: [{ HttpTokens: 'required' }] },
    },
    'the account enforces it': {
      given: {
        ...template({ MetadataOptions: { HttpTokens: 'optional' } }),
        instanceMetadataDefaults: [{ HttpTokensEnforced: 'enabled' }],
      },
    },
    '$Latest is the newest version': { given: pinned('$Latest') },
    'a launch configuration: only instances are read': {
      given: {
        ...onEc2(),
        autoScalingGroups: [autoScalingGroup({ LaunchTemplate: undefined, LaunchConfigurationName: 'old' })],
        launchTemplateVersions: [],
      },
      subject: autoScalingGroup().AutoScalingGroupARN,
    },
    'a loose host belongs to its cluster': {
      given: { ...onEc2({ host: { capacityProviderName: undefined } }), autoScalingGroups: [] },
      subject: id.clusterArn,
    },
  },
  fail: {
    'a running host accepts IMDSv1': { given: host({ HttpTokens: 'optional' }), message: 'instances' },
    'options are absent': { given: host(undefined), message: 'instances' },
    'one host of two': {
      given: {
        ...onEc2(),
        containerInstances: [
          containerInstance(),
          containerInstance({
            containerInstanceArn: id.arn('ecs', 'container-instance/main/two'),
            ec2InstanceId: 'i-two',
          }),
        ],
        instances: [instance(), instance({ InstanceId: 'i-two', MetadataOptions: { HttpTokens: 'optional' } })],
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
      message: 'instances',
    },
    'the template of a group with mixed instance types allows IMDSv1': {
      given: {
        ...template({ MetadataOptions: { HttpTokens: 'optional' } }),
        autoScalingGroups: [
          autoScalingGroup({
            LaunchTemplate: undefined,
            MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateId: 'lt-hosts', Version: '$Default' } },
          }),
        ],
      },
      message: 'template',
    },
    'the template allows IMDSv1': {
      given: template({ MetadataOptions: { HttpTokens: 'optional' } }),
      message: 'template',
    },
    'silent everywhere': { given: template({}), message: 'template' },
    'the account default does not override the template': {
      given: {
        ...template({ MetadataOptions: { HttpTokens: 'optional' } }),
        instanceMetadataDefaults: [{ HttpTokens: 'required' }],
      },
      message: 'template',
    },
    'the template allows IMDSv1, whatever image a parameter names': {
      given: template({ ImageId: 'resolve:ssm:/images/hosts', MetadataOptions: { HttpTokens: 'optional' } }),
      message: 'template',
    },
    'the account has no preference, nor has the image': {
      given: { ...template({}), instanceMetadataDefaults: [{ HttpTokens: 'no-preference' }] },
      message: 'template',
    },
    'the account default allows it, whatever the image says': {
      given: { ...template({}, 'v2.0'), instanceMetadataDefaults: [{ HttpTokens: 'optional' }] },
      message: 'template',
    },
    'the template allows IMDSv1, and images cannot be read': {
      given: { ...template({ MetadataOptions: { HttpTokens: 'optional' } }), images: [] },
      gaps: [{ section: 'images', region: id.region, action: 'ec2:DescribeImages', reason: 'denied' }],
      message: 'template',
    },
    'a running host accepts IMDSv1, though the template could not be read': {
      given: { ...host({ HttpTokens: 'optional' }), launchTemplateVersions: [] },
      gaps: [
        {
          section: 'launchTemplateVersions',
          region: id.region,
          action: 'ec2:DescribeLaunchTemplateVersions',
          reason: 'denied',
        },
      ],
      message: 'instances',
    },
    'the template allows IMDSv1, though its hosts could not be read': {
      given: { ...template({ MetadataOptions: { HttpTokens: 'optional' } }), instances: [] },
      gaps: [{ section: 'instances', region: id.region, action: 'ec2:DescribeInstances', reason: 'denied' }],
      subject: 'lt-hosts',
      message: 'template',
    },
    'running hosts and new ones': {
      given: { ...template({}), instances: [instance({ MetadataOptions: { HttpTokens: 'optional' } })] },
      message: ['instances', 'template'],
    },
    'the pinned version counts, not the newest': { given: pinned('3'), message: 'template' },
  },
  notApplicable: {
    'Fargate only': {},
    'ECS Anywhere': { given: { containerInstances: [containerInstance({ ec2InstanceId: 'mi-1' })] } },
  },
  unknown: {
    'the image is named by a parameter': {
      given: template({ ImageId: 'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id' }),
      reason: 'cannot be seen',
    },
    'the template names no image': { given: template({ ImageId: undefined }), reason: 'cannot be seen' },
    'the version is gone': { given: pinned('9'), reason: 'no longer there' },
  },
})
