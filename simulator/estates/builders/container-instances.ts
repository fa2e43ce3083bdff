import type { Instance } from '@aws-sdk/client-ec2'
import type { Attribute, ContainerInstance } from '@aws-sdk/client-ecs'
import type { Tags } from '../../estate.ts'
import type { ClusterSite } from './clusters.ts'
import { arn, daysAgo, hex, lowerTags, required } from './site.ts'

export type ContainerHost = ContainerInstance & { clusterArn: string }

interface ContainerInstanceSpec {
  name: string
  os: 'linux' | 'windows'
  instance: Instance
  /** Capacity provider that supplied it. */
  provider?: string
  blocksTaskMetadata?: boolean
  tags?: Tags
}

/** An EC2 instance, loose or of a group or managed by ECS, as the ECS agent registered it. */
export function addContainerInstance(cluster: ClusterSite, spec: ContainerInstanceSpec): void {
  const { instance } = spec
  const linux = [
    'ecs.capability.task-cpu-mem-limit',
    'com.amazonaws.ecs.capability.privileged-container',
    'com.amazonaws.ecs.capability.selinux',
    'com.amazonaws.ecs.capability.task-iam-role-network-host',
    ...(spec.blocksTaskMetadata ? ['ecs.capability.task-eni-block-instance-metadata'] : []),
  ]
  register(cluster, spec.name, {
    ec2InstanceId: instance.InstanceId,
    ...(spec.provider && { capacityProviderName: spec.provider }),
    attributes: [
      { name: 'ecs.ami-id', value: instance.ImageId },
      { name: 'ecs.availability-zone', value: instance.Placement?.AvailabilityZone },
      { name: 'ecs.instance-type', value: instance.InstanceType },
      { name: 'ecs.os-type', value: spec.os },
      { name: 'ecs.os-family', value: spec.os === 'windows' ? 'WINDOWS_SERVER_2022_CORE' : 'LINUX' },
      { name: 'ecs.subnet-id', value: instance.SubnetId },
      { name: 'ecs.vpc-id', value: instance.VpcId },
      { name: 'ecs.capability.task-eni' },
      ...(spec.os === 'linux' ? linux.map((name) => ({ name })) : []),
    ],
    tags: lowerTags(spec.tags ?? {}),
  })
}

/** An ECS Anywhere machine: registered through Systems Manager, unknown to EC2. */
export function addExternalInstance(cluster: ClusterSite, name: string): void {
  register(cluster, name, {
    ec2InstanceId: `mi-0${hex(cluster.site, 16, 'mi', name)}`,
    attributes: [{ name: 'ecs.os-type', value: 'linux' }, { name: 'ecs.capability.external' }],
    tags: [],
  })
}

function register(
  cluster: ClusterSite,
  name: string,
  own: Pick<ContainerInstance, 'ec2InstanceId' | 'capacityProviderName' | 'tags'> & { attributes: Attribute[] },
): void {
  const { site } = cluster
  site.estate.ecs.containerInstances.push({
    clusterArn: cluster.arn,
    containerInstanceArn: arn(
      site,
      'ecs',
      `container-instance/${cluster.name}/${hex(site, 32, 'container-instance', cluster.name, name)}`,
    ),
    status: 'ACTIVE',
    agentConnected: true,
    versionInfo: { agentVersion: '1.105.1', agentHash: hex(site, 8, 'agent'), dockerVersion: 'DockerVersion: 25.0.14' },
    registeredAt: daysAgo(site, 12),
    runningTasksCount: 0,
    pendingTasksCount: 0,
    attachments: [],
    healthStatus: { overallStatus: 'OK', details: [] },
    registeredResources: [
      { name: 'CPU', type: 'INTEGER', integerValue: 4096 },
      { name: 'MEMORY', type: 'INTEGER', integerValue: 15_700 },
    ],
    remainingResources: [
      { name: 'CPU', type: 'INTEGER', integerValue: 1024 },
      { name: 'MEMORY', type: 'INTEGER', integerValue: 4_200 },
    ],
    ...own,
  })
}

/** The hosts of a cluster take tasks in turn. */
export function hostOf(cluster: ClusterSite, index: number): ContainerHost {
  const hosts = cluster.site.estate.ecs.containerInstances.filter(({ clusterArn }) => clusterArn === cluster.arn)
  return required(hosts, (host) => host === hosts[index % hosts.length], `host in cluster ${cluster.name}`)
}
