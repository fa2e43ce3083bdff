import { KMS } from '@aws-sdk/client-kms'
import { S3 } from '@aws-sdk/client-s3'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { SSM } from '@aws-sdk/client-ssm'
import { ACCOUNT, type Client } from './client.ts'
import { need } from './network.ts'

/** What containers refer to: the good one to the first of each pair, the bad one to the second. */
export interface Secrets {
  key: string
  secrets: { web: string; bad: string }
  parameters: { web: string; bad: string }
  /** Objects with environment variables, as ARNs. */
  files: { web: string; bad: string }
}

const everybody = (Action: string, Resource: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }] })

/** A customer key; a secret, a parameter and a bucket behind it, and each of them again as it should not be. */
export async function buildSecrets(client: Client): Promise<Secrets> {
  const key = await buildKey(client)
  const manager = new SecretsManager(client)
  const web = await manager.createSecret({ Name: 'web/db', KmsKeyId: key, SecretString: '{"password":"never read"}' })
  const SecretId = need(web.ARN)
  await manager.rotateSecret({ SecretId, RotationRules: { AutomaticallyAfterDays: 30 } })
  const bad = need((await manager.createSecret({ Name: 'bad/token', SecretString: 'never read' })).ARN)
  await manager.putResourcePolicy({
    SecretId: bad,
    ResourcePolicy: everybody('secretsmanager:GetSecretValue', '*'),
  })
  const ssm = new SSM(client)
  await ssm.putParameter({ Name: '/web/greeting', Type: 'SecureString', KeyId: key, Value: 'never read' })
  await ssm.putParameter({ Name: '/bad/token', Type: 'String', Value: 'never read' })
  const parameter = (name: string) => `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/${name}`
  return {
    key,
    secrets: { web: SecretId, bad },
    parameters: { web: parameter('web/greeting'), bad: parameter('bad/token') },
    files: await buildBuckets(client, key),
  }
}

async function buildKey(client: Client): Promise<string> {
  const kms = new KMS(client)
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  })
  const { KeyMetadata } = await kms.createKey({ Description: 'web', Policy })
  await kms.createAlias({ AliasName: 'alias/web', TargetKeyId: need(KeyMetadata?.KeyId) })
  return need(KeyMetadata?.Arn)
}

async function buildBuckets(client: Client, key: string): Promise<Secrets['files']> {
  const s3 = new S3({ ...client, forcePathStyle: true })
  for (const Bucket of ['web-settings', 'bad-settings', 'trail']) await s3.createBucket({ Bucket })
  await s3.putPublicAccessBlock({
    Bucket: 'web-settings',
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  })
  await s3.putBucketEncryption({
    Bucket: 'web-settings',
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } }],
    },
  })
  await s3.putBucketPolicy({
    Bucket: 'bad-settings',
    Policy: everybody('s3:GetObject', 'arn:aws:s3:::bad-settings/*'),
  })
  return { web: 'arn:aws:s3:::web-settings/web.env', bad: 'arn:aws:s3:::bad-settings/bad.env' }
}
