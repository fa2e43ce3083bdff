import type * as sdk from '@aws-sdk/client-fsx'
import type { Call } from '../call.ts'
import { findEach } from '../lookup.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const fsx: Service = {
  signingName: 'fsx',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-fsx'),
  invalidInput: 'BadRequest',
  invalidToken: 'BadRequest',
  operations: {
    DescribeFileSystems(
      { FileSystemIds = [], NextToken, MaxResults }: sdk.DescribeFileSystemsRequest,
      call: Call,
    ): sdk.DescribeFileSystemsResponse {
      const all = call.estate.storage.windowsFileSystems
      const { found, missing } = findEach(call, FileSystemIds, (id) => all.find((one) => one.FileSystemId === id))
      if (missing.length > 0) throw new AwsError('FileSystemNotFound', `File systems ${missing.join()} do not exist.`)
      const wanted = FileSystemIds.length > 0 ? found : all
      const { items, next } = page(call, wanted, { token: NextToken, size: MaxResults, max: 50 })
      return { FileSystems: items, NextToken: next }
    },
  },
}
