import { EFS } from '@aws-sdk/client-efs'
import { ACCOUNT, type Client } from './client.ts'
import { type Network, need } from './network.ts'

/** File systems that containers mount. */
export interface Storage {
  web: { fileSystemId: string; accessPointId: string }
  bad: { fileSystemId: string }
}

/** An encrypted file system with all that belongs to it, and a bare one. */
export async function buildStorage(client: Client, network: Network, key: string): Promise<Storage> {
  const efs = new EFS(client)
  const made = await efs.createFileSystem({ CreationToken: 'web', Encrypted: true, KmsKeyId: key, Backup: true })
  const FileSystemId = need(made.FileSystemId)
  for (const SubnetId of network.privateSubnets)
    await efs.createMountTarget({ FileSystemId, SubnetId, SecurityGroups: [network.groups.storage] })
  const point = await efs.createAccessPoint({
    ClientToken: 'web',
    FileSystemId,
    PosixUser: { Uid: 10001, Gid: 10001 },
    RootDirectory: { Path: '/web' },
  })
  const AccessPointId = need(point.AccessPointId)
  await efs.putLifecycleConfiguration({ FileSystemId, LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }] })
  await efs.putFileSystemPolicy({ FileSystemId, Policy: throughThePoint(AccessPointId) })
  const bare = await efs.createFileSystem({ CreationToken: 'bad', Encrypted: false })
  return {
    web: { fileSystemId: FileSystemId, accessPointId: AccessPointId },
    bad: { fileSystemId: need(bare.FileSystemId) },
  }
}

function throughThePoint(accessPointId: string): string {
  const point = `arn:aws:elasticfilesystem:us-east-1:${ACCOUNT}:access-point/${accessPointId}`
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/web-task` },
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        Resource: '*',
        Condition: {
          Bool: { 'aws:SecureTransport': 'true' },
          StringEquals: { 'elasticfilesystem:AccessPointArn': point },
        },
      },
    ],
  })
}
