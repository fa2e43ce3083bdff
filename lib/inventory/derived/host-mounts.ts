import type { ContainerDefinition, TaskDefinition } from '../types/ecs.ts'

/** Host paths whose mount hands over the host: its file system, its processes, its container engine, the agent's state. */
const sensitive = ['/', '/proc', '/etc', '/var/lib/docker', '/var/lib/ecs', '/run/containerd', '/var/run/containerd']
const sockets = ['/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock']

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
  if (sockets.includes(clean) || sensitive.includes(clean)) return true
  return sensitive.some((root) => root !== '/' && clean.startsWith(`${root}/`))
}
