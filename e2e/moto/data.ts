import { ElastiCache } from '@aws-sdk/client-elasticache'
import { RDS } from '@aws-sdk/client-rds'
import { SQS } from '@aws-sdk/client-sqs'
import type { Client } from './client.ts'
import { type Network, need } from './network.ts'

/** URLs of the queues that containers read. */
export interface Queues {
  web: string
  bad: string
}

/** A database, a cluster of databases and a cache beside the services. */
export async function buildDatabases(client: Client, { groups }: Network): Promise<void> {
  const rds = new RDS(client)
  const login = { MasterUsername: 'owner', ManageMasterUserPassword: true }
  await rds.createDBInstance({
    DBInstanceIdentifier: 'orders',
    DBInstanceClass: 'db.t4g.micro',
    Engine: 'postgres',
    AllocatedStorage: 20,
    VpcSecurityGroupIds: [groups.storage],
    ...login,
  })
  await rds.createDBCluster({
    DBClusterIdentifier: 'events',
    Engine: 'aurora-postgresql',
    VpcSecurityGroupIds: [groups.open],
    ...login,
  })
  await new ElastiCache(client).createCacheCluster({
    CacheClusterId: 'sessions',
    CacheNodeType: 'cache.t4g.micro',
    Engine: 'redis',
    NumCacheNodes: 1,
    SecurityGroupIds: [groups.storage],
  })
}

/** A queue with a dead-letter queue, and one without. */
export async function buildQueues(client: Client): Promise<Queues> {
  const sqs = new SQS(client)
  const queue = async (QueueName: string, Attributes: Record<string, string> = {}) =>
    need((await sqs.createQueue({ QueueName, Attributes })).QueueUrl)
  const dead = await queue('orders-dead')
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl: dead, AttributeNames: ['QueueArn'] })
  const deadLetterTargetArn = need(Attributes?.QueueArn)
  return {
    web: await queue('orders', { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }) }),
    bad: await queue('events'),
  }
}
