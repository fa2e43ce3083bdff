import type { Look } from '../look.ts'
import { attribute, type Host } from './hosts.ts'
import { type UsageSection, usesByRevision } from './usage.ts'

const BLOCKED_FOR_AWSVPC = 'ecs.capability.task-eni-block-instance-metadata'

/**
 * Whether a task in this network mode can reach the instance metadata of its host, and so the instance role: host mode
 * always, none never, awsvpc unless the agent blocks it, bridge unless IMDSv2 with a hop limit of 1 is required.
 * Sources: ECS agent attributes (agent_capability.go); the docker bridge is the extra hop.
 */
export function reachesMetadata(host: Host, networkMode: string | undefined): boolean {
  const options = host.instance?.MetadataOptions
  if (options?.HttpEndpoint === 'disabled' || networkMode === 'none') return false
  if (networkMode === 'host') return true
  if (networkMode === 'awsvpc') return !host.registration.attributes.some((one) => one.name === BLOCKED_FOR_AWSVPC)
  return !(options?.HttpTokens === 'required' && options.HttpPutResponseHopLimit === 1)
}

/** Hosts whose instance role some task in use on their cluster can reach. Throws MissingEvidence when a task may be unread. */
export function hostsOpenToTasks(look: Look<UsageSection>, hosts: readonly Host[]): readonly Host[] {
  const definitions = new Map(look.all('taskDefinitions').map((one) => [one.taskDefinitionArn, one]))
  for (const section of ['services', 'tasks', 'taskSchedules'] as const) look.all(section)
  const modes = [...look.once(usesByRevision)].flatMap(([arn, uses]) => {
    const onHosts = uses.filter((use) => use.launch === 'EC2')
    const definition = definitions.get(arn)
    return definition ? onHosts.map((use) => ({ cluster: use.clusterArn, mode: definition.networkMode })) : []
  })
  return hosts.filter(
    (host) =>
      attribute(host.registration, 'ecs.os-type') !== 'windows' &&
      modes.some(({ cluster, mode }) => cluster === host.registration.clusterArn && reachesMetadata(host, mode)),
  )
}
