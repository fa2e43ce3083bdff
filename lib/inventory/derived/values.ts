import type { CommandFacts, ValueFacts } from '../redact/facts.ts'
import type { ContainerInUse } from '../subjects/task-definition.ts'

/** One place of a container where a plaintext credential could stand. */
export interface PlacedValue {
  /** Name of a variable, label or option; undefined for what has none, as the words of a command. */
  name: string | undefined
  facts: ValueFacts
  /** Where it is, in words: `environment variable DB_PASSWORD`, `a word of command`. */
  place: string
  /** Path in the record it was read from. */
  path: string
  /** The task or schedule of an override. */
  source?: { task?: ContainerInUse['uses'][number]['task']; schedule?: ContainerInUse['uses'][number]['schedule'] }
}

/** Everything that is scanned for credentials: environment, commands, labels, log and driver options, names of files and overrides. */
export function placedValues({ container, path, definition, uses }: ContainerInUse): readonly PlacedValue[] {
  const own = (name: string | undefined, facts: ValueFacts, place: string, at: string): PlacedValue => ({
    name,
    facts,
    place,
    path: at,
  })
  const mountedBy = (one: typeof container) => one.mountPoints.map(({ sourceVolume }) => sourceVolume)
  const mounted = new Set(mountedBy(container))
  const [first] = definition.containerDefinitions
  const idle =
    first?.name === container.name ? unmounted(definition.containerDefinitions.flatMap(mountedBy)) : () => false
  return [
    ...container.environment.map((one, i) =>
      own(one.name, one.value, `variable ${one.name}`, `${path}.environment[${i}]`),
    ),
    ...words(container.command).map((facts) => own(undefined, facts, 'its command', `${path}.command`)),
    ...words(container.entryPoint).map((facts) => own(undefined, facts, 'its entry point', `${path}.entryPoint`)),
    ...words(container.healthCheck?.command).map((facts) =>
      own(undefined, facts, 'its health check', `${path}.healthCheck.command`),
    ),
    ...container.dockerLabels.map((one, i) =>
      own(one.name, one.value, `label ${one.name}`, `${path}.dockerLabels[${i}]`),
    ),
    ...(container.logConfiguration?.redactedOptions ?? []).map((one, i) =>
      own(one.name, one.value, `log option ${one.name}`, `${path}.logConfiguration.redactedOptions[${i}]`),
    ),
    ...container.redactedTexts.map((one, i) => own(one.name, one.value, one.kind, `${path}.redactedTexts[${i}]`)),
    ...definition.volumes.flatMap((volume, v) =>
      mounted.has(volume.name) || idle(volume.name)
        ? (volume.dockerVolumeConfiguration?.driverOpts ?? []).map((one, i) =>
            own(
              one.name,
              one.value,
              `driver option ${one.name}`,
              `volumes[${v}].dockerVolumeConfiguration.driverOpts[${i}]`,
            ),
          )
        : [],
    ),
    ...uses.flatMap((use) => overridden(use, container.name)),
  ]
}

/** A volume that no container mounts stands in the definition all the same: its first container answers for it. */
function unmounted(mounted: readonly (string | undefined)[]): (volume: string) => boolean {
  return (volume) => !mounted.includes(volume)
}

function overridden(use: ContainerInUse['uses'][number], containerName: string): PlacedValue[] {
  const root = use.task ? 'overrides' : 'Input'
  const by = use.task ? 'a task override' : `schedule ${use.schedule?.name ?? ''}`
  return (use.override?.containerOverrides ?? []).flatMap((override, position) => {
    if (override.name !== undefined && override.name !== containerName) return []
    const path = `${root}.containerOverrides[${position}]`
    const source = { task: use.task, schedule: use.schedule }
    return [
      ...override.environment.map((one, i) => ({
        name: one.name,
        facts: one.value,
        place: `variable ${one.name} of ${by}`,
        path: `${path}.environment[${i}]`,
        source,
      })),
      ...words(override.command).map((facts) => ({
        name: undefined,
        facts,
        place: `the command of ${by}`,
        path: `${path}.command`,
        source,
      })),
    ]
  })
}

/** The whole command and each of its words: a secret may span words or be one of them. */
function words(command: CommandFacts | undefined): readonly ValueFacts[] {
  return command ? [command.text, ...command.each] : []
}
