import { AutoScaling } from '@aws-sdk/client-auto-scaling'
import { EC2 } from '@aws-sdk/client-ec2'
import { ECS } from '@aws-sdk/client-ecs'
import { SSM } from '@aws-sdk/client-ssm'
import { ACCOUNT, type Client } from './client.ts'
import { type Network, need } from './network.ts'

/** One registered host with IMDSv1 and SSH open, and a privileged DAEMON service on it. */
export async function buildHosts(client: Client, { privateSubnets, groups }: Network): Promise<void> {
  const ec2 = new EC2(client)
  const ecs = new ECS(client)
  const made = await ec2.runInstances({
    ImageId: await linuxImage(client),
    MinCount: 1,
    MaxCount: 1,
    SubnetId: privateSubnets[0],
    SecurityGroupIds: [groups.hosts],
    IamInstanceProfile: { Name: 'hosts' },
    MetadataOptions: { HttpTokens: 'optional' },
  })
  const instanceId = need(made.Instances?.[0]?.InstanceId)
  await register(ecs, 'side', instanceId)
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

/**
 * A group of hosts that a capacity provider of the main cluster scales, made from a template as it should be.
 * @returns the id of the template
 */
export async function buildCapacity(client: Client, { privateSubnets, groups }: Network, key: string): Promise<string> {
  const ec2 = new EC2(client)
  const ecs = new ECS(client)
  const template = await ec2.createLaunchTemplate({
    LaunchTemplateName: 'hosts',
    LaunchTemplateData: {
      ImageId: await linuxImage(client),
      InstanceType: 't3.medium',
      SecurityGroupIds: [groups.web],
      IamInstanceProfile: { Name: 'hosts' },
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30, Encrypted: true, KmsKeyId: key } }],
      UserData: Buffer.from('#!/bin/bash\necho ECS_CLUSTER=main >> /etc/ecs/ecs.config\n').toString('base64'),
    },
  })
  const scaling = new AutoScaling(client)
  const AutoScalingGroupName = 'hosts'
  await scaling.createAutoScalingGroup({
    AutoScalingGroupName,
    LaunchTemplate: { LaunchTemplateName: 'hosts', Version: '$Latest' },
    MinSize: 1,
    MaxSize: 2,
    DesiredCapacity: 1,
    VPCZoneIdentifier: privateSubnets.join(),
    NewInstancesProtectedFromScaleIn: true,
  })
  const { AutoScalingGroups } = await scaling.describeAutoScalingGroups({})
  const [group] = AutoScalingGroups ?? []
  await ecs.createCapacityProvider({
    name: 'hosts',
    autoScalingGroupProvider: {
      autoScalingGroupArn: need(group?.AutoScalingGroupARN),
      managedScaling: { status: 'ENABLED', targetCapacity: 90 },
      managedTerminationProtection: 'ENABLED',
    },
  })
  await ecs.putClusterCapacityProviders({
    cluster: 'main',
    capacityProviders: ['FARGATE', 'hosts'],
    defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
  })
  await register(ecs, 'main', need(group?.Instances?.[0]?.InstanceId))
  return need(template.LaunchTemplate?.LaunchTemplateId)
}

/** What AWS recommends for container hosts. */
async function linuxImage(client: Client): Promise<string> {
  const Name = '/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id'
  const { Parameter } = await new SSM(client).getParameter({ Name })
  return need(Parameter?.Value)
}

async function register(ecs: ECS, cluster: string, instanceId: string): Promise<void> {
  const instanceIdentityDocument = JSON.stringify({
    region: 'us-east-1',
    accountId: ACCOUNT,
    instanceId,
    availabilityZone: 'us-east-1a',
    version: '2010-08-31',
    architecture: 'x86_64',
  })
  await ecs.registerContainerInstance({ cluster, instanceIdentityDocument })
}
