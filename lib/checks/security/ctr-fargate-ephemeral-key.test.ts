import type { Task } from '#lib/inventory/types/ecs.ts'
import { cluster, service, task } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import { keyArn, kmsKey } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ctr-fargate-ephemeral-key.ts'

const required = { policy: { requireCustomerKey: true } }
const keyId = keyArn.slice(keyArn.indexOf('/') + 1)
const storage = (kmsKeyId?: string) => ({ fargateEphemeralStorage: { sizeInGiB: 20, kmsKeyId } })
const given = (fargateEphemeralStorageKmsKeyId: string | undefined, over: Partial<Task> = {}, more: object = {}) => ({
  clusters: [cluster({ configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId } } })],
  tasks: [task({ ...storage(keyArn), ...over })],
  kmsKeys: [kmsKey()],
  ...more,
})
const windows = { platformFamily: 'WINDOWS_SERVER_2022_CORE', platformVersion: '1.0.0' }
const windowsAsReported = { ...windows, platformFamily: 'Windows_Server_2022_Core' }

testCheck(check, {
  pass: {
    'the key of AWS, where no other is required': {},
    'no task yet': { given: { tasks: [] } },
    'a Windows task, which counts its platform versions anew': { given: { tasks: [task(windowsAsReported)] } },
    'an own key by its ARN': { given: given(keyArn), ...required },
    'an own key by its id': { given: given(keyId), ...required },
    'a Windows task without the key': { given: given(keyArn, { ...windowsAsReported, ...storage() }), ...required },
    'nothing but Windows, though a key is required': {
      given: {
        services: [service({ platformFamily: 'WINDOWS_SERVER_2022_CORE' })],
        tasks: [task(windows), task({ ...windowsAsReported, taskArn: `${task().taskArn}2` })],
      },
      ...required,
    },
    'a task that only starts': { given: given(keyArn, { lastStatus: 'PENDING', ...storage() }), ...required },
    'a service through a capacity provider': {
      given: {
        services: [
          service({
            launchType: undefined,
            capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
          }),
        ],
        tasks: [task({ launchType: undefined, capacityProviderName: 'FARGATE_SPOT' })],
      },
    },
  },
  fail: {
    'platform version 1.3.0': { given: { tasks: [task({ platformVersion: '1.3.0' })] }, message: 'old' },
    'platform version 1.3.0, and the key could not be read': {
      given: given(keyArn, { platformVersion: '1.3.0' }, { kmsKeys: [] }),
      gaps: [
        { section: 'kmsKeys', region: 'eu-west-1', action: 'kms:DescribeKey', reason: 'denied', resource: keyArn },
      ],
      ...required,
      message: 'old',
    },
    'one old task among new ones': {
      given: { tasks: [task(), task({ taskArn: `${task().taskArn}2`, platformVersion: '1.3.0' })] },
      message: 'old',
    },
    'no key for a service without tasks': {
      given: { clusters: [cluster()], tasks: [] },
      ...required,
      message: 'noKey',
    },
    'no key though one is required': { given: { clusters: [cluster()] }, ...required, message: 'noKey' },
    'a key by its alias': { given: given('alias/storage'), ...required, message: 'alias' },
    'a disabled key': {
      given: given(keyArn, {}, { kmsKeys: [kmsKey({ KeyState: 'Disabled' })] }),
      ...required,
      message: 'unusable',
    },
    'a key that is gone': { given: given(keyArn, {}, { kmsKeys: [] }), ...required, message: 'unusable' },
    'a multi-Region key': {
      given: given(keyArn, {}, { kmsKeys: [kmsKey({ MultiRegion: true })] }),
      ...required,
      message: 'multiRegion',
    },
    'a task started before the key was named': { given: given(keyArn, storage()), ...required, message: 'otherKey' },
    'a task under another key': {
      given: given(keyArn, storage(keyArn.replace('1111', '9999'))),
      ...required,
      message: 'otherKey',
    },
    'a task that does not tell': {
      given: given(keyArn, { fargateEphemeralStorage: undefined }),
      ...required,
      message: 'otherKey',
    },
  },
  notApplicable: {
    'a cluster of hosts': { given: onEc2() },
    'a service without a primary task set': {
      given: { services: [service({ deploymentController: { type: 'EXTERNAL' } })], tasks: [] },
    },
  },
  unknown: {
    'a task without a platform version': {
      given: { tasks: [task({ platformVersion: undefined })] },
      reason: 'does not tell',
    },
    'a key of another account': {
      given: given(keyArn.replace('111122223333', '999988887777')),
      ...required,
      reason: '999988887777',
    },
  },
})
