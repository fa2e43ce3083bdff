import type { Look } from '../look.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
import type { Use } from './usage.ts'

/**
 * WINDOWS or Linux: the definition's platform; without one, Linux except on hosts that report Windows. Ends in
 * MissingEvidence when those hosts were not read.
 */
export function operatingSystem(
  look: Look<'containerInstances'>,
  definition: TaskDefinition,
  uses: readonly Use[],
): 'linux' | 'windows' {
  const family = definition.runtimePlatform?.operatingSystemFamily
  if (family) return family.startsWith('WINDOWS') ? 'windows' : 'linux'
  const onHosts = uses.filter((use) => use.launch === 'EC2')
  if (onHosts.length === 0) return 'linux'
  const named = new Set(onHosts.flatMap((use) => use.task?.containerInstanceArn ?? []))
  const clusters = new Set(onHosts.map((use) => use.clusterArn))
  const all = look.seen('containerInstances')
  const hosts = all.filter((host) =>
    named.size > 0 ? named.has(host.containerInstanceArn) : clusters.has(host.clusterArn),
  )
  if (hosts.length === 0) for (const cluster of clusters) look.all('containerInstances', cluster)
  const types = hosts.map((host) => host.attributes.find((one) => one.name === 'ecs.os-type')?.value)
  return types.length > 0 && types.every((type) => type === 'windows') ? 'windows' : 'linux'
}
