import type * as sdk from '@aws-sdk/client-fsx'
import type { FsxFileSystem } from '#lib/inventory/types/storage.ts'
import { defineCollector } from '../collector.ts'
import { need, pick } from '../shape.ts'

const action = 'fsx:DescribeFileSystems'

/** FSx for Windows file systems that task definitions mount. Listed: one id of many that is gone fails a call by ids. */
export const fsx = defineCollector({
  name: 'fsx',
  fills: ['fsxFileSystems'],
  needs: ['taskDefinitions'],
  async collect(_context, look, out) {
    const named = new Set(
      look
        .seen('taskDefinitions')
        .flatMap(({ volumes }) =>
          volumes.flatMap((one) => one.fsxWindowsFileServerVolumeConfiguration?.fileSystemId ?? []),
        ),
    )
    if (named.size === 0) return
    const found = await out.list(
      { section: 'fsxFileSystems' },
      {
        action,
        input: (NextToken) => ({ NextToken }),
        items: ({ FileSystems }) => FileSystems,
        next: ({ NextToken }) => NextToken,
      },
    )
    const used = found.filter(({ FileSystemId = '' }) => named.has(FileSystemId))
    out.add('fsxFileSystems', action, used, toFileSystem)
  },
})

function toFileSystem(system: sdk.FileSystem): FsxFileSystem {
  const { WindowsConfiguration: windows } = system
  return {
    FileSystemId: need(system.FileSystemId, 'FileSystemId'),
    FileSystemType: need(system.FileSystemType, 'FileSystemType'),
    Lifecycle: need(system.Lifecycle, 'Lifecycle'),
    ...pick(system, 'ResourceARN', 'KmsKeyId', 'VpcId'),
    SubnetIds: system.SubnetIds ?? [],
    WindowsConfiguration: windows && {
      ...pick(windows, 'DeploymentType', 'AutomaticBackupRetentionDays', 'ActiveDirectoryId'),
      SelfManagedActiveDirectory: windows.SelfManagedActiveDirectoryConfiguration !== undefined,
    },
  }
}
