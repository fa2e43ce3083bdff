import { describe, expect, test } from 'vitest'
import { evaluate } from '#lib/engine/evaluate.ts'
import { container, service, standaloneTask, taskDefinition, withContainers } from '../testing/ecs.ts'
import { inventoryOf, onEc2 } from '../testing/estate.ts'
import * as id from '../testing/ids.ts'
import { listener, sslPolicy, targetGroup } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './cmp-phi-encryption.ts'
import secTlsListener from './sec-tls-listener.ts'

const tags = [{ key: 'compliance', value: 'hipaa' }]
const health = { services: [service({ tags })] }
const overTls = { targetGroups: [targetGroup({ Protocol: 'HTTPS' })] }
const given = (more: object = {}) => ({ ...health, ...overTls, ...more })

const efs = (transitEncryption: string | undefined, Encrypted?: boolean) => ({
  taskDefinitions: [
    taskDefinition({
      containerDefinitions: [container({ mountPoints: [{ sourceVolume: 'records' }] })],
      volumes: [{ name: 'records', efsVolumeConfiguration: { fileSystemId: 'fs-1', transitEncryption } }],
    }),
  ],
  ...(Encrypted !== undefined && {
    efsFileSystems: [
      { FileSystemId: 'fs-1', LifeCycleState: 'available', PerformanceMode: 'generalPurpose', Encrypted },
    ],
  }),
})
const Bucket = 'web-settings'
const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
const bucket = (IsPublic: boolean) => ({
  ...withContainers(container({ environmentFiles: [{ type: 's3', value: `arn:aws:s3:::${Bucket}/web.env` }] })),
  bucketPolicyStatus: [{ Bucket, IsPublic }],
  bucketPolicies: [{ Bucket }],
  bucketPublicAccess: [{ Bucket, ...all }],
  bucketEncryption: [{ Bucket, Rules: [{ SSEAlgorithm: 'AES256' }] }],
  accountPublicAccess: [{ AccountId: id.account, ...all }],
})
const volume = (Encrypted: boolean) => ({
  VolumeId: 'vol-1',
  VolumeType: 'gp3',
  Size: 30,
  State: 'in-use',
  Encrypted,
  AvailabilityZone: `${id.region}a`,
  Attachments: [{ InstanceId: 'i-host', State: 'attached', Device: '/dev/xvda', DeleteOnTermination: true }],
  Tags: [],
})
const onHosts = (Encrypted: boolean) => ({ ...onEc2({ service: { tags } }), ...overTls, volumes: [volume(Encrypted)] })
const connected = service().deployments.map((deployment) => ({
  ...deployment,
  serviceConnectConfiguration: { enabled: true, services: [{ portName: 'http', tls: false }] },
}))
const plainListener = { listeners: [listener({ Protocol: 'HTTP', Port: 80, SslPolicy: undefined })] }

testCheck(check, {
  pass: {
    'TLS up to the task': { given: given() },
    'an encrypted file system over TLS': { given: given(efs('ENABLED', true)) },
    'hosts with encrypted volumes': { given: onHosts(true) },
    'a settings bucket under the key of S3: whose key it is does not count': { given: given(bucket(false)) },
  },
  fail: {
    'a listener without TLS': { given: given(plainListener), message: 'member' },
    'an old TLS policy': {
      given: given({
        listeners: [listener({ SslPolicy: 'old' })],
        sslPolicies: [sslPolicy({ Name: 'old', SslProtocols: ['TLSv1', 'TLSv1.2'] })],
      }),
      message: 'member',
    },
    'plain traffic to the tasks': { given: health, message: 'member' },
    'a file system without TLS': { given: given(efs(undefined, true)), message: 'member' },
    'a file system that is not encrypted': { given: given(efs('ENABLED', false)), message: 'fileSystem' },
    'a public settings bucket': { given: given(bucket(true)), message: 'member' },
    'a plain volume of the hosts': { given: onHosts(false), message: 'member' },
    'a part that fails beside one that nobody can tell': {
      given: given({ ...plainListener, ...efs('ENABLED') }),
      message: 'member',
    },
  },
  manual: {
    'only a person can tell whether services speak TLS to each other': {
      given: given({ services: [service({ tags, deployments: connected })] }),
      shows: ['serviceArn'],
    },
  },
  notApplicable: {
    'no tag': { given: { services: [service()] }, reason: 'No tag' },
    'card data': { given: { services: [service({ tags: [{ key: 'compliance', value: 'pci-dss' }] })] } },
    'nothing to judge': {
      given: { services: [service({ tags, loadBalancers: [] })] },
      reason: 'Nothing of it',
    },
    'hosts of another cluster and files of single tasks do not count': {
      given: {
        services: [service({ tags, loadBalancers: [] })],
        tasks: [standaloneTask()],
      },
    },
  },
  unknown: {
    'a file system of another account': { given: given(efs('ENABLED')), reason: 'fs-1' },
  },
})

describe('in the score', () => {
  test('the roll-up stays outside and refers to the part that settles it', () => {
    const { outcomes } = evaluate(inventoryOf(given(plainListener)), [secTlsListener, check])
    const [part, whole] = [secTlsListener, check].map(({ id: one }) => outcomes.find((it) => it.check === one))
    expect(part).toMatchObject({ status: 'fail' })
    expect(part?.countedIn).toBeUndefined()
    expect(whole).toMatchObject({ status: 'fail', countedIn: part?.fingerprint })
  })
  test('a roll-up without parts of its own service is not scored either', () => {
    const { outcomes } = evaluate(inventoryOf(given()), [check])
    expect(outcomes[0]).toMatchObject({ status: 'pass', countedIn: outcomes[0]?.fingerprint })
  })
})
