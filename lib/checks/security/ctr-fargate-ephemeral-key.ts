import { parseArn } from '#lib/inventory/derived/arn.ts'
import { launchesOf, launchOfTask, primaryOf } from '#lib/inventory/derived/launch.ts'
import { keyReference } from '#lib/inventory/derived/secrets.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ClusterSubject } from '#lib/inventory/subjects/cluster.ts'
import type { Task } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

type Message = 'old' | 'noKey' | 'alias' | 'unusable' | 'multiRegion' | 'otherKey'

const KEY = 'configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId'

export default defineCheck({
  id: 'ctr-fargate-ephemeral-key',
  subject: 'cluster',
  requires: ['capacityProviders', 'kmsKeys'],
  failTitle: 'Task storage is not encrypted as required',
  messages: {
    old: '{count} tasks of {cluster} run on platform version {version}, which does not encrypt their storage.',
    noKey: '{cluster} names no key of your own for the storage of its Fargate tasks.',
    alias: '{cluster} names the key for task storage by an alias, which Fargate does not take.',
    unusable: 'The key that {cluster} names for task storage is {state}: no new task can start with it.',
    multiRegion: 'The key that {cluster} names for task storage is a multi-Region key, which Fargate does not take.',
    otherKey: '{count} tasks of {cluster} have storage under another key than the cluster names.',
  },
  why: 'Programs leave copies of data in temporary files. Fargate encrypts them since platform version 1.4.0; with a key of your own you also control who can ever read them, as some contracts and laws demand.',
  fix: {
    summary:
      'Run on platform version 1.4.0 or LATEST. Where your own key is required, name a single-Region key by id or ARN on the cluster, let Fargate use it in its key policy, then redeploy: running tasks keep the old key. Windows tasks cannot use it.',
    effort: 'medium',
    cli: `aws ecs update-cluster --cluster CLUSTER \\
  --configuration managedStorageConfiguration={fargateEphemeralStorageKmsKeyId=KEY_ID}
aws ecs update-service --cluster CLUSTER --service SERVICE --platform-version LATEST --force-new-deployment`,
    terraform: `resource "aws_ecs_cluster" "CLUSTER" {
  configuration {
    managed_storage_configuration {
      fargate_ephemeral_storage_kms_key_id = aws_kms_key.STORAGE.id
    }
  }
}`,
    cloudformation: `Type: AWS::ECS::Cluster
Properties:
  Configuration:
    ManagedStorageConfiguration: { FargateEphemeralStorageKmsKeyId: !Ref StorageKey }`,
  },
  evaluate(value, look) {
    const tasks = value.tasks.filter((task) => launchOfTask(look, task) === 'FARGATE')
    const services = value.services.filter((service) => launchesOf(look, service)?.includes('FARGATE'))
    if (tasks.length + services.length === 0) return notApplicable('Nothing in it runs on Fargate.')
    const linux = tasks.filter((task) => !isWindows(task.platformFamily))
    const takesKey = linux.length > 0 || services.some((service) => !isWindows(primaryOf(service)?.platformFamily))
    return combineParts<Message>([
      () => platform(value, linux),
      () => (look.policy.requireCustomerKey && takesKey ? ownKey(look, value, linux) : []),
    ])
  },
})

const isWindows = (platformFamily: string | undefined) => /^windows/i.test(platformFamily ?? '')

/** Encrypted by default since platform version 1.4.0 (28 May 2020). */
function platform({ cluster }: ClusterSubject, linux: readonly Task[]): Result<Message>[] {
  const old = Map.groupBy(linux.filter(isBeforeEncryption), (task) => task.platformVersion ?? '')
  const newer = linux.find((task) => !isBeforeEncryption(task))
  const untold = linux.some((task) => task.lastStatus === 'RUNNING' && !versionOf(task))
  const failures = [...old].map(([version, tasks]) =>
    fail(
      'old',
      { count: tasks.length, cluster: cluster.clusterName, version },
      tasks.slice(0, 3).map((task) => cite('tasks', task, 'platformVersion')),
    ),
  )
  return [
    pass([], newer ? [cite('tasks', newer, 'platformVersion')] : []),
    ...(untold ? [undetermined('A task does not tell which platform version it runs on.')] : []),
    ...failures,
  ]
}

function versionOf({ platformVersion = '' }: Task): { major: number; minor: number } | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)(?:\.|$)/.exec(platformVersion) ?? []
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor) }
}

function isBeforeEncryption(task: Task): boolean {
  const version = versionOf(task)
  return version !== undefined && (version.major < 1 || (version.major === 1 && version.minor < 4))
}

function ownKey(look: Look<'kmsKeys'>, { cluster }: ClusterSubject, linux: readonly Task[]): Result<Message>[] {
  const named = cluster.configuration?.managedStorageConfiguration?.fargateEphemeralStorageKmsKeyId
  const data = { cluster: cluster.clusterName }
  if (!named) return [fail('noKey', data, [cite('clusters', cluster, 'configuration')])]
  const setting = cite('clusters', cluster, KEY)
  if (/(?:^|:)alias\//.test(named)) return [fail('alias', data, [setting])]
  const reference = keyReference(named, look)
  const owner = parseArn(reference)?.account
  if (owner !== look.account) return [undetermined(`Its key belongs to account ${owner}, which cannot be looked into.`)]
  const key = look.get('kmsKeys', reference)
  if (!key) return [fail('unusable', { ...data, state: 'gone' }, [setting])]
  const facts = [setting, cite('kmsKeys', key, 'KeyState'), cite('kmsKeys', key, 'MultiRegion')]
  const running = linux.filter((task) => task.lastStatus === 'RUNNING')
  const other = running.filter(({ fargateEphemeralStorage: storage }) =>
    storage?.kmsKeyId ? keyReference(storage.kmsKeyId, look) !== key.Arn : true,
  )
  const [first] = other
  return [
    pass([], facts),
    ...(key.KeyState === 'Enabled' ? [] : [fail('unusable', { ...data, state: key.KeyState }, facts)]),
    ...(key.MultiRegion ? [fail('multiRegion', data, facts)] : []),
    ...(first
      ? [
          fail('otherKey', { ...data, count: other.length }, [
            setting,
            cite(
              'tasks',
              first,
              first.fargateEphemeralStorage ? 'fargateEphemeralStorage.kmsKeyId' : 'fargateEphemeralStorage',
            ),
          ]),
        ]
      : []),
  ]
}
