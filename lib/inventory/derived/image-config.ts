import type { Look } from '../look.ts'
import type { ImageConfig } from '../types/ecr.ts'
import type { ContainerDefinition } from '../types/task-definition.ts'
import { reportedDigests } from './digests.ts'
import { parseImage } from './images.ts'
import type { Use } from './usage.ts'

type Section = 'ecrImages' | 'repositories' | 'tasks'

/**
 * Keys of the images a container really runs: by the digests its tasks or daemons report, which differ where a tag has moved
 * between their starts, else by the digest or tag it names. Undefined in place of an image that is not in this account and
 * region's registry, or whose digest is not known.
 */
export function imageKeysOf(
  look: Look<Section>,
  container: ContainerDefinition,
  uses: readonly Use[],
): readonly (string | undefined)[] {
  const reference = parseImage(container.image ?? '')
  if (reference.kind !== 'ecr' || reference.account !== look.account || reference.region !== look.region)
    return [undefined]
  const owner = look.all('repositories').find((one) => one.repositoryName === reference.repository)
  if (!owner) return [undefined]
  const reported = reportedDigests(uses, container.name)
  const named = () => {
    if (reference.digest) return reference.digest
    // A task that was not read may run what the tag meant before.
    for (const { clusterArn } of uses) look.all('tasks', clusterArn)
    return digestOfTag(look, owner.repositoryArn, reference.tag)
  }
  return (reported.length > 0 ? reported : [named()]).map((digest) =>
    digest === undefined ? undefined : `${owner.repositoryArn}@${digest}`,
  )
}

/** Their configurations; undefined as there. Throws MissingEvidence when one is there and could not be read. */
export function imageConfigsOf(
  look: Look<Section | 'imageConfigs'>,
  container: ContainerDefinition,
  uses: readonly Use[],
): readonly (ImageConfig | undefined)[] {
  return imageKeysOf(look, container, uses).map((key) =>
    key === undefined ? undefined : look.get('imageConfigs', key),
  )
}

function digestOfTag(look: Look<'ecrImages'>, repositoryArn: string, tag: string | undefined): string | undefined {
  if (!tag) return undefined
  return look.all('ecrImages').find((one) => one.repositoryArn === repositoryArn && one.imageTags.includes(tag))
    ?.imageDigest
}
