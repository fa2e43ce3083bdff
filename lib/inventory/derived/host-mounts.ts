import type { ContainerDefinition, TaskDefinition, Volume } from '../types/task-definition.ts'

/** Host folders that hand over the host with every part of them: its processes, container engine and the agent's state. */
const sensitiveTrees = [
  '/proc',
  '/var/lib/docker',
  '/var/lib/ecs',
  '/run/containerd',
  '/var/run/containerd',
  '/var/run/docker.sock',
  '/run/docker.sock',
]
/** Of these only the whole: parts of it, such as certificates, tell nothing. */
const sensitive = [...sensitiveTrees, '/etc']
/** Where Docker writes what containers log: log agents read it. */
const containerLogs = '/var/lib/docker/containers'

interface Mount {
  volume: string | undefined
  readOnly: boolean
}

interface HostSource {
  path: string
  readOnly: boolean
  /** Where in the volume it stands. */
  at: string
}

/** The path of the host behind a volume: named outright, or bound by the options of Docker's local driver. */
function hostSource({ host, dockerVolumeConfiguration: docker }: Volume): HostSource | undefined {
  if (host?.sourcePath) return { path: host.sourcePath, readOnly: false, at: 'host.sourcePath' }
  if (!docker?.bind) return undefined
  return { path: docker.bind.device, readOnly: docker.bind.readOnly, at: 'dockerVolumeConfiguration.bind.device' }
}

/** Sensitive host paths a container mounts, and where in the definition each stands. */
export function hostMounts(definition: TaskDefinition, container: ContainerDefinition) {
  const mounts = mountsOf(definition, container)
  return definition.volumes.flatMap((volume, index) => {
    const source = hostSource(volume)
    const mounted = mounts.some((mount) => mount.volume === volume.name)
    return source && mounted && isSensitive(source.path)
      ? [{ path: source.path, at: `volumes[${index}].${source.at}` }]
      : []
  })
}

/** Whether the container can write to any path of its host; a mount counts as writable unless readOnly is true. */
export function writableHostMount(definition: TaskDefinition, container: ContainerDefinition): boolean {
  const mounts = mountsOf(definition, container)
  return definition.volumes.some(
    (volume) =>
      hostSource(volume)?.readOnly === false && mounts.some((mount) => mount.volume === volume.name && !mount.readOnly),
  )
}

/** Its own mounts and those of containers whose volumes it takes over. */
function mountsOf(
  { containerDefinitions }: Pick<TaskDefinition, 'containerDefinitions'>,
  container: ContainerDefinition,
  passed: readonly string[] = [],
): Mount[] {
  if (passed.includes(container.name)) return []
  const taken = container.volumesFrom.flatMap(({ sourceContainer, readOnly }) =>
    containerDefinitions
      .filter(({ name }) => name === sourceContainer)
      .flatMap((source) => mountsOf({ containerDefinitions }, source, [...passed, container.name]))
      .map((mount) => ({ ...mount, readOnly: mount.readOnly || readOnly === true })),
  )
  const own = container.mountPoints.map((mount) => ({ volume: mount.sourceVolume, readOnly: mount.readOnly === true }))
  return [...own, ...taken]
}

/** Within a sensitive folder, or around one. */
function isSensitive(path: string): boolean {
  const clean = cleaned(path)
  if (isWithin(clean, containerLogs)) return false
  return sensitiveTrees.some((root) => isWithin(clean, root)) || sensitive.some((root) => isWithin(root, clean))
}

const isWithin = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`)

/** The path without repeated slashes, `.` and `..`. */
function cleaned(path: string): string {
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') kept.pop()
    else if (part !== '' && part !== '.') kept.push(part)
  }
  return `/${kept.join('/')}`
}
