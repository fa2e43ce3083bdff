import type * as ecs from '@aws-sdk/client-ecs'
import { bindSource } from '#lib/inventory/redact/bind-source.ts'
import { classifyEntries } from '#lib/inventory/redact/classify.ts'
import type { TaskDefinition, Volume } from '#lib/inventory/types/task-definition.ts'
import { ecsTags, iso, need, pick } from '../../shape.ts'
import { toContainerDefinition } from './container-definition-shape.ts'

export function toTaskDefinition(
  { taskDefinition, tags }: { taskDefinition?: ecs.TaskDefinition; tags?: ecs.Tag[] },
  digestKey: string,
): TaskDefinition {
  const definition = need(taskDefinition, 'taskDefinition')
  const { proxyConfiguration: proxy, ephemeralStorage, runtimePlatform } = definition
  return {
    taskDefinitionArn: need(definition.taskDefinitionArn, 'taskDefinitionArn'),
    family: need(definition.family, 'family'),
    revision: need(definition.revision, 'revision'),
    status: need(definition.status, 'status'),
    ...pick(definition, 'networkMode', 'taskRoleArn', 'executionRoleArn', 'cpu', 'memory', 'pidMode', 'ipcMode'),
    ...pick(definition, 'enableFaultInjection', 'registeredBy'),
    requiresCompatibilities: definition.requiresCompatibilities ?? [],
    compatibilities: definition.compatibilities ?? [],
    runtimePlatform: runtimePlatform && pick(runtimePlatform, 'cpuArchitecture', 'operatingSystemFamily'),
    ephemeralStorage: ephemeralStorage && { sizeInGiB: need(ephemeralStorage.sizeInGiB, 'ephemeralStorage.sizeInGiB') },
    proxyConfiguration: proxy && {
      type: proxy.type,
      containerName: need(proxy.containerName, 'proxyConfiguration.containerName'),
    },
    placementConstraints: (definition.placementConstraints ?? []).map((one) => pick(one, 'type', 'expression')),
    containerDefinitions: need(definition.containerDefinitions, 'containerDefinitions').map((container) =>
      toContainerDefinition(container, digestKey),
    ),
    volumes: (definition.volumes ?? []).map((volume) => toVolume(volume, digestKey)),
    registeredAt: iso(definition.registeredAt),
    deregisteredAt: iso(definition.deregisteredAt),
    tags: sortedTags(ecsTags(tags)),
  }
}

/** In one order, whichever API they were read with. */
export function sortedTags(tags: TaskDefinition['tags']): TaskDefinition['tags'] {
  return tags.toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function toVolume(volume: ecs.Volume, digestKey: string): Volume {
  const { host, dockerVolumeConfiguration: docker, efsVolumeConfiguration: efs } = volume
  const { s3filesVolumeConfiguration: s3files, fsxWindowsFileServerVolumeConfiguration: fsx } = volume
  return {
    name: need(volume.name, 'volumes.name'),
    ...pick(volume, 'configuredAtLaunch'),
    host: host && pick(host, 'sourcePath'),
    dockerVolumeConfiguration: docker && {
      ...pick(docker, 'scope', 'driver', 'autoprovision'),
      driverOpts: classifyEntries(Object.entries(docker.driverOpts ?? {}), digestKey),
      bind: bindSource(docker.driver, docker.driverOpts ?? {}, digestKey),
    },
    efsVolumeConfiguration: efs && {
      fileSystemId: need(efs.fileSystemId, 'efsVolumeConfiguration.fileSystemId'),
      ...pick(efs, 'rootDirectory', 'transitEncryption', 'transitEncryptionPort'),
      authorizationConfig: efs.authorizationConfig && pick(efs.authorizationConfig, 'accessPointId', 'iam'),
    },
    s3filesVolumeConfiguration: s3files && pick(s3files, 'fileSystemArn'),
    fsxWindowsFileServerVolumeConfiguration: fsx && {
      fileSystemId: need(fsx.fileSystemId, 'fsxWindowsFileServerVolumeConfiguration.fileSystemId'),
      ...pick(fsx, 'rootDirectory'),
      authorizationConfig: fsx.authorizationConfig && pick(fsx.authorizationConfig, 'credentialsParameter', 'domain'),
    },
  }
}
