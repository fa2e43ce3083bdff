import type * as sdk from '@aws-sdk/client-elasticache'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsQuery } from '../wire/query.ts'

export const elasticache: Service = {
  signingName: 'elasticache',
  protocol: awsQuery,
  sdk: () => import('@aws-sdk/client-elasticache'),
  invalidInput: 'InvalidParameterValue',
  invalidToken: 'InvalidParameterValue',
  operations: {
    /** Nodes only for those who ask for them. */
    DescribeCacheClusters(input: sdk.DescribeCacheClustersMessage, call: Call): sdk.CacheClusterMessage {
      const { Marker, MaxRecords, ShowCacheNodeInfo } = input
      const { items, next } = page(call, call.estate.dataStores.cacheClusters, {
        token: Marker,
        size: MaxRecords,
        max: 100,
        min: 20,
      })
      return {
        CacheClusters: items.map(({ CacheNodes, ...cluster }) =>
          ShowCacheNodeInfo ? { ...cluster, CacheNodes } : cluster,
        ),
        Marker: next,
      }
    },

    DescribeServerlessCaches(
      { NextToken, MaxResults }: sdk.DescribeServerlessCachesRequest,
      call: Call,
    ): sdk.DescribeServerlessCachesResponse {
      const { serverlessCaches } = call.estate.dataStores
      const { items, next } = page(call, serverlessCaches, { token: NextToken, size: MaxResults, max: 50 })
      return { ServerlessCaches: items, NextToken: next }
    },
  },
}
