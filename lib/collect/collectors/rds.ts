import { defineCollector, provablyEmpty } from '../collector.ts'
import { need, pick, unique } from '../shape.ts'

/** The region's databases: which of them tasks can reach, their security groups tell. Nothing is asked without clusters. */
export const databases = defineCollector({
  name: 'rds',
  fills: ['dbInstances', 'dbClusters'],
  needs: ['clusters'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'clusters')) return

    async function instances() {
      const found = await out.list(
        { section: 'dbInstances' },
        {
          action: 'rds:DescribeDBInstances',
          input: (Marker) => ({ MaxRecords: 100, Marker }),
          items: ({ DBInstances }) => DBInstances,
          next: (answer) => answer.Marker,
        },
      )
      out.add('dbInstances', 'rds:DescribeDBInstances', found, (instance) => ({
        DBInstanceArn: need(instance.DBInstanceArn, 'DBInstanceArn'),
        DBInstanceIdentifier: need(instance.DBInstanceIdentifier, 'DBInstanceIdentifier'),
        Engine: need(instance.Engine, 'Engine'),
        ...pick(instance, 'DBClusterIdentifier'),
        Port: instance.Endpoint?.Port ?? (instance.DbInstancePort || undefined),
        PubliclyAccessible: instance.PubliclyAccessible ?? false,
        VpcId: instance.DBSubnetGroup?.VpcId,
        SecurityGroupIds: unique((instance.VpcSecurityGroups ?? []).map((group) => group.VpcSecurityGroupId)),
      }))
    }
    async function clusters() {
      const found = await out.list(
        { section: 'dbClusters' },
        {
          action: 'rds:DescribeDBClusters',
          input: (Marker) => ({ MaxRecords: 100, Marker }),
          items: ({ DBClusters }) => DBClusters,
          next: (answer) => answer.Marker,
        },
      )
      out.add('dbClusters', 'rds:DescribeDBClusters', found, (cluster) => ({
        DBClusterArn: need(cluster.DBClusterArn, 'DBClusterArn'),
        DBClusterIdentifier: need(cluster.DBClusterIdentifier, 'DBClusterIdentifier'),
        Engine: need(cluster.Engine, 'Engine'),
        ...pick(cluster, 'Port', 'PubliclyAccessible'),
        SecurityGroupIds: unique((cluster.VpcSecurityGroups ?? []).map((group) => group.VpcSecurityGroupId)),
      }))
    }
    await Promise.all([instances(), clusters()])
  },
})
