import { createHash } from 'node:crypto'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { EC2 } from '@aws-sdk/client-ec2'
import { ECR } from '@aws-sdk/client-ecr'
import { ACCOUNT, type Client } from './client.ts'

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** A repository as it should be and one that is not, each with the image that its service runs. */
export async function buildRegistry(client: Client, key: string): Promise<void> {
  const ecr = new ECR(client)
  await ecr.createRepository({
    repositoryName: 'web',
    imageTagMutability: 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key },
  })
  await ecr.putLifecyclePolicy({
    repositoryName: 'web',
    lifecyclePolicyText: JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 },
          action: { type: 'expire' },
        },
      ],
    }),
  })
  await ecr.putRegistryScanningConfiguration({
    scanType: 'BASIC',
    rules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: 'web', filterType: 'WILDCARD' }] }],
  })
  await ecr.createRepository({ repositoryName: 'bad', imageTagMutability: 'MUTABLE' })
  await push(ecr, 'web', '2026-11-20-4f1c')
  await push(ecr, 'bad', 'latest')
  await ecr.startImageScan({ repositoryName: 'web', imageId: { imageTag: '2026-11-20-4f1c' } })
}

async function push(ecr: ECR, repositoryName: string, imageTag: string): Promise<void> {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const imageManifest = JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 2, digest: digestOf(repositoryName) },
    layers: [],
  })
  await ecr.putImage({
    repositoryName,
    imageTag,
    imageManifest,
    imageManifestMediaType: mediaType,
    imageDigest: digestOf(imageManifest),
  })
}

/** Where containers log to, and the record of the network's connections. */
export async function buildLogs(client: Client, vpc: string, key: string): Promise<void> {
  const logs = new CloudWatchLogs(client)
  await logs.createLogGroup({ logGroupName: '/ecs/web', kmsKeyId: key })
  await logs.putRetentionPolicy({ logGroupName: '/ecs/web', retentionInDays: 2192 })
  await logs.createLogGroup({ logGroupName: '/ecs/bad' })
  await logs.putRetentionPolicy({ logGroupName: '/ecs/bad', retentionInDays: 7 })
  await logs.createLogGroup({ logGroupName: '/vpc/flow' })
  await new EC2(client).createFlowLogs({
    ResourceIds: [vpc],
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    LogGroupName: '/vpc/flow',
    DeliverLogsPermissionArn: `arn:aws:iam::${ACCOUNT}:role/web-execution`,
  })
}
