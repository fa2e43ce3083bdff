import type { Cluster, Service, Task } from '@aws-sdk/client-ecs'
import type { EcsEstate, TaskDefinitionFamily } from '../estate.ts'

const prefix = 'arn:aws:ecs:us-east-1:111122223333'
export const clusterArn = `${prefix}:cluster/main`
export const otherClusterArn = `${prefix}:cluster/other`
export const taskDefinitionArn = (name: string) => `${prefix}:task-definition/${name}`
export const serviceArn = (name: string) => `${prefix}:service/main/${name}`
export const taskArn = (id: string) => `${prefix}:task/main/${id}`
export const containerInstanceArn = `${prefix}:container-instance/main/0123456789abcdef0123456789abcdef`
export const tags = [{ key: 'environment', value: 'production' }]

export function fixtureEcs(now: Date): EcsEstate {
  const services = [
    service('api', { enableExecuteCommand: true }),
    service('blue-green', { deploymentController: { type: 'CODE_DEPLOY' }, taskSets: [taskSet(now)] }),
    ...Array.from({ length: 21 }, (_, index) =>
      service(`worker-${String(index).padStart(2, '0')}`, { desiredCount: 0 }),
    ),
  ]
  return {
    clusters: [cluster('main'), cluster('other')],
    services,
    tasks: [task(now, 'a1', 'RUNNING'), task(now, 'a2', 'RUNNING'), task(now, 'a3', 'STOPPED')],
    taskDefinitions: [family(now, 'worker', 3), family(now, 'api', 12)],
    containerInstances: [
      {
        containerInstanceArn,
        clusterArn,
        status: 'ACTIVE',
        healthStatus: { overallStatus: 'OK' },
        registeredAt: now,
        tags,
      },
    ],
    capacityProviders: Array.from({ length: 10 }, (_, index) => ({
      capacityProviderArn: `${prefix}:capacity-provider/pool-${index}`,
      name: `pool-${index}`,
      status: 'ACTIVE',
      type: 'EC2_AUTOSCALING',
      tags,
    })),
    accountSettings: [
      { name: 'containerInsights', value: 'enabled', principalArn: 'arn:aws:iam::111122223333:root', type: 'user' },
    ],
    serviceDeployments: [
      {
        serviceDeploymentArn: `${prefix}:service-deployment/main/api/d1`,
        serviceArn: serviceArn('api'),
        clusterArn,
        status: 'SUCCESSFUL',
        createdAt: now,
        targetServiceRevision: { arn: `${prefix}:service-revision/main/api/r1` },
      },
    ],
    serviceRevisions: [
      {
        serviceRevisionArn: `${prefix}:service-revision/main/api/r1`,
        serviceArn: serviceArn('api'),
        clusterArn,
        taskDefinition: taskDefinitionArn('api:12'),
        createdAt: now,
      },
    ],
    daemons: [
      { daemonArn: `${prefix}:daemon/main/agent`, clusterArn, status: 'ACTIVE', createdAt: now, updatedAt: now },
    ],
    daemonRevisions: [
      {
        daemonRevisionArn: `${prefix}:daemon-revision/main/agent/1`,
        clusterArn,
        createdAt: now,
        enableExecuteCommand: true,
      },
    ],
    daemonTaskDefinitions: [
      {
        daemonTaskDefinitionArn: `${prefix}:daemon-task-definition/agent:1`,
        family: 'agent',
        revision: 1,
        status: 'ACTIVE',
      },
    ],
  }
}

function cluster(name: string): Cluster {
  return {
    clusterArn: `${prefix}:cluster/${name}`,
    clusterName: name,
    status: 'ACTIVE',
    runningTasksCount: name === 'main' ? 2 : 0,
    activeServicesCount: name === 'main' ? 23 : 0,
    settings: [{ name: 'containerInsights', value: 'enabled' }],
    configuration: { executeCommandConfiguration: { logging: 'DEFAULT' } },
    attachments: [{ id: 'a', type: 'as_policy', status: 'CREATED' }],
    statistics: [{ name: 'runningFargateTasksCount', value: '2' }],
    capacityProviders: ['FARGATE', 'pool-3'],
    tags,
  }
}

function service(name: string, more: Partial<Service> = {}): Service {
  return {
    serviceArn: serviceArn(name),
    serviceName: name,
    clusterArn,
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    launchType: 'FARGATE',
    schedulingStrategy: 'REPLICA',
    platformVersion: 'LATEST',
    taskDefinition: taskDefinitionArn('api:12'),
    deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 },
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' },
    },
    deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', taskDefinition: taskDefinitionArn('api:12') }],
    tags,
    ...more,
  }
}

function taskSet(now: Date) {
  const id = 'ecs-svc/2'
  return { id, taskSetArn: `${prefix}:task-set/main/blue-green/${id}`, status: 'PRIMARY', createdAt: now, tags }
}

function task(now: Date, id: string, lastStatus: string): Task {
  return {
    taskArn: taskArn(id),
    clusterArn,
    taskDefinitionArn: taskDefinitionArn('api:12'),
    group: 'service:api',
    startedBy: 'ecs-svc/1',
    launchType: 'FARGATE',
    lastStatus,
    desiredStatus: lastStatus,
    createdAt: now,
    attachments: [
      {
        id: `attachment-${id}`,
        type: 'ElasticNetworkInterface',
        status: 'ATTACHED',
        details: [
          { name: 'subnetId', value: 'subnet-1' },
          { name: 'networkInterfaceId', value: `eni-${id}` },
          { name: 'privateIPv4Address', value: '10.0.0.10' },
        ],
      },
    ],
    containers: [{ name: 'app', lastStatus }],
    tags,
  }
}

/** The first revision of each family is INACTIVE. */
function family(now: Date, name: string, count: number): TaskDefinitionFamily {
  const revisions = Array.from({ length: count }, (_, index) => ({
    taskDefinitionArn: taskDefinitionArn(`${name}:${index + 1}`),
    family: name,
    revision: index + 1,
    status: index === 0 ? ('INACTIVE' as const) : ('ACTIVE' as const),
    networkMode: 'awsvpc' as const,
    requiresCompatibilities: ['FARGATE' as const],
    cpu: '256',
    memory: '512',
    registeredAt: now,
    containerDefinitions: [
      {
        name: 'app',
        image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/${name}:stable`,
        environment: [{ name: 'GREETING', value: '<b>"hé\u202Ello"</b> & \u{1F433}' }],
      },
    ],
    tags,
  }))
  return { family: name, revisions }
}
