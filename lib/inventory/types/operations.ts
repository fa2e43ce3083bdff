/** CloudWatch Logs, CodeDeploy and tagging facts. */

export interface LogGroup {
  /** ARN without the trailing `:*`. */
  arn: string
  logGroupName: string
  retentionInDays?: number
  storedBytes?: number
  kmsKeyId?: string
  logGroupClass?: string
  /** ACTIVATED when the group masks sensitive data; absent when it never had a data protection policy. */
  dataProtectionStatus?: string
  creationTime?: string
}

/**
 * The stream of one container of a task that has run for an hour, asked for by its exact name. Of each service and
 * revision one task is asked; a stream that does not exist has no lastIngestionTime.
 */
export interface LogStream {
  /** `${logGroupName}:${logStreamName}` */
  streamKey: string
  logGroupName: string
  logStreamName: string
  lastIngestionTime?: string
}

export interface DeploymentGroup {
  applicationName: string
  deploymentGroupName: string
  deploymentConfigName?: string
  ecsServices: { serviceName: string; clusterName: string }[]
  autoRollbackConfiguration?: { enabled: boolean; events: string[] }
  alarmConfiguration?: { enabled: boolean; alarms: string[] }
  loadBalancerInfo?: {
    targetGroupPairs: {
      targetGroups: string[]
      prodTrafficListeners: string[]
      testTrafficListeners: string[]
    }[]
  }
}

/** Tags of a resource whose own API does not return them (tag:GetResources). */
export interface ResourceTags {
  ResourceARN: string
  Tags: { Key: string; Value: string }[]
}
