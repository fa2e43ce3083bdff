import type * as ecs from '@aws-sdk/client-ecs'
import type { ClusterSite } from './clusters.ts'
import { imageDigest } from './image-digest.ts'
import { arn, daysAgo, hex } from './site.ts'

type Container = ecs.DaemonContainerDefinition & { name: string; image: string }

export interface DaemonSpec {
  name: string
  /** A capacity provider of Managed Instances. */
  provider: string
  /** Each hardened but for what it says itself. */
  containers: Container[]
  /** How many instances it runs on. */
  running: number
  taskRoleArn?: string
}

const hardened: Partial<Container> = {
  essential: true,
  user: '10001:10001',
  readonlyRootFilesystem: true,
  environment: [{ name: 'LOG_LEVEL', value: 'info' }],
  linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
}

/** Agents that ECS places on every managed instance. */
export function addDaemon(cluster: ClusterSite, { name, provider, running, taskRoleArn, ...spec }: DaemonSpec): void {
  const { site } = cluster
  const { ecs } = site.estate
  const containers = spec.containers.map((container) => ({ ...hardened, ...container }))
  const daemonArn = arn(site, 'ecs', `daemon/${cluster.name}/${name}`)
  const revisionArn = arn(site, 'ecs', `daemon-revision/${cluster.name}/${name}/${hex(site, 19, 'daemon', name)}`)
  const daemonTaskDefinitionArn = arn(site, 'ecs', `daemon-task-definition/${name}:3`)
  const created = daysAgo(site, 30)
  ecs.daemonTaskDefinitions.push({
    daemonTaskDefinitionArn,
    family: name,
    revision: 3,
    status: 'ACTIVE',
    cpu: '128',
    memory: '256',
    registeredAt: created,
    executionRoleArn: cluster.executionRoleArn,
    ...(taskRoleArn && { taskRoleArn }),
    containerDefinitions: containers,
    volumes: [],
  })
  ecs.daemonRevisions.push({
    daemonRevisionArn: revisionArn,
    clusterArn: cluster.arn,
    daemonArn,
    daemonTaskDefinitionArn,
    createdAt: created,
    containerImages: containers.map(({ name: containerName, image }) => ({
      containerName,
      image,
      imageDigest: imageDigest(site, image, 0),
    })),
    enableExecuteCommand: false,
  })
  ecs.daemons.push({
    daemonArn,
    clusterArn: cluster.arn,
    status: 'ACTIVE',
    createdAt: created,
    updatedAt: created,
    currentRevisions: [
      {
        arn: revisionArn,
        capacityProviders: [{ arn: arn(site, 'ecs', `capacity-provider/${provider}`), runningCount: running }],
        totalRunningCount: running,
      },
    ],
  })
}
