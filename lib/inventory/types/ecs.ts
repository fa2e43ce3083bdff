import type { CommandFacts, ValueFacts } from '../redact/facts.ts'

/** Amazon ECS facts. Field names are the API's own, so that evidence paths read like an API response; dates are ISO 8601. */

export interface Tag {
  key: string
  value: string
}

export interface Cluster {
  clusterArn: string
  clusterName: string
  status: string
  settings: { name: string; value: string }[]
  configuration?: {
    executeCommandConfiguration?: {
      kmsKeyId?: string
      logging?: string
      logConfiguration?: {
        cloudWatchLogGroupName?: string
        cloudWatchEncryptionEnabled?: boolean
        s3BucketName?: string
        s3EncryptionEnabled?: boolean
      }
    }
    managedStorageConfiguration?: { kmsKeyId?: string; fargateEphemeralStorageKmsKeyId?: string }
  }
  capacityProviders: string[]
  defaultCapacityProviderStrategy: StrategyItem[]
  serviceConnectDefaults?: { namespace?: string }
  activeServicesCount: number
  runningTasksCount: number
  pendingTasksCount: number
  registeredContainerInstancesCount: number
  tags: Tag[]
}

export interface StrategyItem {
  capacityProvider: string
  weight?: number
  base?: number
}

export interface AwsvpcConfiguration {
  subnets: string[]
  securityGroups?: string[]
  assignPublicIp?: string
}

export interface NetworkConfiguration {
  awsvpcConfiguration?: AwsvpcConfiguration
}

export interface ServiceLoadBalancer {
  targetGroupArn?: string
  loadBalancerName?: string
  containerName?: string
  containerPort?: number
  advancedConfiguration?: {
    alternateTargetGroupArn?: string
    productionListenerRule?: string
    testListenerRule?: string
    roleArn?: string
  }
}

export interface Deployment {
  id: string
  status: string
  taskDefinition: string
  desiredCount: number
  runningCount: number
  pendingCount: number
  failedTasks?: number
  launchType?: string
  capacityProviderStrategy?: StrategyItem[]
  platformVersion?: string
  platformFamily?: string
  networkConfiguration?: NetworkConfiguration
  rolloutState?: string
  createdAt?: string
  updatedAt?: string
  serviceConnectConfiguration?: {
    enabled: boolean
    namespace?: string
    services: { portName?: string; discoveryName?: string; tls: boolean }[]
  }
  volumeConfigurations?: { name: string; encrypted?: boolean; kmsKeyId?: string; volumeType?: string }[]
  vpcLatticeConfigurations?: { targetGroupArn: string; portName: string }[]
  fargateEphemeralStorage?: { kmsKeyId?: string }
}

export interface TaskSet {
  id: string
  taskSetArn: string
  status: string
  taskDefinition: string
  computedDesiredCount: number
  runningCount: number
  pendingCount: number
  launchType?: string
  capacityProviderStrategy?: StrategyItem[]
  platformVersion?: string
  platformFamily?: string
  networkConfiguration?: NetworkConfiguration
  loadBalancers: ServiceLoadBalancer[]
  serviceRegistries?: { registryArn?: string }[]
}

export interface DeploymentConfiguration {
  strategy?: string
  minimumHealthyPercent?: number
  maximumPercent?: number
  bakeTimeInMinutes?: number
  deploymentCircuitBreaker?: { enable: boolean; rollback: boolean }
  alarms?: { enable: boolean; rollback: boolean; alarmNames: string[] }
  lifecycleHooks?: { hookTargetArn?: string; lifecycleStages?: string[] }[]
}

export interface Service {
  serviceArn: string
  serviceName: string
  clusterArn: string
  status: string
  desiredCount: number
  runningCount: number
  pendingCount: number
  launchType?: string
  capacityProviderStrategy?: StrategyItem[]
  platformVersion?: string
  platformFamily?: string
  taskDefinition?: string
  deploymentController?: { type: string }
  deploymentConfiguration?: DeploymentConfiguration
  deployments: Deployment[]
  taskSets: TaskSet[]
  networkConfiguration?: NetworkConfiguration
  loadBalancers: ServiceLoadBalancer[]
  serviceRegistries: { registryArn?: string }[]
  schedulingStrategy?: string
  healthCheckGracePeriodSeconds?: number
  placementConstraints: { type?: string; expression?: string }[]
  placementStrategy: { type?: string; field?: string }[]
  availabilityZoneRebalancing?: string
  enableECSManagedTags?: boolean
  enableExecuteCommand?: boolean
  propagateTags?: string
  roleArn?: string
  createdAt?: string
  /** ARN of who created it. */
  createdBy?: string
  currentServiceRevisions?: { arn: string }[]
  /** The newest events, text only; used for placement and health failures. */
  events: { createdAt?: string; message: string }[]
  tags: Tag[]
}

/** What a task gets over its definition (task overrides, EventBridge and Scheduler target input), redacted at the door. */
export interface TaskOverride {
  taskRoleArn?: string
  executionRoleArn?: string
  cpu?: string
  memory?: string
  containerOverrides: {
    name?: string
    command?: CommandFacts
    environment: { name: string; value: ValueFacts }[]
    cpu?: number
    memory?: number
    memoryReservation?: number
  }[]
}

export interface Task {
  taskArn: string
  clusterArn: string
  taskDefinitionArn: string
  group?: string
  startedBy?: string
  lastStatus: string
  desiredStatus: string
  launchType?: string
  capacityProviderName?: string
  platformVersion?: string
  platformFamily?: string
  containerInstanceArn?: string
  availabilityZone?: string
  createdAt?: string
  startedAt?: string
  stoppedAt?: string
  stopCode?: string
  stoppedReason?: string
  healthStatus?: string
  connectivity?: string
  enableExecuteCommand?: boolean
  /** `kmsKeyId` is the ARN of the account's own key; absent while a key of AWS is used. */
  fargateEphemeralStorage?: { sizeInGiB?: number; kmsKeyId?: string }
  attachments: { type: string; status?: string; details: { name: string; value: string }[] }[]
  attributes: { name: string; value?: string }[]
  containers: {
    name: string
    image?: string
    imageDigest?: string
    healthStatus?: string
    lastStatus?: string
    exitCode?: number
    reason?: string
    networkInterfaces: { attachmentId?: string; privateIpv4Address?: string; ipv6Address?: string }[]
    /** The agent of ECS Exec, where it was injected. */
    managedAgents?: { name?: string; lastStatus?: string }[]
  }[]
  overrides?: TaskOverride
  tags: Tag[]
}

export interface ContainerInstance {
  containerInstanceArn: string
  clusterArn: string
  ec2InstanceId?: string
  capacityProviderName?: string
  status: string
  agentConnected?: boolean
  agentUpdateStatus?: string
  versionInfo?: { agentVersion?: string; dockerVersion?: string }
  healthStatus?: { overallStatus?: string }
  attributes: { name: string; value?: string }[]
  registeredResources: { name: string; integerValue?: number }[]
  remainingResources: { name: string; integerValue?: number }[]
  runningTasksCount?: number
  registeredAt?: string
  tags: Tag[]
}

export interface CapacityProvider {
  capacityProviderArn: string
  name: string
  type?: string
  status: string
  cluster?: string
  autoScalingGroupProvider?: {
    autoScalingGroupArn: string
    managedScaling?: { status?: string; targetCapacity?: number; instanceWarmupPeriod?: number }
    managedTerminationProtection?: string
    managedDraining?: string
  }
  managedInstancesProvider?: {
    infrastructureRoleArn?: string
    propagateTags?: string
    instanceLaunchTemplate?: {
      ec2InstanceProfileArn?: string
      networkConfiguration?: { subnets: string[]; securityGroups: string[] }
      monitoring?: string
    }
  }
  tags: Tag[]
}

export interface AccountSetting {
  name: string
  value: string
  principalArn?: string
}

export interface ServiceRevision {
  serviceRevisionArn: string
  serviceArn: string
  /** Whether GuardDuty's agent is injected into its Fargate tasks. */
  guardDutyEnabled?: boolean
  taskDefinition?: string
  containerImages: { containerName: string; image?: string; imageDigest?: string }[]
}

export interface ServiceDeployment {
  serviceDeploymentArn: string
  serviceArn: string
  status: string
  createdAt?: string
  rollback?: { reason?: string }
}
