import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import { addBucket, addKey, addSecret, bucketName, cardDataKey, managedKey } from '../builders/secrets.ts'
import { arn, daysAgo, required, type Site } from '../builders/site.ts'

/** What the definitions of the region refer to. One family keeps its configuration in a bucket, another in a parameter. */
export function addSecrets(site: Site): void {
  addKey(site, { id: cardDataKey, alias: 'alias/card-data', manager: 'CUSTOMER' })
  addKey(site, { id: '0d5f0c3a-1b7e-4b53-9c55-6f0f3f1f2a11', alias: 'alias/aws/ssm', manager: 'AWS' })
  for (const store of ['aws/ebs', 'efs', 'fsx']) addKey(site, managedKey(site, store))
  addSessions(site)
  addParameter(site, 'notifications', 'SMTP_HOST')
  addEnvironmentFile(site, 'ledger', 'settings', {})
  addEnvironmentFile(site, 'kyc-documents', 'workflow', { key: arn(site, 'kms', `key/${cardDataKey}`), guarded: true })
  const named = containersOf(site).flatMap(({ secrets = [], repositoryCredentials }) => [
    ...secrets.flatMap(({ valueFrom = '' }) => valueFrom),
    repositoryCredentials?.credentialsParameter ?? '',
  ])
  const secrets = named.filter((text) => text.includes(':secretsmanager:'))
  for (const secret of new Set(secrets.map((text) => text.split(':').slice(0, 7).join(':')))) {
    const payments = secret.includes(':secret:payments/')
    addSecret(site, {
      arn: secret,
      ...(payments && {
        key: arn(site, 'kms', `key/${cardDataKey}`),
        rotatedDaysAgo: secret.includes('/webhook-dispatcher/') ? 2 : 12,
      }),
      ...(secret.includes('/ledger/') && { policy: readableWithin(site) }),
      ...(secret.includes('/soap-adapter/') && { deletedDaysAgo: 2 }),
    })
  }
}

function containersOf({ estate }: Site, family?: string): ContainerDefinition[] {
  return estate.ecs.taskDefinitions
    .filter((one) => family === undefined || one.family === family)
    .flatMap(({ revisions }) => [...revisions].flatMap(({ containerDefinitions = [] }) => containerDefinitions))
}

/**
 * What is typed in sessions of ECS Exec goes to a bucket, under the key for card data; in the risk cluster nobody has seen to
 * it, and the container logs to its host.
 */
function addSessions(site: Site): void {
  const s3BucketName = bucketName(site, 'sessions')
  addBucket(site, s3BucketName, { key: arn(site, 'kms', `key/${cardDataKey}`) })
  const cluster = required(
    site.estate.ecs.clusters,
    ({ clusterName }) => clusterName === 'payments',
    'cluster payments',
  )
  cluster.configuration = {
    executeCommandConfiguration: {
      kmsKeyId: arn(site, 'kms', `key/${cardDataKey}`),
      logging: 'OVERRIDE',
      logConfiguration: { s3BucketName, s3EncryptionEnabled: true },
    },
  }
  for (const name of ['notifications', 'fraud-scoring']) {
    required(site.estate.ecs.services, ({ serviceName }) => serviceName === name, name).enableExecuteCommand = true
  }
}

function addParameter(site: Site, family: string, name: string): void {
  const parameter = `/${family}/${name.toLowerCase().replaceAll('_', '-')}`
  for (const container of containersOf(site, family).filter(({ name: own }) => own === 'app')) {
    container.secrets = [...(container.secrets ?? []), { name, valueFrom: parameter }]
  }
  site.estate.security.parameters.push({
    Name: parameter,
    ARN: arn(site, 'ssm', `parameter${parameter}`),
    Type: 'SecureString',
    KeyId: 'alias/aws/ssm',
    LastModifiedDate: daysAgo(site, 140),
    Version: 3,
    Tier: 'Standard',
    DataType: 'text',
  })
}

function addEnvironmentFile(
  site: Site,
  family: string,
  purpose: string,
  spec: { key?: string; guarded?: boolean },
): void {
  const bucket = bucketName(site, purpose)
  addBucket(site, bucket, { guarded: false, policy: readableWithin(site), ...spec })
  for (const container of containersOf(site, family).filter(({ name }) => name === 'app')) {
    container.environmentFiles = [{ type: 's3', value: `arn:aws:s3:::${bucket}/${family}/production.env` }]
  }
}

function readableWithin({ account }: Site): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['secretsmanager:GetSecretValue', 's3:GetObject'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': account } },
      },
    ],
  })
}
