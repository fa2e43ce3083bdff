import { addCaches, addDatabase } from '../../builders/data-stores.ts'
import { addFileSystem } from '../../builders/file-systems.ts'
import { addSecurityGroup, fromCidrs, fromGroup } from '../../builders/security-groups.ts'
import { arn, ec2Id, hex, type Site } from '../../builders/site.ts'

/** What the services of production in us-east-1 keep their data in. */
export function addStores(site: Site): void {
  addSecurityGroup(site, {
    name: 'file-systems',
    vpc: 'backoffice',
    ingress: [fromGroup(site, 'kyc-documents', 2049), fromGroup(site, 'reporting', 2049)],
  })
  addFileSystem(site, {
    name: 'kyc-inbox',
    vpc: 'backoffice',
    tier: 'backoffice-private',
    group: 'file-systems',
    accessPointUid: 10001,
    backedUpHours: 7,
    lifecycle: [{ TransitionToIA: 'AFTER_30_DAYS' }],
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${site.account}:role/use1-kyc-documents-task` },
          Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
          Condition: { Bool: { 'aws:SecureTransport': 'true' } },
        },
      ],
    },
  })
  addFileSystem(site, {
    name: 'statements',
    vpc: 'backoffice',
    tier: 'backoffice-private',
    group: 'file-systems',
    encrypted: false,
    throughput: 'bursting',
  })
  addSecurityGroup(site, { name: 'databases', vpc: 'core', ingress: [fromGroup(site, 'ledger', 5432)] })
  addDatabase(site, { name: 'ledger', vpc: 'core', group: 'databases' })
  addSecurityGroup(site, { name: 'caches', vpc: 'core', ingress: [fromCidrs(['10.20.0.0/16'], 6379)] })
  addCaches(site, { name: 'sessions', group: 'caches' })
  addWindowsShare(site)
}

/** The fonts and templates that statements are rendered with. */
function addWindowsShare(site: Site): void {
  const FileSystemId = windowsShare(site)
  site.estate.storage.windowsFileSystems.push({
    FileSystemId,
    ResourceARN: arn(site, 'fsx', `file-system/${FileSystemId}`),
    FileSystemType: 'WINDOWS',
    Lifecycle: 'AVAILABLE',
    OwnerId: site.account,
    KmsKeyId: arn(site, 'kms', `key/${hex(site, 32, 'kms', 'fsx')}`),
    SubnetIds: [ec2Id(site, 'subnet', 'core-private-b')],
    WindowsConfiguration: {
      ActiveDirectoryId: `d-${hex(site, 10, 'directory')}`,
      DeploymentType: 'SINGLE_AZ_2',
      AutomaticBackupRetentionDays: 7,
    },
  })
}

export const windowsShare = (site: Site) => ec2Id(site, 'fs', 'statement-templates')
