import { definitionsByArn } from '../derived/definitions.ts'
import { reportedDigests } from '../derived/digests.ts'
import { type ImageReference, parseImage } from '../derived/images.ts'
import { type UsageSection, type Use, usageReads, usesByRevision } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Repository } from '../types/ecr.ts'
import type { TaskDefinition } from '../types/ecs.ts'
import { type SubjectItem, type SubjectKind, strongestUsage } from './subject.ts'

/** A container of a revision in use that pulls from a repository. */
export interface ImageUse {
  definition: TaskDefinition
  containerName: string
  reference: ImageReference
  uses: readonly Use[]
  /** Digests that its running tasks and daemons report. */
  runningDigests: readonly string[]
}

export interface RepositorySubject {
  repository: Repository
  images: readonly ImageUse[]
}

/** One digest that tasks run, and who runs it. */
export interface ImageSubject {
  repository: Repository
  digest: string
  imageKey: string
  images: readonly ImageUse[]
}

const reads = [...usageReads, 'repositories'] as const
type Section = UsageSection | 'repositories'

/** Private ECR repositories of this account and region that hold an image in use. */
export const repository: SubjectKind<RepositorySubject, Section> = {
  type: 'ecr-repository',
  reads,
  find: (look) => look.once(repositories),
}

/** Digests of RUNNING tasks and daemons; the subject is the repository, its parts are the digests. */
export const image: SubjectKind<ImageSubject, Section> = {
  type: 'ecr-image',
  reads,
  find: (look) =>
    look.once(repositories).flatMap((item): SubjectItem<ImageSubject>[] => {
      if (item.unread) return [{ ...item, type: 'ecr-image' }]
      const { repository: owner, images } = item.value
      return [...new Set(images.flatMap((use) => use.runningDigests))].map((digest) => {
        const running = images.filter((use) => use.runningDigests.includes(digest))
        return {
          ...item,
          ...usersOf(running),
          type: 'ecr-image',
          part: digest,
          value: { repository: owner, digest, imageKey: `${owner.repositoryArn}@${digest}`, images: running },
        }
      })
    }),
}

function repositories(look: Look<Section>): readonly SubjectItem<RepositorySubject>[] {
  const known = new Map(look.seen('repositories').map((one) => [one.repositoryName, one]))
  const unread = look.gaps('repositories')
  const byName = Map.groupBy(look.once(imageUses), (use) => use.reference.repository)
  return [...byName].flatMap(([name, images]): SubjectItem<RepositorySubject>[] => {
    const owner = known.get(name)
    const arn = owner?.repositoryArn ?? `arn:${look.partition}:ecr:${look.region}:${look.account}:repository/${name}`
    const base = { id: arn, type: 'ecr-repository', name, arn, ...usersOf(images) }
    if (owner) return [{ ...base, value: { repository: owner, images } }]
    return unread.length > 0 ? [{ ...base, unread }] : []
  })
}

function usersOf(images: readonly ImageUse[]) {
  const uses = images.flatMap((one) => one.uses)
  return {
    usage: strongestUsage(uses.map((use) => use.usage)),
    services: [...new Set(uses.flatMap((use) => use.service?.serviceArn ?? []))],
    clusters: [...new Set(uses.map((use) => use.clusterArn))],
  }
}

/** ECR IMAGE references in use that this account and region's registry serves. */
function imageUses(look: Look<UsageSection>): readonly ImageUse[] {
  const definitions = look.once(definitionsByArn)
  return [...look.once(usesByRevision)].flatMap(([arn, uses]) => {
    const definition = definitions.get(arn)
    return (definition?.containerDefinitions ?? []).flatMap((container): ImageUse[] => {
      const reference = parseImage(container.image ?? '')
      const own = reference.kind === 'ecr' && reference.account === look.account && reference.region === look.region
      if (!definition || !own) return []
      const runningDigests = reportedDigests(uses, container.name)
      return [{ definition, containerName: container.name, reference, uses, runningDigests }]
    })
  })
}
