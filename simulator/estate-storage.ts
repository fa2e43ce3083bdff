import type { ProtectedResource, RecoveryPointByResource } from '@aws-sdk/client-backup'
import type * as efs from '@aws-sdk/client-efs'
import type { CacheCluster, ServerlessCache } from '@aws-sdk/client-elasticache'
import type { FileSystem } from '@aws-sdk/client-fsx'
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds'

/** An EFS file system with what hangs on it. Without a policy or a backup policy AWS answers that there is none. */
export interface FileSystemEstate {
  fileSystem: efs.FileSystemDescription
  mountTargets: efs.MountTargetDescription[]
  lifecycle: efs.LifecyclePolicy[]
  policy?: string
  backup?: efs.Status
}

export interface StorageEstate {
  fileSystems: FileSystemEstate[]
  accessPoints: efs.AccessPointDescription[]
  windowsFileSystems: FileSystem[]
  protectedResources: ProtectedResource[]
  /** By the ARN of the resource. */
  recoveryPoints: Record<string, RecoveryPointByResource[]>
}

export interface DataStoreEstate {
  dbInstances: DBInstance[]
  dbClusters: DBCluster[]
  cacheClusters: CacheCluster[]
  serverlessCaches: ServerlessCache[]
}

export function emptyStorage(): StorageEstate {
  return { fileSystems: [], accessPoints: [], windowsFileSystems: [], protectedResources: [], recoveryPoints: {} }
}

export function emptyDataStores(): DataStoreEstate {
  return { dbInstances: [], dbClusters: [], cacheClusters: [], serverlessCaches: [] }
}
