/** File systems that task definitions name, and their backups. Field names are the API's own. */

export interface EfsFileSystem {
  FileSystemId: string
  FileSystemArn?: string
  LifeCycleState: string
  PerformanceMode: string
  ThroughputMode?: string
  ProvisionedThroughputInMibps?: number
  Encrypted: boolean
  KmsKeyId?: string
  /** One Zone file systems only. */
  AvailabilityZoneName?: string
  SizeInBytes: { Value: number; ValueInIA?: number; ValueInStandard?: number; ValueInArchive?: number }
  Tags: { Key: string; Value: string }[]
}

export interface EfsMountTarget {
  MountTargetId: string
  FileSystemId: string
  SubnetId: string
  VpcId?: string
  AvailabilityZoneId?: string
  LifeCycleState: string
  /** Its groups are those of this interface, among `networkInterfaces`. */
  NetworkInterfaceId?: string
}

export interface EfsAccessPoint {
  AccessPointId: string
  FileSystemId: string
  LifeCycleState?: string
  PosixUser?: { Uid?: number; Gid?: number }
  RootDirectory?: { Path?: string }
}

/** The resource policy as JSON text; absent when there is none, which lets every client in. */
export interface EfsPolicy {
  FileSystemId: string
  Policy?: string
}

/** No `Status` when the file system has no backup policy. */
export interface EfsBackupPolicy {
  FileSystemId: string
  Status?: string
}

export interface EfsLifecycle {
  FileSystemId: string
  LifecyclePolicies: {
    TransitionToIA?: string
    TransitionToArchive?: string
    TransitionToPrimaryStorageClass?: string
  }[]
}

/** An FSx for Windows File Server file system. */
export interface FsxFileSystem {
  FileSystemId: string
  ResourceARN?: string
  FileSystemType: string
  Lifecycle: string
  KmsKeyId?: string
  VpcId?: string
  SubnetIds: string[]
  WindowsConfiguration?: {
    DeploymentType?: string
    AutomaticBackupRetentionDays?: number
    ActiveDirectoryId?: string
    /** Joined to a directory that AWS does not manage. */
    SelfManagedActiveDirectory: boolean
  }
}

/** A file system in use that AWS Backup has backed up at least once. */
export interface ProtectedResource {
  ResourceArn: string
  ResourceType?: string
  LastBackupTime?: string
}

/** The newest complete recovery point of a protected file system; no `CreationDate` when none is complete. */
export interface NewestRecoveryPoint {
  ResourceArn: string
  RecoveryPointArn?: string
  CreationDate?: string
}
