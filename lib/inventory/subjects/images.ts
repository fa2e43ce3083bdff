import { definitionsByArn } from '../derived/definitions.ts'
import { reportedDigests } from '../derived/digests.ts'
import { type ImageReference, parseImage, registriesOfAws } from '../derived/images.ts'
import { type UsageSection, type Use, usageReads, usesByRevision } from '../derived/usage.ts'
import type { Look } from '../look.ts'
import type { Repository } from '../types/ecr.ts'
import type { TaskDefinition } from '../types/task-definition.ts'
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

/**
 * Private ECR repositories that hold an image in use. Those of other accounts and regions are out of sight; of those of AWS
 * nobody expects to see anything.
 */
export const repository: SubjectKind<RepositorySubject, Section> = {
  type: 'ecr-repository',
  reads,
  find: (look) => [...look.once(repositories), ...outOfSight(look, look.once(imageUses))],
}

const imageReads = [...reads, 'ecrImages'] as const

/**
 * Digests of RUNNING tasks and daemons; the subject is the repository, its parts are the digests. Where a task reports none, its
 * tag tells.
 */
export const image: SubjectKind<ImageSubject, (typeof imageReads)[number]> = {
  type: 'ecr-image',
  reads: imageReads,
  find: (look) => [
    ...look.once(repositories).flatMap((item) => digestsOf(look, item)),
    ...outOfSight(look, look.once(imageUses).filter(runs)).map((item) => ({ ...item, type: 'ecr-image' })),
  ],
}

function digestsOf(look: Look<'ecrImages'>, item: SubjectItem<RepositorySubject>): SubjectItem<ImageSubject>[] {
  if (item.unread) return [{ ...item, type: 'ecr-image' }]
  const { repository: owner, images } = item.value
  const found = images.flatMap((use) => runningDigestsOf(look, owner, use).map((digest) => ({ use, digest })))
  return [...Map.groupBy(found, ({ digest }) => digest)].map(([digest, list]): SubjectItem<ImageSubject> => {
    const running = list.map(({ use }) => use)
    const { value: _, ...same } = item
    const base = { ...same, ...usersOf(running), type: 'ecr-image', part: digest }
    if (digest === undefined) return { ...base, unread: [], outOfSight: noDigest(running) }
    const imageKey = `${owner.repositoryArn}@${digest}`
    return { ...base, value: { repository: owner, digest, imageKey, images: running } }
  })
}

const noDigest = ([use]: readonly ImageUse[]): string =>
  `A running task does not say which image ${use?.containerName} runs, and its tag leads to none.`

/**
 * Digests that tasks and daemons run for one use of an image: as they report it, else as the reference pins it or its tag stands in
 * the registry. Undefined for a task of which none of them tells.
 */
export function runningDigestsOf(
  look: Look<'ecrImages'>,
  { repositoryArn }: Repository,
  { uses, containerName, reference, runningDigests }: ImageUse,
): readonly (string | undefined)[] {
  const isSilent = uses.some(({ usage, task, daemon }) => {
    const ofDaemon = usage === 'running' ? (daemon?.revision.containerImages ?? []) : []
    const ofTask = task?.lastStatus === 'RUNNING' ? task.containers : []
    return (
      ofTask.some(({ name, imageDigest }) => name === containerName && !imageDigest) ||
      ofDaemon.some((one) => one.containerName === containerName && !one.imageDigest)
    )
  })
  if (!isSilent) return runningDigests
  const tagged = look
    .seen('ecrImages')
    .find((one) => one.repositoryArn === repositoryArn && one.imageTags.includes(reference.tag ?? ''))
  return [...new Set([...runningDigests, reference.digest ?? tagged?.imageDigest])]
}

const runs = ({ uses }: ImageUse): boolean => uses.some(({ usage }) => usage === 'running')

function repositories(look: Look<Section>): readonly SubjectItem<RepositorySubject>[] {
  const known = new Map(look.seen('repositories').map((one) => [one.repositoryName, one]))
  const unread = look.gaps('repositories')
  const own = look.once(imageUses).filter(({ reference }) => isOwn(look, reference))
  const byName = Map.groupBy(own, (use) => use.reference.repository)
  return [...byName].flatMap(([name, images]): SubjectItem<RepositorySubject>[] => {
    const owner = known.get(name)
    const arn = owner?.repositoryArn ?? `arn:${look.partition}:ecr:${look.region}:${look.account}:repository/${name}`
    const base = { id: arn, type: 'ecr-repository', name, arn, ...usersOf(images) }
    if (owner) return [{ ...base, value: { repository: owner, images } }]
    return unread.length > 0 ? [{ ...base, unread }] : []
  })
}

/** Repositories in use that stand where a scan of this account and region does not look. */
function outOfSight(look: Look<UsageSection>, images: readonly ImageUse[]) {
  const elsewhere = images.filter(({ reference }) => !isOwn(look, reference))
  const byArn = Map.groupBy(elsewhere, ({ reference }) => arnOf(look, reference))
  return [...byArn].flatMap(([arn, users]) =>
    users.slice(0, 1).map(({ reference: { account, region, repository: name } }) => {
      const owner = account === look.account ? `region ${region}` : `account ${account}`
      const reason = `The repository belongs to ${owner}, which cannot be looked into from here.`
      const base = { id: arn, type: 'ecr-repository', name, arn, ...usersOf(users) }
      return { ...base, unread: [], outOfSight: reason }
    }),
  )
}

const isOwn = (look: Look<never>, { account, region }: ImageReference): boolean =>
  account === look.account && region === look.region

const arnOf = ({ partition }: Look<never>, { account, region, repository: name }: ImageReference): string =>
  `arn:${partition}:ecr:${region}:${account}:repository/${name}`

function usersOf(images: readonly ImageUse[]) {
  const uses = images.flatMap((one) => one.uses)
  return {
    usage: strongestUsage(uses.map((use) => use.usage)),
    services: [...new Set(uses.flatMap((use) => use.service?.serviceArn ?? []))],
    clusters: [...new Set(uses.map((use) => use.clusterArn))],
  }
}

/** ECR IMAGE references in use, but for what AWS hands out. */
function imageUses(look: Look<UsageSection>): readonly ImageUse[] {
  const definitions = look.once(definitionsByArn)
  return [...look.once(usesByRevision)].flatMap(([arn, uses]) => {
    const definition = definitions.get(arn)
    return (definition?.containerDefinitions ?? []).flatMap((container): ImageUse[] => {
      const reference = parseImage(container.image ?? '')
      if (!definition || reference.kind !== 'ecr' || registriesOfAws.includes(reference.account ?? '')) return []
      const runningDigests = reportedDigests(uses, container.name)
      return [{ definition, containerName: container.name, reference, uses, runningDigests }]
    })
  })
}
