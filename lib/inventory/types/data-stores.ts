/** Databases and caches in VPCs where tasks or hosts run. Field names are the API's own, but for the security groups' ids. */

export interface DbInstance {
  DBInstanceArn: string
  DBInstanceIdentifier: string
  DBClusterIdentifier?: string
  Engine: string
  /** Where it listens. */
  Port?: number
  PubliclyAccessible: boolean
  VpcId?: string
  SecurityGroupIds: string[]
}

/** An Aurora or multi-AZ cluster. */
export interface DbCluster {
  DBClusterArn: string
  DBClusterIdentifier: string
  Engine: string
  Port?: number
  PubliclyAccessible?: boolean
  SecurityGroupIds: string[]
}

export interface CacheCluster {
  ARN: string
  CacheClusterId: string
  ReplicationGroupId?: string
  Engine?: string
  Port?: number
  SecurityGroupIds: string[]
}

export interface ServerlessCache {
  ARN: string
  ServerlessCacheName: string
  Engine?: string
  Port?: number
  SecurityGroupIds: string[]
}
