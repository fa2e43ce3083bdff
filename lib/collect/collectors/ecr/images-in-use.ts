import { definitionsByArn } from '#lib/inventory/derived/definitions.ts'
import { architectureOf, reportedDigests } from '#lib/inventory/derived/digests.ts'
import { parseImage } from '#lib/inventory/derived/images.ts'
import { type UsageSection, type Use, usesByRevision } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { ContainerDefinition, TaskDefinition } from '#lib/inventory/types/task-definition.ts'

/** What containers of revisions in use pull from one repository of this account and region. */
export interface RepositoryInUse {
  name: string
  /** Digests that tasks report or definitions pin, and tags of containers of which no digest is known. */
  digests: Set<string>
  tags: Set<string>
  /** Digests and tags of Linux containers, whose configuration tells the user, the base and the build. */
  linux: Set<string>
  /** Processor architectures, in the registry's words, of the definitions that run them. */
  architectures: Set<string>
}

interface Registry {
  account: string
  region: string
}

export function imagesInUse(look: Look<UsageSection>): RepositoryInUse[] {
  const found = new Map<string, RepositoryInUse>()
  const uses = look.once(usesByRevision)
  for (const definition of look.once(definitionsByArn).values()) {
    addImages(found, look, definition, uses.get(definition.taskDefinitionArn))
  }
  return [...found.values()]
}

/**
 * Repositories as soon as every revision that tasks run from them has arrived. Ones that only a service without tasks or
 * a schedule uses are not among them, and what such a use adds to the others may be missing.
 */
export async function* repositoriesServed(
  registry: Registry,
  uses: ReadonlyMap<string, readonly Use[]>,
  arriving: AsyncIterable<TaskDefinition>,
): AsyncGenerator<RepositoryInUse> {
  const awaited = new Map<string, Set<string>>()
  for (const [arn, usesOfIt] of uses) {
    for (const container of usesOfIt.flatMap(({ task }) => task?.containers ?? [])) {
      const name = repositoryOf(registry, container.image)
      if (name) awaited.set(name, (awaited.get(name) ?? new Set()).add(arn))
    }
  }
  const found = new Map<string, RepositoryInUse>()
  for await (const definition of arriving) {
    const arn = definition.taskDefinitionArn
    addImages(found, registry, definition, uses.get(arn))
    for (const name of new Set(definition.containerDefinitions.map(({ image }) => repositoryOf(registry, image)))) {
      const revisions = awaited.get(name ?? '')
      const repository = found.get(name ?? '')
      if (revisions?.delete(arn) && revisions.size === 0 && repository) yield repository
    }
  }
}

function addImages(
  found: Map<string, RepositoryInUse>,
  registry: Registry,
  definition: TaskDefinition,
  uses: readonly Use[] | undefined,
): void {
  if (!uses) return
  const { operatingSystemFamily = '' } = definition.runtimePlatform ?? {}
  for (const container of definition.containerDefinitions) {
    const name = repositoryOf(registry, container.image)
    if (!name) continue
    const repository = found.get(name) ?? emptyRepository(name)
    found.set(name, repository)
    const { digests, tags } = idsOf(container, uses)
    for (const digest of digests) repository.digests.add(digest)
    for (const tag of tags) repository.tags.add(tag)
    repository.architectures.add(architectureOf(definition))
    if (operatingSystemFamily.startsWith('WINDOWS')) continue
    for (const id of [...digests, ...tags]) repository.linux.add(id)
  }
}

function idsOf(container: ContainerDefinition, uses: readonly Use[]): { digests: string[]; tags: string[] } {
  const { digest, tag } = parseImage(container.image ?? '')
  const reported = reportedDigests(uses, container.name)
  const digests = digest ? [...reported, digest] : reported
  return { digests, tags: digests.length === 0 && tag ? [tag] : [] }
}

/** The repository of an image of this account's registry; undefined for any other image. */
export function repositoryOf({ account, region }: Registry, image: string | undefined): string | undefined {
  const reference = parseImage(image ?? '')
  if (reference.kind !== 'ecr' || reference.account !== account || reference.region !== region) return undefined
  return reference.repository
}

function emptyRepository(name: string): RepositoryInUse {
  return { name, digests: new Set(), tags: new Set(), linux: new Set(), architectures: new Set() }
}
