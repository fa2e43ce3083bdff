import { vpcId } from './network.ts'
import { groupId } from './security-groups.ts'
import { arn, daysAgo, ec2Id, type Site } from './site.ts'

export interface DataStoreSpec {
  name: string
  vpc: string
  group: string
}

/** An Aurora cluster with one instance. */
export function addDatabase(site: Site, { name, vpc, group }: DataStoreSpec): void {
  const { dataStores } = site.estate
  const groups = [{ VpcSecurityGroupId: groupId(site, group), Status: 'active' }]
  const shared = {
    Engine: 'aurora-postgresql',
    EngineVersion: '16.8',
    StorageEncrypted: true,
    VpcSecurityGroups: groups,
  }
  dataStores.dbClusters.push({
    ...shared,
    DBClusterIdentifier: name,
    DBClusterArn: arn(site, 'rds', `cluster:${name}`),
    Port: 5432,
    Status: 'available',
  })
  dataStores.dbInstances.push({
    ...shared,
    DBInstanceIdentifier: `${name}-1`,
    DBInstanceArn: arn(site, 'rds', `db:${name}-1`),
    DBClusterIdentifier: name,
    DBInstanceStatus: 'available',
    PubliclyAccessible: false,
    InstanceCreateTime: daysAgo(site, 500),
    Endpoint: { Address: `${name}-1.${site.region}.rds.amazonaws.com`, Port: 5432 },
    DBSubnetGroup: { DBSubnetGroupName: vpc, VpcId: vpcId(site, vpc) },
  })
}

/** A cache of one node, and a serverless one. */
export function addCaches(site: Site, { name, group }: Omit<DataStoreSpec, 'vpc'>): void {
  const { dataStores } = site.estate
  const address = `${name}.${site.region}.cache.amazonaws.com`
  dataStores.cacheClusters.push({
    CacheClusterId: name,
    ARN: arn(site, 'elasticache', `cluster:${name}`),
    Engine: 'redis',
    CacheClusterStatus: 'available',
    CacheSubnetGroupName: ec2Id(site, 'cache', name),
    SecurityGroups: [{ SecurityGroupId: groupId(site, group), Status: 'active' }],
    CacheNodes: [{ CacheNodeId: '0001', CacheNodeStatus: 'available', Endpoint: { Address: address, Port: 6379 } }],
  })
  dataStores.serverlessCaches.push({
    ServerlessCacheName: `${name}-serverless`,
    ARN: arn(site, 'elasticache', `serverlesscache:${name}-serverless`),
    Engine: 'valkey',
    Status: 'available',
    SecurityGroupIds: [groupId(site, group)],
    Endpoint: { Address: address, Port: 6379 },
  })
}
