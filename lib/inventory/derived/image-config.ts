import type { Look } from '../look.ts'
import type { ImageConfig } from '../types/ecr.ts'
import type { ContainerDefinition } from '../types/ecs.ts'
import { reportedDigests } from './digests.ts'
import { parseImage } from './images.ts'
import type { Use } from './usage.ts'

/**
 * Configuration of the image a container really runs: by the digest its tasks or daemons report, else by the digest or tag it names.
 * Undefined when the image is not in this account and region's registry, or its digest is not known. Throws MissingEvidence
 * when it is there and could not be read.
 */
export function imageConfigOf(
  look: Look<'imageConfigs' | 'ecrImages' | 'repositories'>,
  container: ContainerDefinition,
  uses: readonly Use[],
): ImageConfig | undefined {
  const reference = parseImage(container.image ?? '')
  if (reference.kind !== 'ecr' || reference.account !== look.account || reference.region !== look.region)
    return undefined
  const owner = look.all('repositories').find((one) => one.repositoryName === reference.repository)
  if (!owner) return undefined
  const [reported] = reportedDigests(uses, container.name)
  const digest = reported ?? reference.digest ?? digestOfTag(look, owner.repositoryArn, reference.tag)
  return digest === undefined ? undefined : look.get('imageConfigs', `${owner.repositoryArn}@${digest}`)
}

function digestOfTag(look: Look<'ecrImages'>, repositoryArn: string, tag: string | undefined): string | undefined {
  if (!tag) return undefined
  return look.all('ecrImages').find((one) => one.repositoryArn === repositoryArn && one.imageTags.includes(tag))
    ?.imageDigest
}
