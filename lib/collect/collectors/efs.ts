import type * as sdk from '@aws-sdk/client-efs'
import type { EfsFileSystem, EfsMountTarget } from '#lib/inventory/types/storage.ts'
import { unlessAbsent } from '../absent.ts'
import { type CollectContext, defineCollector, forEachOf } from '../collector.ts'
import type { Gather } from '../gather.ts'
import { need, pick, tagList, unique } from '../shape.ts'

const perFileSystem = ['efsMountTargets', 'efsPolicies', 'efsBackupPolicies', 'efsLifecycles'] as const
type Out = Gather<'efsFileSystems' | 'efsAccessPoints' | (typeof perFileSystem)[number]>
const gone = ['FileSystemNotFound'] as const
const noPolicy = ['PolicyNotFound'] as const

/** File systems that task definitions mount. One that this account does not list belongs to another, or is gone. */
export const efs = defineCollector({
  name: 'efs',
  fills: ['efsFileSystems', 'efsAccessPoints', ...perFileSystem],
  needs: ['taskDefinitions'],
  async collect(context, look, out) {
    const mounted = look
      .seen('taskDefinitions')
      .flatMap(({ volumes }) => volumes.flatMap((volume) => volume.efsVolumeConfiguration ?? []))
    const named = new Set(mounted.map(({ fileSystemId }) => fileSystemId))
    if (named.size === 0) return

    async function fileSystems() {
      const action = 'elasticfilesystem:DescribeFileSystems'
      const listed = await out.list(
        { section: ['efsFileSystems', ...perFileSystem] },
        {
          action,
          input: (Marker) => ({ MaxItems: 100, Marker }),
          items: ({ FileSystems }) => FileSystems,
          next: ({ NextMarker }) => NextMarker,
        },
      )
      const used = listed.filter(({ FileSystemId = '' }) => named.has(FileSystemId))
      out.add('efsFileSystems', action, used, toFileSystem)
      await forEachOf(unique(used.map(({ FileSystemId }) => FileSystemId)), (id) => readParts(context, out, id))
    }
    async function accessPoints() {
      if (!mounted.some(({ authorizationConfig }) => authorizationConfig?.accessPointId)) return
      const action = 'elasticfilesystem:DescribeAccessPoints'
      const found = await out.list(
        { section: 'efsAccessPoints' },
        {
          action,
          input: (NextToken) => ({ MaxResults: 100, NextToken }),
          items: ({ AccessPoints }) => AccessPoints,
          next: ({ NextToken }) => NextToken,
        },
      )
      const used = found.filter(({ FileSystemId = '' }) => named.has(FileSystemId))
      out.add('efsAccessPoints', action, used, (point) => ({
        AccessPointId: need(point.AccessPointId, 'AccessPointId'),
        FileSystemId: need(point.FileSystemId, 'FileSystemId'),
        ...pick(point, 'LifeCycleState'),
        PosixUser: point.PosixUser && pick(point.PosixUser, 'Uid', 'Gid'),
        RootDirectory: point.RootDirectory && pick(point.RootDirectory, 'Path'),
      }))
    }
    await Promise.all([fileSystems(), accessPoints()])
  },
})

async function readParts(context: CollectContext, out: Out, FileSystemId: string): Promise<void> {
  const { call } = context
  const input = { FileSystemId }
  async function mountTargets() {
    const action = 'elasticfilesystem:DescribeMountTargets'
    const found = await out.list(
      { section: 'efsMountTargets', gone },
      {
        action,
        input: (Marker) => ({ ...input, MaxItems: 100, Marker }),
        items: ({ MountTargets }) => MountTargets,
        next: ({ NextMarker }) => NextMarker,
      },
    )
    out.add('efsMountTargets', action, found, toMountTarget)
  }
  async function policy() {
    const action = 'elasticfilesystem:DescribeFileSystemPolicy'
    const lost = { section: 'efsPolicies', resource: FileSystemId, gone } as const
    const answer = await out.read(lost, () => unlessAbsent(noPolicy, call(action, input)))
    out.add('efsPolicies', action, answer !== undefined ? [answer] : [], (found) => ({
      FileSystemId,
      Policy: found?.Policy,
    }))
  }
  async function backupPolicy() {
    const action = 'elasticfilesystem:DescribeBackupPolicy'
    const lost = { section: 'efsBackupPolicies', resource: FileSystemId, gone } as const
    const answer = await out.read(lost, () => unlessAbsent(noPolicy, call(action, input)))
    out.add('efsBackupPolicies', action, answer !== undefined ? [answer] : [], (found) => ({
      FileSystemId,
      Status: found?.BackupPolicy?.Status,
    }))
  }
  async function lifecycle() {
    const action = 'elasticfilesystem:DescribeLifecycleConfiguration'
    const lost = { section: 'efsLifecycles', resource: FileSystemId, gone } as const
    const answer = await out.read(lost, () => call(action, input))
    out.add('efsLifecycles', action, answer && [answer], ({ LifecyclePolicies }) => ({
      FileSystemId,
      LifecyclePolicies: (LifecyclePolicies ?? []).map((one) =>
        pick(one, 'TransitionToIA', 'TransitionToArchive', 'TransitionToPrimaryStorageClass'),
      ),
    }))
  }
  await Promise.all([mountTargets(), policy(), backupPolicy(), lifecycle()])
}

function toFileSystem(system: sdk.FileSystemDescription): EfsFileSystem {
  const size = need(system.SizeInBytes, 'SizeInBytes')
  return {
    FileSystemId: need(system.FileSystemId, 'FileSystemId'),
    LifeCycleState: need(system.LifeCycleState, 'LifeCycleState'),
    PerformanceMode: need(system.PerformanceMode, 'PerformanceMode'),
    Encrypted: system.Encrypted ?? false,
    ...pick(
      system,
      'FileSystemArn',
      'ThroughputMode',
      'ProvisionedThroughputInMibps',
      'KmsKeyId',
      'AvailabilityZoneName',
    ),
    SizeInBytes: {
      Value: need(size.Value, 'SizeInBytes.Value'),
      ...pick(size, 'ValueInIA', 'ValueInStandard', 'ValueInArchive'),
    },
    Tags: tagList(system.Tags),
  }
}

function toMountTarget(target: sdk.MountTargetDescription): EfsMountTarget {
  return {
    MountTargetId: need(target.MountTargetId, 'MountTargetId'),
    FileSystemId: need(target.FileSystemId, 'FileSystemId'),
    SubnetId: need(target.SubnetId, 'SubnetId'),
    LifeCycleState: need(target.LifeCycleState, 'LifeCycleState'),
    ...pick(target, 'VpcId', 'AvailabilityZoneId', 'NetworkInterfaceId'),
  }
}
