import { parseImage } from '#lib/inventory/derived/images.ts'
import { type UsageSection, usesByRevision } from '#lib/inventory/derived/usage.ts'
import type { Look } from '#lib/inventory/look.ts'

/** What containers of revisions in use pull from one repository of this account and region. */
export interface RepositoryInUse {
  name: string
  /** Digests that tasks report or definitions pin, and tags of containers of which no digest is known. */
  digests: Set<string>
  tags: Set<string>
  /** Digests and tags of Linux containers that leave the user to the image. */
  withoutUser: Set<string>
  /** Processor architectures, in the registry's words, of the definitions that run them. */
  architectures: Set<string>
}

const architectures: Readonly<Record<string, string>> = { X86_64: 'amd64', ARM64: 'arm64' }

export function imagesInUse(look: Look<UsageSection>): RepositoryInUse[] {
  const found = new Map<string, RepositoryInUse>()
  const uses = look.once(usesByRevision)
  for (const definition of look.seen('taskDefinitions')) {
    const usesOfIt = uses.get(definition.taskDefinitionArn)
    if (!usesOfIt) continue
    const { cpuArchitecture = 'X86_64', operatingSystemFamily = '' } = definition.runtimePlatform ?? {}
    for (const container of definition.containerDefinitions) {
      const reference = parseImage(container.image ?? '')
      if (reference.kind !== 'ecr' || reference.account !== look.account || reference.region !== look.region) continue
      const repository = found.get(reference.repository) ?? emptyRepository(reference.repository)
      found.set(reference.repository, repository)
      const reported = usesOfIt
        .flatMap((use) => use.task?.containers ?? [])
        .flatMap((one) => (one.name === container.name && one.imageDigest ? [one.imageDigest] : []))
      const digests = reference.digest ? [...reported, reference.digest] : reported
      const tags = digests.length === 0 && reference.tag ? [reference.tag] : []
      for (const digest of digests) repository.digests.add(digest)
      for (const tag of tags) repository.tags.add(tag)
      repository.architectures.add(architectures[cpuArchitecture] ?? 'amd64')
      if (container.user || operatingSystemFamily.startsWith('WINDOWS')) continue
      for (const id of [...digests, ...tags]) repository.withoutUser.add(id)
    }
  }
  return [...found.values()]
}

function emptyRepository(name: string): RepositoryInUse {
  return { name, digests: new Set(), tags: new Set(), withoutUser: new Set(), architectures: new Set() }
}
