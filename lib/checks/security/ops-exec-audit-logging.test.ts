import type { Cluster } from '#lib/inventory/types/ecs.ts'
import { logGroup } from '../testing/account.ts'
import { daemonTaskDefinition } from '../testing/daemons.ts'
import { cluster, container, service, standaloneTask, task, taskDefinition, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { keyArn } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ops-exec-audit-logging.ts'

type Exec = NonNullable<NonNullable<Cluster['configuration']>['executeCommandConfiguration']>

const enabled = { services: [service({ enableExecuteCommand: true })], tasks: [task({ enableExecuteCommand: true })] }
const ours = (over: object = {}) =>
  logGroup({ arn: id.arn('logs', 'log-group:/ecs/exec'), logGroupName: '/ecs/exec', ...over })
const given = (executeCommandConfiguration: Exec | undefined, more: object = {}) => ({
  ...enabled,
  clusters: [cluster(executeCommandConfiguration && { configuration: { executeCommandConfiguration } })],
  logGroups: [logGroup({ kmsKeyId: keyArn }), ours({ kmsKeyId: keyArn })],
  ...more,
})
const toGroup = (more: object = {}): Exec => ({
  kmsKeyId: keyArn,
  logging: 'OVERRIDE',
  logConfiguration: { cloudWatchLogGroupName: '/ecs/exec', ...more },
})
const toBucket = (more: object = {}): Exec => ({
  kmsKeyId: keyArn,
  logging: 'OVERRIDE',
  logConfiguration: { s3BucketName: 'sessions', ...more },
})
const rules = { bucketEncryption: [{ Bucket: 'sessions', Rules: [{ SSEAlgorithm: 'AES256' }] }] }
const bare = { logGroups: [logGroup(), ours()] }
const sensitive = {
  services: [service({ enableExecuteCommand: true, tags: [{ key: 'data-classification', value: 'restricted' }] })],
}
const daemonTask = task({ enableExecuteCommand: true, group: undefined, taskDefinitionArn: `${id.daemonFamilyId}:1` })
const old = { id: 'ecs-svc/0', status: 'ACTIVE', desiredCount: 1, runningCount: 1, pendingCount: 0 }
const silent = withContainers(container(), container({ name: 'agent', logConfiguration: undefined }))

testCheck(check, {
  pass: {
    'an encrypted log group': { given: given(toGroup()) },
    'encryption asked for by the cluster': {
      given: given(toGroup({ cloudWatchEncryptionEnabled: true }), bare),
    },
    'a bucket with default encryption': { given: given(toBucket(), rules) },
    'a bucket with encryption asked for by the cluster': { given: given(toBucket({ s3EncryptionEnabled: true })) },
    'a bucket beside a log group that is gone': {
      given: given(toBucket({ s3EncryptionEnabled: true, cloudWatchLogGroupName: '/gone' })),
      hint: '/gone does not exist',
    },
    'the log of the container by default': { given: given({ kmsKeyId: keyArn, logging: 'DEFAULT' }) },
    'nothing set is the default': { given: given(undefined), hint: 'Name a KMS key' },
    'a log group under the key of AWS': { given: given(toGroup(), bare), hint: 'key of your own' },
    'a session without a key of its own': {
      given: given({ ...toGroup(), kmsKeyId: undefined }),
      hint: 'Name a KMS key',
    },
    'everything encrypted for sensitive data': { given: given(toGroup(), sensitive) },
    'a single task that can be entered': {
      given: given(toGroup(), { services: [], tasks: [standaloneTask({ enableExecuteCommand: true })] }),
    },
  },
  fail: {
    'logging is off': { given: given({ kmsKeyId: keyArn, logging: 'NONE' }), message: 'off' },
    'logging is off, beside sensitive data': {
      given: given({ kmsKeyId: keyArn, logging: 'NONE' }, sensitive),
      message: 'off',
      severity: 'high',
    },
    'a task that was started before its service with sensitive data switched it off': {
      given: given(
        { kmsKeyId: keyArn, logging: 'NONE' },
        { services: [service({ enableExecuteCommand: false, tags: sensitive.services[0]?.tags ?? [] })] },
      ),
      message: 'off',
      severity: 'high',
    },
    'a single task in a cluster of sensitive data': {
      given: {
        clusters: [
          cluster({
            configuration: { executeCommandConfiguration: { kmsKeyId: keyArn, logging: 'NONE' } },
            tags: [{ key: 'data-classification', value: 'restricted' }],
          }),
        ],
        services: [],
        tasks: [standaloneTask({ enableExecuteCommand: true })],
      },
      message: 'off',
      severity: 'high',
    },
    'an override that leads nowhere': {
      given: given({ kmsKeyId: keyArn, logging: 'OVERRIDE' }),
      message: 'nowhere',
    },
    'a log group that does not exist': { given: given(toGroup(), { logGroups: [logGroup()] }), message: 'noGroup' },
    'one container without awslogs by default': {
      given: given({ kmsKeyId: keyArn, logging: 'DEFAULT' }, silent),
      message: 'unrecorded',
    },
    'a daemon that people enter, without awslogs': {
      given: given(undefined, {
        services: [],
        daemonTaskDefinitions: [daemonTaskDefinition({}, { logConfiguration: undefined })],
        tasks: [daemonTask],
      }),
      message: 'unrecorded',
    },
    'the second revision of a deployment has no awslogs': {
      given: given(undefined, {
        services: [
          service({
            enableExecuteCommand: true,
            deployments: [...service().deployments, { ...old, taskDefinition: `${id.familyId}:2` }],
          }),
        ],
        taskDefinitions: [
          taskDefinition(),
          taskDefinition({
            taskDefinitionArn: `${id.familyId}:2`,
            revision: 2,
            status: 'INACTIVE',
            containerDefinitions: [container({ logConfiguration: undefined })],
          }),
        ],
      }),
      message: 'unrecorded',
    },
    'a running task of a container without awslogs': {
      given: given(undefined, {
        services: [],
        tasks: [standaloneTask({ enableExecuteCommand: true })],
        ...silent,
      }),
      message: 'unrecorded',
    },
    'sensitive data under the key of AWS': {
      given: given(toGroup(), { ...bare, ...sensitive }),
      message: 'unencrypted',
      severity: 'high',
    },
    'a bucket without encryption, beside sensitive data': {
      given: given(toBucket(), { bucketEncryption: [{ Bucket: 'sessions', Rules: [] }], ...sensitive }),
      message: 'unencrypted',
      severity: 'high',
    },
    'no key for sessions beside sensitive data': {
      given: given({ ...toGroup(), kmsKeyId: undefined }, sensitive),
      message: 'noSessionKey',
      severity: 'high',
    },
    'sensitive data and the default': {
      given: given(undefined, { logGroups: [logGroup()], ...sensitive }),
      message: ['unencrypted', 'noSessionKey'],
      severity: 'high',
    },
  },
  notApplicable: {
    'nobody can enter': {},
    'a task that has stopped': {
      given: { tasks: [task({ enableExecuteCommand: true, lastStatus: 'STOPPED' })] },
    },
    'a task that still starts': {
      given: {
        tasks: [task({ enableExecuteCommand: true, lastStatus: 'PENDING' })],
        taskDefinitions: [taskDefinition()],
      },
    },
  },
  unknown: {
    'the definition of what people enter is gone': {
      given: given({ kmsKeyId: keyArn, logging: 'DEFAULT' }, { taskDefinitions: [] }),
      reason: 'web:3',
    },
  },
})
