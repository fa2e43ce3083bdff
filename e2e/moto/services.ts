import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import { type ContainerDefinition, type CreateServiceRequest, ECS } from '@aws-sdk/client-ecs'
import type { Balancers } from './balancers.ts'
import { ACCOUNT, type Client, plantedPassword } from './client.ts'
import type { Queues } from './data.ts'
import type { Network } from './network.ts'
import type { Secrets } from './secrets.ts'
import type { Storage } from './storage.ts'
import { type Definition, definition } from './task-definition.ts'

/** What services refer to. */
export interface Used extends Balancers {
  network: Network
  secrets: Secrets
  storage: Storage
  queues: Queues
  discovery: string
  stack: string
}

const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`
const logsOf = (name: string): ContainerDefinition['logConfiguration'] => ({
  logDriver: 'awslogs',
  options: { 'awslogs-group': `/ecs/${name}`, 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': name },
})

/**
 * On Fargate: a good web service, a bad one, and a good one that CodeDeploy deploys: without the task set that CodeDeploy
 * makes, for moto tells too little of those.
 */
export async function buildServices(client: Client, used: Used): Promise<void> {
  const ecs = new ECS(client)
  const insights = (value: string) => [{ name: 'containerInsights' as const, value }]
  await ecs.createCluster({
    clusterName: 'main',
    settings: insights('enhanced'),
    configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: used.secrets.key } },
    tags: [
      { key: 'environment', value: 'production' },
      { key: 'aws:cloudformation:stack-id', value: used.stack },
    ],
  })
  await ecs.createCluster({ clusterName: 'side', settings: insights('disabled') })
  await ecs.registerTaskDefinition(definition('web', goodDefinition(used)))
  await ecs.registerTaskDefinition(definition('green', goodDefinition(used)))
  await ecs.registerTaskDefinition(definition('bad', badDefinition(used)))
  const { privateSubnets, publicSubnets, groups } = used.network
  const inside = { subnets: privateSubnets, securityGroups: [groups.web], assignPublicIp: 'DISABLED' as const }
  const service = (cluster: string, name: string, open: boolean, more: Partial<CreateServiceRequest>) =>
    ecs.createService({
      cluster,
      serviceName: name,
      taskDefinition: name,
      desiredCount: 2,
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      networkConfiguration: {
        awsvpcConfiguration: open
          ? { subnets: publicSubnets.slice(0, 1), securityGroups: [groups.open], assignPublicIp: 'ENABLED' }
          : inside,
      },
      ...more,
    })
  const behind = (targetGroupArn: string) => [{ targetGroupArn, containerName: 'app', containerPort: 8080 }]
  const delicate = [
    { key: 'criticality', value: 'high' },
    { key: 'data-classification', value: 'confidential' },
    { key: 'compliance', value: 'pci-dss hipaa' },
  ]
  await service('main', 'web', false, {
    tags: delicate,
    loadBalancers: behind(used.targetGroups.web),
    serviceRegistries: [{ registryArn: used.discovery }],
  })
  await service('main', 'green', false, {
    tags: [{ key: 'data-classification', value: 'public' }],
    loadBalancers: behind(used.targetGroups.green),
    deploymentController: { type: 'CODE_DEPLOY' },
  })
  await service('side', 'bad', true, { tags: delicate })
  // moto starts no tasks for services; this one stands in.
  await holdTasks(client)
  await ecs.runTask({
    cluster: 'main',
    group: 'service:web',
    startedBy: 'ecs-svc/1',
    platformVersion: '1.4.0',
    taskDefinition: 'web',
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: inside },
  })
  await scaleByLoad(client)
}

function goodDefinition({ secrets, storage, queues }: Used): Definition {
  return {
    task: {
      taskRoleArn: role('web-task'),
      executionRoleArn: role('web-execution'),
      volumes: [
        {
          name: 'files',
          efsVolumeConfiguration: {
            fileSystemId: storage.web.fileSystemId,
            transitEncryption: 'ENABLED',
            authorizationConfig: { accessPointId: storage.web.accessPointId, iam: 'ENABLED' },
          },
        },
      ],
    },
    container: {
      secrets: [
        { name: 'DB_PASSWORD', valueFrom: `${secrets.secrets.web}:password::` },
        { name: 'GREETING', valueFrom: secrets.parameters.web },
      ],
      environment: [{ name: 'QUEUE_URL', value: queues.web }],
      environmentFiles: [{ type: 's3', value: secrets.files.web }],
      mountPoints: [{ sourceVolume: 'files', containerPath: '/files', readOnly: true }],
      logConfiguration: logsOf('web'),
    },
  }
}

function badDefinition({ secrets, storage, queues }: Used): Definition {
  return {
    task: {
      taskRoleArn: role('bad-task'),
      executionRoleArn: role('bad-task'),
      volumes: [{ name: 'files', efsVolumeConfiguration: { fileSystemId: storage.bad.fileSystemId } }],
    },
    container: {
      image: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/bad:latest`,
      user: 'root',
      readonlyRootFilesystem: false,
      environment: [
        { name: 'DB_PASSWORD', value: plantedPassword },
        { name: 'QUEUE', value: queues.bad },
      ],
      secrets: [
        { name: 'TOKEN', valueFrom: secrets.secrets.bad },
        { name: 'OTHER_TOKEN', valueFrom: secrets.parameters.bad },
      ],
      environmentFiles: [{ type: 's3', value: secrets.files.bad }],
      mountPoints: [{ sourceVolume: 'files', containerPath: '/files' }],
      healthCheck: undefined,
      logConfiguration: logsOf('bad'),
    },
  }
}

async function scaleByLoad(client: Client): Promise<void> {
  const scaling = new ApplicationAutoScaling(client)
  const target = {
    ServiceNamespace: 'ecs' as const,
    ResourceId: 'service/main/web',
    ScalableDimension: 'ecs:service:DesiredCount' as const,
  }
  await scaling.registerScalableTarget({ ...target, MinCapacity: 2, MaxCapacity: 6 })
  await scaling.putScalingPolicy({
    ...target,
    PolicyName: 'cpu',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 60,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    },
  })
}

/** Else moto moves a task towards its end whenever somebody looks at it. */
async function holdTasks({ endpoint }: Client): Promise<void> {
  await fetch(`${endpoint}/moto-api/state-manager/set-transition`, {
    method: 'POST',
    body: JSON.stringify({ model_name: 'ecs::task', transition: { progression: 'manual', times: 1_000_000 } }),
  })
}
