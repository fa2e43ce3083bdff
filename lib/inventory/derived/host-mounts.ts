import type { ContainerDefinition, TaskDefinition } from '../types/ecs.ts'

/** Host paths whose mount hands over the host: its file system, processes, container engine or the agent's state. */
const sensitive = ['/', '/proc', '/etc', '/var/lib/docker']
/** Of these every part does. A container's log folder below /var/lib/docker does not: log agents read it. */
const sensitiveTrees = [
  '/var/lib/ecs',
  '/run/containerd',
  '/var/run/containerd',
  '/var/run/docker.sock',
  '/run/docker.sock',
]

/** Sensitive host paths a container mounts, with the position of the volume in the definition. */
export function hostMounts(definition: TaskDefinition, container: ContainerDefinition) {
  return definition.volumes.flatMap((volume, index) => {
    const path = volume.host?.sourcePath
    const mounted = container.mountPoints.some((mount) => mount.sourceVolume === volume.name)
    return path && mounted && isSensitive(path) ? [{ path, volume: index }] : []
  })
}

/** Whether the container can write to any path of its host; a mount counts as writable unless readOnly is true. */
export function writableHostMount(definition: TaskDefinition, container: ContainerDefinition): boolean {
  return definition.volumes.some(
    (volume) =>
      volume.host?.sourcePath !== undefined &&
      container.mountPoints.some((mount) => mount.sourceVolume === volume.name && mount.readOnly !== true),
  )
}

function isSensitive(path: string): boolean {
  const clean = path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')
  return sensitive.includes(clean) || sensitiveTrees.some((root) => clean === root || clean.startsWith(`${root}/`))
}
