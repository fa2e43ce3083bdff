import type { BindSource } from '../redact/bind-source.ts'
import type { CommandFacts, ValueFacts } from '../redact/facts.ts'
import type { Tag } from './ecs.ts'

/** Task definitions as Amazon ECS describes them. Field names are the API's own; dates are ISO 8601. */

export interface ContainerDefinition {
  name: string
  image?: string
  essential?: boolean
  user?: string
  privileged?: boolean
  readonlyRootFilesystem?: boolean
  cpu?: number
  memory?: number
  memoryReservation?: number
  interactive?: boolean
  pseudoTerminal?: boolean
  disableNetworking?: boolean
  versionConsistency?: string
  startTimeout?: number
  stopTimeout?: number
  workingDirectory?: string
  hostname?: string
  dockerSecurityOptions: string[]
  links: string[]
  dnsServers: string[]
  portMappings: {
    containerPort?: number
    containerPortRange?: string
    hostPort?: number
    protocol?: string
    name?: string
    appProtocol?: string
  }[]
  environment: { name: string; value: ValueFacts }[]
  environmentFiles: { type: string; value: string }[]
  secrets: { name: string; valueFrom: string }[]
  command?: CommandFacts
  entryPoint?: CommandFacts
  dockerLabels: { name: string; value: ValueFacts }[]
  healthCheck?: {
    command: CommandFacts
    interval?: number
    timeout?: number
    retries?: number
    startPeriod?: number
  }
  mountPoints: { sourceVolume?: string; containerPath?: string; readOnly?: boolean }[]
  volumesFrom: { sourceContainer?: string; readOnly?: boolean }[]
  linuxParameters?: {
    capabilities?: { add: string[]; drop: string[] }
    devices: { hostPath: string; containerPath?: string; permissions: string[] }[]
    initProcessEnabled?: boolean
    sharedMemorySize?: number
    maxSwap?: number
    swappiness?: number
    tmpfs: { containerPath: string; size: number; mountOptions: string[] }[]
  }
  ulimits: { name: string; softLimit: number; hardLimit: number }[]
  logConfiguration?: {
    logDriver: string
    /** Operational options whose value is safe to keep (awslogs-group, mode ...). */
    options: Record<string, string>
    /** Every other option: facts about its value only. */
    redactedOptions: { name: string; value: ValueFacts }[]
    secretOptions: { name: string; valueFrom: string }[]
  }
  firelensConfiguration?: { type: string; options: Record<string, string> }
  repositoryCredentials?: { credentialsParameter: string }
  credentialSpecs: string[]
  /** What is known of texts that are kept as they are (names of environment files ...), where one holds a secret. */
  redactedTexts: { kind: string; name?: string; value: ValueFacts }[]
  systemControls: { namespace?: string; value?: string }[]
  resourceRequirements: { type: string; value: string }[]
  dependsOn: { containerName: string; condition: string }[]
  restartPolicy?: { enabled: boolean }
}

export interface Volume {
  name: string
  host?: { sourcePath?: string }
  dockerVolumeConfiguration?: {
    scope?: string
    driver?: string
    autoprovision?: boolean
    driverOpts: { name: string; value: ValueFacts }[]
    /** The path of the host that the local driver's options bind. */
    bind?: BindSource
  }
  efsVolumeConfiguration?: {
    fileSystemId: string
    rootDirectory?: string
    transitEncryption?: string
    transitEncryptionPort?: number
    authorizationConfig?: { accessPointId?: string; iam?: string }
  }
  s3filesVolumeConfiguration?: { fileSystemArn?: string }
  fsxWindowsFileServerVolumeConfiguration?: {
    fileSystemId: string
    rootDirectory?: string
    /** The secret or parameter with the credentials by name; its value is never read. */
    authorizationConfig?: { credentialsParameter?: string; domain?: string }
  }
  configuredAtLaunch?: boolean
}

export interface TaskDefinition {
  taskDefinitionArn: string
  family: string
  revision: number
  status: string
  networkMode?: string
  taskRoleArn?: string
  executionRoleArn?: string
  cpu?: string
  memory?: string
  pidMode?: string
  ipcMode?: string
  enableFaultInjection?: boolean
  requiresCompatibilities: string[]
  compatibilities: string[]
  runtimePlatform?: { cpuArchitecture?: string; operatingSystemFamily?: string }
  ephemeralStorage?: { sizeInGiB: number }
  proxyConfiguration?: { type?: string; containerName: string }
  placementConstraints: { type?: string; expression?: string }[]
  containerDefinitions: ContainerDefinition[]
  volumes: Volume[]
  registeredAt?: string
  deregisteredAt?: string
  registeredBy?: string
  tags: Tag[]
}

/** All registered revisions of a family by number, without their content: ListTaskDefinitions costs one call per hundred. */
export interface TaskDefinitionFamily {
  family: string
  activeRevisions: number[]
}
