import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import { EC2 } from '@aws-sdk/client-ec2'
import { type ContainerDefinition, ECS, type RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs'
import { ACCOUNT, type Client, plantedPassword } from './client.ts'
import { type Network, need } from './network.ts'

const image = `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/web:2026-11-20-4f1c`

/** A good web service behind the load balancer and a bad one without, on Fargate. */
export async function buildServices(client: Client, network: Network, targetGroupArn: string): Promise<void> {
  const ecs = new ECS(client)
  const insights = (value: string) => [{ name: 'containerInsights' as const, value }]
  await ecs.createCluster({
    clusterName: 'main',
    settings: insights('enhanced'),
    tags: [{ key: 'environment', value: 'production' }],
  })
  await ecs.createCluster({ clusterName: 'side', settings: insights('disabled') })
  const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`
  await ecs.registerTaskDefinition(
    definition('web', { taskRoleArn: role('web-task'), executionRoleArn: role('web-execution') }, {}),
  )
  await ecs.registerTaskDefinition(
    definition(
      'bad',
      { taskRoleArn: role('bad-task'), executionRoleArn: role('bad-task') },
      {
        image: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/bad:latest`,
        user: 'root',
        readonlyRootFilesystem: false,
        environment: [{ name: 'DB_PASSWORD', value: plantedPassword }],
        healthCheck: undefined,
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/bad', 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'bad' },
        },
      },
    ),
  )
  const service = (
    cluster: string,
    name: string,
    subnets: string[],
    securityGroups: string[],
    assignPublicIp: 'ENABLED' | 'DISABLED',
    more: object,
  ) =>
    ecs.createService({
      cluster,
      serviceName: name,
      taskDefinition: name,
      desiredCount: 2,
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp } },
      ...more,
    })
  await service('main', 'web', network.privateSubnets, [network.groups.web], 'DISABLED', {
    loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 8080 }],
  })
  await service('side', 'bad', network.publicSubnets.slice(0, 1), [network.groups.open], 'ENABLED', {})
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

/** One registered host with IMDSv1 and SSH open, and a privileged DAEMON service on it. */
export async function buildHosts(client: Client, { privateSubnets, groups }: Network): Promise<void> {
  const ec2 = new EC2(client)
  const ecs = new ECS(client)
  const images = await ec2.describeImages({ Owners: ['amazon'] })
  const linux = images.Images?.find((image) => image.Platform?.toLowerCase() !== 'windows')
  const made = await ec2.runInstances({
    ImageId: need(linux?.ImageId),
    MinCount: 1,
    MaxCount: 1,
    SubnetId: privateSubnets[0],
    SecurityGroupIds: [groups.hosts],
    IamInstanceProfile: { Name: 'hosts' },
    MetadataOptions: { HttpTokens: 'optional' },
  })
  const instanceId = need(made.Instances?.[0]?.InstanceId)
  const document = JSON.stringify({
    region: 'us-east-1',
    accountId: ACCOUNT,
    instanceId,
    availabilityZone: 'us-east-1a',
    version: '2010-08-31',
    architecture: 'x86_64',
  })
  await ecs.registerContainerInstance({ cluster: 'side', instanceIdentityDocument: document })
  await ecs.registerTaskDefinition({
    family: 'agent',
    networkMode: 'host',
    requiresCompatibilities: ['EC2'],
    containerDefinitions: [
      {
        name: 'agent',
        image: 'public.ecr.aws/example/agent:3.1.4',
        memory: 128,
        cpu: 64,
        essential: true,
        privileged: true,
        user: '0',
      },
    ],
  })
  await ecs.createService({
    cluster: 'side',
    serviceName: 'agent',
    taskDefinition: 'agent',
    launchType: 'EC2',
    schedulingStrategy: 'DAEMON',
  })
}

function definition(
  family: string,
  roles: Partial<RegisterTaskDefinitionRequest>,
  container: Partial<ContainerDefinition>,
): RegisterTaskDefinitionRequest {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: 'X86_64' },
    ...roles,
    containerDefinitions: [
      {
        name: 'app',
        image,
        essential: true,
        user: '10001:10001',
        readonlyRootFilesystem: true,
        portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
        healthCheck: {
          command: ['CMD-SHELL', 'curl -fsS http://localhost:8080/health || exit 1'],
          interval: 10,
          timeout: 5,
          retries: 3,
        },
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'web' },
        },
        ...container,
      },
    ],
  }
}
