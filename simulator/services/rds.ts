import type * as sdk from '@aws-sdk/client-rds'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsQuery } from '../wire/query.ts'

const limits = { max: 100, min: 20 } as const

export const rds: Service = {
  signingName: 'rds',
  protocol: awsQuery,
  sdk: () => import('@aws-sdk/client-rds'),
  invalidInput: 'InvalidParameterValue',
  invalidToken: 'InvalidParameterValue',
  operations: {
    DescribeDBInstances({ Marker, MaxRecords }: sdk.DescribeDBInstancesMessage, call: Call): sdk.DBInstanceMessage {
      const { dbInstances } = call.estate.dataStores
      const { items, next } = page(call, dbInstances, { token: Marker, size: MaxRecords, ...limits })
      return { DBInstances: items, Marker: next }
    },

    DescribeDBClusters({ Marker, MaxRecords }: sdk.DescribeDBClustersMessage, call: Call): sdk.DBClusterMessage {
      const { dbClusters } = call.estate.dataStores
      const { items, next } = page(call, dbClusters, { token: Marker, size: MaxRecords, ...limits })
      return { DBClusters: items, Marker: next }
    },
  },
}
