/** Daemons of ECS Managed Instances: agents that ECS itself places on every instance of a capacity provider. */

export interface Daemon {
  daemonArn: string
  clusterArn: string
  status: string
  currentRevisions: {
    arn: string
    /** Undefined when the revision vanished while it was read. */
    daemonTaskDefinitionArn?: string
    capacityProviderArns: string[]
    totalRunningCount?: number
    enableExecuteCommand?: boolean
    containerImages: { containerName: string; image?: string; imageDigest?: string }[]
  }[]
}
