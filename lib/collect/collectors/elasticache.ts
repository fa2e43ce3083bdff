import { defineCollector, provablyEmpty } from '../collector.ts'
import { need, pick, unique } from '../shape.ts'

/** The region's caches, as the databases: all of them, where there are clusters. */
export const caches = defineCollector({
  name: 'elasticache',
  fills: ['cacheClusters', 'serverlessCaches'],
  needs: ['clusters'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'clusters')) return

    async function cacheClusters() {
      const found = await out.list(
        { section: 'cacheClusters' },
        {
          action: 'elasticache:DescribeCacheClusters',
          // The port of a cluster without a configuration endpoint is that of its nodes.
          input: (Marker) => ({ MaxRecords: 100, ShowCacheNodeInfo: true, Marker }),
          items: ({ CacheClusters }) => CacheClusters,
          next: (answer) => answer.Marker,
        },
      )
      out.add('cacheClusters', 'elasticache:DescribeCacheClusters', found, (cluster) => ({
        ARN: need(cluster.ARN, 'ARN'),
        CacheClusterId: need(cluster.CacheClusterId, 'CacheClusterId'),
        ...pick(cluster, 'ReplicationGroupId', 'Engine'),
        Port: cluster.ConfigurationEndpoint?.Port ?? cluster.CacheNodes?.[0]?.Endpoint?.Port,
        SecurityGroupIds: unique((cluster.SecurityGroups ?? []).map((group) => group.SecurityGroupId)),
      }))
    }
    async function serverless() {
      const found = await out.list(
        { section: 'serverlessCaches' },
        {
          action: 'elasticache:DescribeServerlessCaches',
          input: (NextToken) => ({ MaxResults: 50, NextToken }),
          items: ({ ServerlessCaches }) => ServerlessCaches,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('serverlessCaches', 'elasticache:DescribeServerlessCaches', found, (cache) => ({
        ARN: need(cache.ARN, 'ARN'),
        ServerlessCacheName: need(cache.ServerlessCacheName, 'ServerlessCacheName'),
        ...pick(cache, 'Engine'),
        Port: cache.Endpoint?.Port,
        SecurityGroupIds: unique(cache.SecurityGroupIds ?? []),
      }))
    }
    await Promise.all([cacheClusters(), serverless()])
  },
})
