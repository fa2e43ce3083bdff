import type * as sdk from '@aws-sdk/client-efs'
import type { Call } from '../call.ts'
import type { FileSystemEstate } from '../estate-storage.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { restJson } from '../wire/rest.ts'

export const efs: Service = {
  signingName: 'elasticfilesystem',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-efs'),
  invalidInput: 'BadRequest',
  invalidToken: 'BadRequest',
  operations: {
    DescribeFileSystems(input: sdk.DescribeFileSystemsRequest, call: Call): sdk.DescribeFileSystemsResponse {
      const { FileSystemId, Marker, MaxItems } = input
      if (FileSystemId) return { FileSystems: [systemOf(call, FileSystemId).fileSystem] }
      const all = call.estate.storage.fileSystems.map(({ fileSystem }) => fileSystem)
      const { items, next } = page(call, all, { token: Marker, size: MaxItems, max: 100 })
      return { FileSystems: items, NextMarker: next }
    },

    /** Ten a page, whatever is asked for. */
    DescribeMountTargets(input: sdk.DescribeMountTargetsRequest, call: Call): sdk.DescribeMountTargetsResponse {
      const { mountTargets } = systemOf(call, input.FileSystemId)
      const { items, next } = page(call, mountTargets, { token: input.Marker, size: undefined, max: 10 })
      return { MountTargets: items, NextMarker: next }
    },

    DescribeAccessPoints(input: sdk.DescribeAccessPointsRequest, call: Call): sdk.DescribeAccessPointsResponse {
      const { AccessPointId, FileSystemId, NextToken, MaxResults } = input
      const { items, next } = page(call, call.estate.storage.accessPoints, {
        token: NextToken,
        size: MaxResults,
        max: 1000,
        usual: 100,
        where: (point) =>
          (!AccessPointId || point.AccessPointId === AccessPointId) &&
          (!FileSystemId || point.FileSystemId === FileSystemId),
      })
      return { AccessPoints: items, NextToken: next }
    },

    DescribeFileSystemPolicy(input: sdk.DescribeFileSystemPolicyRequest, call: Call): sdk.FileSystemPolicyDescription {
      const { policy } = systemOf(call, input.FileSystemId)
      if (!policy) throw missing('PolicyNotFound', 'No policy is set on this file system.')
      return { FileSystemId: input.FileSystemId, Policy: policy }
    },

    DescribeBackupPolicy(input: sdk.DescribeBackupPolicyRequest, call: Call): sdk.BackupPolicyDescription {
      const { backup } = systemOf(call, input.FileSystemId)
      if (!backup) throw missing('PolicyNotFound', 'No backup policy is set on this file system.')
      return { BackupPolicy: { Status: backup } }
    },

    DescribeLifecycleConfiguration(
      input: sdk.DescribeLifecycleConfigurationRequest,
      call: Call,
    ): sdk.LifecycleConfigurationDescription {
      return { LifecyclePolicies: systemOf(call, input.FileSystemId).lifecycle }
    },
  },
}

function systemOf(call: Call, id: string | undefined): FileSystemEstate {
  const found = call.estate.storage.fileSystems.find(({ fileSystem }) => fileSystem.FileSystemId === id)
  if (!found || call.fault === 'vanish') throw missing('FileSystemNotFound', `File system '${id}' does not exist.`)
  return found
}

function missing(code: string, message: string): AwsError {
  return new AwsError(code, message, 404)
}
