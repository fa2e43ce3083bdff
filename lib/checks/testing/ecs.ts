import type { CapacityProvider, Cluster, ContainerInstance, Service, Task, TaskSet } from '#lib/inventory/types/ecs.ts'
import type { TaskSchedule } from '#lib/inventory/types/schedule.ts'
import type { ContainerDefinition, TaskDefinition, TaskDefinitionFamily } from '#lib/inventory/types/task-definition.ts'
import * as id from './ids.ts'
import { command, env } from './values.ts'

/** Fixtures are good by default: a case names only what it changes. */
export function cluster(over: Partial<Cluster> = {}): Cluster {
  return {
    clusterArn: id.clusterArn,
    clusterName: 'main',
    status: 'ACTIVE',
    settings: [{ name: 'containerInsights', value: 'enhanced' }],
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: [],
    activeServicesCount: 1,
    runningTasksCount: 2,
    pendingTasksCount: 0,
    registeredContainerInstancesCount: 0,
    tags: [{ key: 'environment', value: 'production' }],
    ...over,
  }
}

export const network = {
  subnets: ['subnet-a', 'subnet-b', 'subnet-c'],
  securityGroups: ['sg-web'],
  assignPublicIp: 'DISABLED',
}
const balancers = [{ targetGroupArn: id.targetGroupArn, containerName: 'app', containerPort: 8080 }]

export function service(over: Partial<Service> = {}): Service {
  const taskDefinition = over.taskDefinition ?? id.taskDefinitionArn
  return {
    serviceArn: id.serviceArn,
    serviceName: 'web',
    clusterArn: id.clusterArn,
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    launchType: 'FARGATE',
    platformVersion: 'LATEST',
    platformFamily: 'Linux',
    taskDefinition,
    deploymentConfiguration: {
      strategy: 'ROLLING',
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
    deployments: [
      {
        id: 'ecs-svc/1',
        status: 'PRIMARY',
        taskDefinition,
        desiredCount: 2,
        runningCount: 2,
        pendingCount: 0,
        rolloutState: 'COMPLETED',
      },
    ],
    taskSets: [],
    networkConfiguration: { awsvpcConfiguration: network },
    loadBalancers: balancers,
    serviceRegistries: [],
    schedulingStrategy: 'REPLICA',
    placementConstraints: [],
    placementStrategy: [],
    events: [],
    tags: [],
    ...over,
  }
}

/** A task set of a CODE_DEPLOY or EXTERNAL service. */
export function taskSet(over: Partial<TaskSet> = {}): TaskSet {
  return {
    id: 'ecs-svc/2',
    taskSetArn: id.arn('ecs', 'task-set/main/web/ecs-svc/2'),
    status: 'PRIMARY',
    taskDefinition: id.taskDefinitionArn,
    computedDesiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    launchType: 'FARGATE',
    platformVersion: 'LATEST',
    networkConfiguration: { awsvpcConfiguration: network },
    loadBalancers: balancers,
    ...over,
  }
}

export function task(over: Partial<Task> = {}): Task {
  return {
    taskArn: id.arn('ecs', 'task/main/0a1b'),
    clusterArn: id.clusterArn,
    taskDefinitionArn: id.taskDefinitionArn,
    group: 'service:web',
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    startedAt: id.daysAgo(3),
    createdAt: id.daysAgo(3),
    attachments: [
      {
        type: 'ElasticNetworkInterface',
        status: 'ATTACHED',
        details: [
          { name: 'subnetId', value: 'subnet-a' },
          { name: 'networkInterfaceId', value: 'eni-a' },
        ],
      },
    ],
    attributes: [],
    containers: [
      { name: 'app', image: id.image, imageDigest: id.imageDigest, healthStatus: 'HEALTHY', networkInterfaces: [] },
    ],
    tags: [],
    ...over,
  }
}

/** A task that no service started. */
export function standaloneTask(over: Partial<Task> = {}): Task {
  return task({ taskArn: id.arn('ecs', 'task/main/5t4n'), group: 'family:web', ...over })
}

export function container(over: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: 'app',
    image: id.image,
    essential: true,
    user: '10001:10001',
    readonlyRootFilesystem: true,
    cpu: 256,
    memory: 512,
    dockerSecurityOptions: [],
    links: [],
    dnsServers: [],
    portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
    environment: env({ LOG_LEVEL: 'info' }),
    environmentFiles: [],
    secrets: [],
    dockerLabels: [],
    healthCheck: {
      command: command('CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'),
      interval: 10,
      retries: 3,
      timeout: 5,
    },
    mountPoints: [],
    volumesFrom: [],
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] }, devices: [], tmpfs: [] },
    ulimits: [],
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': '/ecs/web', 'awslogs-region': id.region, 'awslogs-stream-prefix': 'web' },
      redactedOptions: [],
      secretOptions: [],
    },
    credentialSpecs: [],
    redactedTexts: [],
    systemControls: [],
    resourceRequirements: [],
    dependsOn: [],
    ...over,
  }
}

export function taskDefinition(over: Partial<TaskDefinition> = {}): TaskDefinition {
  return {
    taskDefinitionArn: id.taskDefinitionArn,
    family: 'web',
    revision: 3,
    status: 'ACTIVE',
    networkMode: 'awsvpc',
    taskRoleArn: id.taskRoleArn,
    executionRoleArn: id.executionRoleArn,
    cpu: '256',
    memory: '512',
    requiresCompatibilities: ['FARGATE'],
    compatibilities: ['EC2', 'FARGATE'],
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    placementConstraints: [],
    containerDefinitions: [container()],
    volumes: [],
    registeredAt: id.daysAgo(10),
    tags: [],
    ...over,
  }
}

/** The good revision with other containers. */
export const withContainers = (...containerDefinitions: ContainerDefinition[]) => ({
  taskDefinitions: [taskDefinition({ containerDefinitions })],
})

export function family(over: Partial<TaskDefinitionFamily> = {}): TaskDefinitionFamily {
  return { family: 'web', activeRevisions: [1, 2, 3], ...over }
}

export function containerInstance(over: Partial<ContainerInstance> = {}): ContainerInstance {
  return {
    containerInstanceArn: id.arn('ecs', 'container-instance/main/h0st'),
    clusterArn: id.clusterArn,
    ec2InstanceId: 'i-host',
    capacityProviderName: 'hosts',
    status: 'ACTIVE',
    agentConnected: true,
    attributes: [
      { name: 'ecs.os-type', value: 'linux' },
      { name: 'ecs.availability-zone', value: `${id.region}a` },
      { name: 'ecs.capability.task-cpu-mem-limit' },
      { name: 'ecs.capability.task-eni-block-instance-metadata' },
    ],
    registeredResources: [],
    remainingResources: [],
    runningTasksCount: 1,
    tags: [],
    ...over,
  }
}

export function capacityProvider(over: Partial<CapacityProvider> = {}): CapacityProvider {
  return {
    capacityProviderArn: id.arn('ecs', 'capacity-provider/hosts'),
    name: 'hosts',
    type: 'EC2_AUTOSCALING',
    status: 'ACTIVE',
    autoScalingGroupProvider: {
      autoScalingGroupArn: id.arn('autoscaling', 'autoScalingGroup:0:autoScalingGroupName/hosts'),
      managedScaling: { status: 'ENABLED', targetCapacity: 100 },
    },
    tags: [],
    ...over,
  }
}

/** An EventBridge Scheduler target that runs the good task. */
export function schedule(over: Partial<TaskSchedule> = {}): TaskSchedule {
  const arn = id.arn('scheduler', 'schedule/default/nightly')
  return {
    scheduleKey: arn,
    kind: 'schedule',
    name: 'nightly',
    arn,
    state: 'ENABLED',
    clusterArn: id.clusterArn,
    TaskDefinitionArn: id.taskDefinitionArn,
    LaunchType: 'FARGATE',
    NetworkConfiguration: { awsvpcConfiguration: network },
    ...over,
  }
}
