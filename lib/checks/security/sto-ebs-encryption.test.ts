import type { EbsVolume } from '#lib/inventory/types/ec2-storage.ts'
import { cluster, service, standaloneTask, task } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sto-ebs-encryption.ts'

const awsKey = id.arn('kms', 'key/aws')
const ownKey = id.arn('kms', 'key/own')
const kmsKey = (Arn: string, KeyManager: string, KeyState = 'Enabled') => ({
  reference: Arn,
  Arn,
  KeyManager,
  KeyState,
  MultiRegion: false,
})
const kmsKeys = [kmsKey(awsKey, 'AWS'), kmsKey(ownKey, 'CUSTOMER')]
const volume = (over: Partial<EbsVolume> = {}): EbsVolume => ({
  VolumeId: 'vol-1',
  AvailabilityZone: `${id.region}a`,
  Encrypted: true,
  KmsKeyId: ownKey,
  Attachments: [{ InstanceId: 'i-host', Device: '/dev/xvda' }],
  ...over,
})
const tags = (key: string, value: string) => [{ key, value }]
const host = (over: Partial<EbsVolume> = {}, services = {}) => ({
  ...onEc2({ service: services }),
  volumes: [volume(over)],
  kmsKeys,
})
const cde = { tags: tags('compliance', 'pci') }

const attachment = {
  type: 'AmazonElasticBlockStorage',
  status: 'ATTACHED',
  details: [{ name: 'volumeId', value: 'vol-task' }],
}
type Configuration = { encrypted?: boolean; kmsKeyId?: string }
const withVolume = (one: Configuration) =>
  service({
    deployments: service().deployments.map((it) => ({ ...it, volumeConfigurations: [{ name: 'data', ...one }] })),
  })
const attached = (over: Partial<EbsVolume>, one: Configuration = {}) => ({
  services: [withVolume(one)],
  tasks: [task({ attachments: [...task().attachments, attachment] })],
  volumes: [volume({ VolumeId: 'vol-task', Attachments: [], ...over })],
  kmsKeys,
})
const configured = (one: Configuration, EbsEncryptionByDefault = false) => ({
  services: [withVolume(one)],
  tasks: [],
  ebsEncryptionByDefault: [{ EbsEncryptionByDefault }],
})

testCheck(check, {
  pass: {
    'the root volume of a host': { given: host() },
    'with the key of AWS, which is advice': { given: host({ KmsKeyId: awsKey }), hint: 'the key that AWS manages' },
    'with an own key where one is required': { given: host(), policy: { requireCustomerKey: true } },
    'with the key of AWS for card data, while no policy asks for an own one: advice': {
      given: host({ KmsKeyId: awsKey }, cde),
      hint: 'the key that AWS manages',
    },
    'an own key that is disabled, while no policy asks for one': {
      given: { ...host({}, { tags: tags('compliance', 'hipaa') }), kmsKeys: [kmsKey(ownKey, 'CUSTOMER', 'Disabled')] },
    },
    'the volume of a task': { given: attached({}) },
    'encrypted by the Region’s default although the service says no': { given: attached({}, { encrypted: false }) },
    'no task yet, and the service encrypts': { given: configured({ encrypted: true }) },
    'no task yet, and the Region overrides a no': { given: configured({ encrypted: false }, true) },
    'no task yet, and the Region encrypts what says nothing': { given: configured({}, true) },
    'no task yet, and a key is named': { given: configured({ kmsKeyId: ownKey }) },
    'no task yet, and the cluster has a key': {
      given: {
        ...configured({}),
        clusters: [cluster({ configuration: { managedStorageConfiguration: { kmsKeyId: ownKey } } })],
      },
    },
  },
  fail: {
    'the root volume of a host is plain': { given: host({ Encrypted: false }), message: 'plain' },
    'one of two volumes is plain': {
      given: { ...host(), volumes: [volume(), volume({ VolumeId: 'vol-2', Encrypted: false })] },
      message: 'plain',
    },
    'a plain volume under sensitive services is high': {
      given: host({ Encrypted: false }, { tags: tags('data-classification', 'restricted') }),
      message: 'plain',
      severity: 'high',
    },
    'the volume of a task is plain': { given: attached({ Encrypted: false }), message: 'plain' },
    'the volume of a standalone task is plain': {
      given: {
        services: [],
        tasks: [standaloneTask({ attachments: [attachment] })],
        volumes: [volume({ VolumeId: 'vol-task', Encrypted: false, Attachments: [] })],
      },
      message: 'plain',
    },
    'no task yet, and nothing encrypts': { given: configured({}), message: 'configured' },
    'no task yet, and the service says no': { given: configured({ encrypted: false }), message: 'configured' },
    'a key of AWS where an own one is required': {
      given: host({ KmsKeyId: awsKey }),
      policy: { requireCustomerKey: true },
      message: 'awsKey',
    },
    'a key of AWS for card data where an own one is required': {
      given: host({ KmsKeyId: awsKey }, cde),
      policy: { requireCustomerKey: true },
      message: 'awsKey',
      severity: 'high',
    },
    'an own key that is disabled where one is required, for health records': {
      given: {
        ...host({}, { tags: tags('compliance', 'hipaa') }),
        kmsKeys: [kmsKey(ownKey, 'CUSTOMER', 'Disabled')],
      },
      policy: { requireCustomerKey: true },
      message: 'keyState',
      severity: 'high',
    },
    'one volume of a task is plain, another was not read': {
      given: {
        ...attached({ Encrypted: false }),
        tasks: [
          task({ attachments: [attachment, { ...attachment, details: [{ name: 'volumeId', value: 'vol-lost' }] }] }),
        ],
      },
      gaps: [
        {
          section: 'volumes',
          region: id.region,
          action: 'ec2:DescribeVolumes',
          reason: 'denied',
          resource: 'vol-lost',
        },
      ],
      message: 'plain',
    },
    'a required own key that is gone': {
      given: { ...host(), kmsKeys: [] },
      policy: { requireCustomerKey: true },
      message: 'keyState',
    },
  },
  notApplicable: {
    'tasks on Fargate without volumes': {},
    'a machine outside AWS': { given: { ...host(), ...onEc2({ host: { ec2InstanceId: 'mi-1' } }), volumes: [] } },
    'a host without EBS volumes': { given: { ...host(), volumes: [] }, reason: 'No EBS volume' },
  },
  unknown: {
    'a volume of a task was not read': {
      given: { ...attached({}), volumes: [] },
      gaps: [
        {
          section: 'volumes',
          region: id.region,
          action: 'ec2:DescribeVolumes',
          reason: 'denied',
          resource: 'vol-task',
        },
      ],
      reason: 'ec2:DescribeVolumes',
    },
    'the required key belongs to another account': {
      given: host({ KmsKeyId: 'arn:aws:kms:eu-west-1:999988887777:key/theirs' }),
      policy: { requireCustomerKey: true },
      reason: '999988887777',
    },
  },
})
