import type { FileSystemEstate } from '../../estate-storage.ts'
import { addInterface } from './interfaces.ts'
import { tierSubnets } from './network.ts'
import { groupId } from './security-groups.ts'
import { arn, daysAgo, ec2Id, hex, hoursAgo, required, type Site, upperTags } from './site.ts'

export interface FileSystemSpec {
  name: string
  vpc: string
  tier: string
  /** Of the mount targets, by name. */
  group: string
  encrypted?: boolean
  throughput?: 'elastic' | 'bursting'
  policy?: object
  /** Hours since the newest backup; absent: it is not backed up. */
  backedUpHours?: number
  /** Uid of an access point of the same name. */
  accessPointUid?: number
  lifecycle?: FileSystemEstate['lifecycle']
}

/** An EFS file system with a mount target in every zone of a tier. */
export function addFileSystem(site: Site, spec: FileSystemSpec): void {
  const FileSystemId = ec2Id(site, 'fs', spec.name)
  const FileSystemArn = arn(site, 'elasticfilesystem', `file-system/${FileSystemId}`)
  const { storage, ec2 } = site.estate
  const mountTargets = tierSubnets(site, spec.tier).map((SubnetId, zone) => {
    const subnet = required(ec2.subnets, (one) => one.SubnetId === SubnetId, `subnet ${SubnetId}`)
    const eni = addInterface(site, {
      name: `efs-${spec.name}-${zone}`,
      subnetId: SubnetId,
      groupIds: [groupId(site, spec.group)],
      description: `EFS mount target for ${FileSystemId}`,
    })
    return {
      MountTargetId: ec2Id(site, 'fsmt', `${spec.name}-${zone}`),
      FileSystemId,
      SubnetId,
      VpcId: subnet.VpcId,
      OwnerId: site.account,
      AvailabilityZoneId: subnet.AvailabilityZoneId,
      AvailabilityZoneName: subnet.AvailabilityZone,
      IpAddress: eni.PrivateIpAddress,
      NetworkInterfaceId: eni.NetworkInterfaceId,
      LifeCycleState: 'available' as const,
    }
  })
  storage.fileSystems.push({
    fileSystem: {
      FileSystemId,
      FileSystemArn,
      CreationToken: spec.name,
      CreationTime: daysAgo(site, 600),
      OwnerId: site.account,
      LifeCycleState: 'available',
      Name: spec.name,
      NumberOfMountTargets: mountTargets.length,
      PerformanceMode: 'generalPurpose',
      ThroughputMode: spec.throughput ?? 'elastic',
      Encrypted: spec.encrypted ?? true,
      ...(spec.encrypted !== false && { KmsKeyId: arn(site, 'kms', `key/${hex(site, 32, 'kms', 'efs')}`) }),
      SizeInBytes: { Value: 48_318_382_080, ValueInIA: 0, ValueInStandard: 48_318_382_080, ValueInArchive: 0 },
      Tags: upperTags({ Name: spec.name }),
    },
    mountTargets,
    lifecycle: spec.lifecycle ?? [],
    ...(spec.policy && { policy: JSON.stringify(spec.policy) }),
    ...(spec.backedUpHours !== undefined && { backup: 'ENABLED' as const }),
  })
  if (spec.accessPointUid !== undefined) {
    const AccessPointId = ec2Id(site, 'fsap', spec.name)
    storage.accessPoints.push({
      AccessPointId,
      AccessPointArn: arn(site, 'elasticfilesystem', `access-point/${AccessPointId}`),
      ClientToken: spec.name,
      FileSystemId,
      LifeCycleState: 'available',
      OwnerId: site.account,
      PosixUser: { Uid: spec.accessPointUid, Gid: spec.accessPointUid },
      RootDirectory: { Path: `/${spec.name}` },
      Tags: [],
    })
  }
  if (spec.backedUpHours !== undefined) addBackup(site, FileSystemArn, spec.backedUpHours)
}

function addBackup(site: Site, ResourceArn: string, newestHours: number): void {
  const { storage } = site.estate
  storage.protectedResources.push({ ResourceArn, ResourceType: 'EFS', LastBackupTime: hoursAgo(site, newestHours) })
  storage.recoveryPoints[ResourceArn] = [0, 1, 2].map((night) => ({
    RecoveryPointArn: arn(site, 'backup', `recovery-point:${hex(site, 32, 'recovery', ResourceArn, String(night))}`),
    CreationDate: hoursAgo(site, newestHours + 24 * night),
    Status: 'COMPLETED' as const,
    BackupVaultName: 'Default',
  }))
}
