import type { KmsKey, Parameter, Secret, SecretVersions } from '#lib/inventory/types/secrets.ts'
import * as id from './ids.ts'

/** The key of the account that good secrets are encrypted with. */
export const keyArn = id.arn('kms', 'key/1111aaaa-2222-3333-4444-555566667777')
export const secretArn = id.arn('secretsmanager', 'secret:web/database-AbCdEf')
export const parameterArn = id.arn('ssm', 'parameter/web/smtp')

export const kmsKey = (over: Partial<KmsKey> = {}): KmsKey => ({
  reference: keyArn,
  Arn: keyArn,
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  MultiRegion: false,
  ...over,
})

/** A policy document that lets principals do something with the resource it belongs to. */
export const resourcePolicy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
export const letting = (AWS: string | string[], Action: string, Condition?: object) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  Resource: '*',
  ...(Condition && { Condition }),
})

/** The key's policy lets the account decide who may use it. */
export const keyPolicy = (Policy = resourcePolicy(letting(id.arn('iam', 'root', ''), 'kms:*'))) => ({
  Arn: keyArn,
  Policy,
})

/** Rotated last week. */
export const secret = (over: Partial<Secret> = {}): Secret => ({
  reference: secretArn,
  ARN: secretArn,
  Name: 'web/database',
  RotationEnabled: true,
  RotationRules: { AutomaticallyAfterDays: 30 },
  CreatedDate: id.daysAgo(400),
  LastRotatedDate: id.daysAgo(7),
  LastChangedDate: id.daysAgo(7),
  NextRotationDate: id.daysAgo(-23),
  Tags: [],
  ...over,
})

export const secretVersions = (created = id.daysAgo(7), stages = ['AWSCURRENT']): SecretVersions => ({
  reference: secretArn,
  Versions: [
    { VersionId: 'now', VersionStages: stages, CreatedDate: created },
    { VersionId: 'before', VersionStages: ['AWSPREVIOUS'], CreatedDate: id.daysAgo(200) },
  ],
})

export const parameter = (over: Partial<Parameter> = {}): Parameter => ({
  ARN: parameterArn,
  Name: '/web/smtp',
  Type: 'SecureString',
  KeyId: 'alias/aws/ssm',
  LastModifiedDate: id.daysAgo(20),
  Version: 2,
  ...over,
})
