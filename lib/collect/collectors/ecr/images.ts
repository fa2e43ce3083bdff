import type * as sdk from '@aws-sdk/client-ecr'
import { daemonReads } from '#lib/inventory/derived/daemons.ts'
import { servedReads, servedUses } from '#lib/inventory/derived/usage.ts'
import type { EcrImage, Repository } from '#lib/inventory/types/ecr.ts'
import { isAbsence } from '../../absent.ts'
import { type CollectContext, defineCollector, forEachOf } from '../../collector.ts'
import type { Gather } from '../../gather.ts'
import { listAll } from '../../pages.ts'
import { chunks, iso, need, pick } from '../../shape.ts'
import { readConfigs } from './image-configs.ts'
import { imagesInUse, type RepositoryInUse, repositoriesServed } from './images-in-use.ts'

const action = 'ecr:DescribeImages'

/**
 * Images in use by digest or tag, the platform images behind those that are indices, and the configuration of images
 * that decide themselves as whom they run. A repository is asked for while definitions that use others still arrive.
 */
export const images = defineCollector({
  name: 'ecr-images',
  fills: ['ecrImages', 'imageConfigs'],
  needs: [...servedReads, 'repositories'],
  follows: ['taskSchedules', 'families', 'taskDefinitions', ...daemonReads],
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions', 'repositories'],
  async collect(context, look, out, { arriving, whole }) {
    const readers = new Map(
      look.seen('repositories').map((one) => [one.repositoryName, createReader(context, out, one)]),
    )
    const read = async (used: RepositoryInUse) => readers.get(used.name)?.(used)
    await forEachOf(repositoriesServed(context, servedUses(look), arriving('taskDefinitions')), read)
    await forEachOf(imagesInUse(await whole()), read)
  },
})

/** Reads what is used of one repository. Called again, it reads what has become known since. */
function createReader(context: CollectContext, out: Gather<'ecrImages' | 'imageConfigs'>, repository: Repository) {
  const asked = new Set<string>()
  const details: sdk.ImageDetail[] = []
  const configured = new Set<string>()
  const notYet = (known: Set<string>) => (id: string) => known.size < known.add(id).size
  const describeIn = (ids: readonly sdk.ImageIdentifier[]) => describeImages(context, repository.repositoryName, ids)
  const keep = (found: readonly sdk.ImageDetail[] | undefined) =>
    out.add('ecrImages', action, found, (detail) => toImage(detail, repository))

  return async (used: RepositoryInUse): Promise<void> => {
    const ids = [
      ...[...used.digests].filter(notYet(asked)).map((imageDigest) => ({ imageDigest })),
      ...[...used.tags].filter(notYet(asked)).map((imageTag) => ({ imageTag })),
    ]
    const found = (await out.read({ section: ['ecrImages', 'imageConfigs'] }, () => describeIn(ids))) ?? []
    keep(found)
    details.push(...found)
    const wanted = details.filter((detail) => isIndex(detail) || isLinux(detail, used))
    const digests = wanted.flatMap(({ imageDigest }) => imageDigest ?? []).filter(notYet(configured))
    const platforms = await readConfigs(context, out, { repository, digests, architectures: used.architectures })
    keep(await out.read({ section: 'ecrImages' }, () => describeIn(platforms.map((imageDigest) => ({ imageDigest })))))
  }
}

/** One image that is gone makes the whole batch fail: then each half is asked for by itself. */
async function describeImages(
  context: CollectContext,
  repositoryName: string,
  ids: readonly sdk.ImageIdentifier[],
): Promise<sdk.ImageDetail[]> {
  const ask = async (imageIds: sdk.ImageIdentifier[]): Promise<sdk.ImageDetail[]> => {
    try {
      return await listAll(context, {
        action,
        input: (nextToken) => ({ repositoryName, imageIds, nextToken }),
        items: ({ imageDetails }) => imageDetails,
        next: ({ nextToken }) => nextToken,
      })
    } catch (error) {
      if (isAbsence(error, ['RepositoryNotFoundException'])) return []
      if (!isAbsence(error, ['ImageNotFoundException'])) throw error
      if (imageIds.length === 1) return []
      const half = Math.ceil(imageIds.length / 2)
      return (await Promise.all([ask(imageIds.slice(0, half)), ask(imageIds.slice(half))])).flat()
    }
  }
  return (await Promise.all(chunks(ids, 100).map(ask))).flat()
}

function isIndex({ imageManifestMediaType = '' }: sdk.ImageDetail): boolean {
  return /image\.index|manifest\.list/.test(imageManifestMediaType)
}

function isLinux({ imageDigest = '', imageTags = [] }: sdk.ImageDetail, { linux }: RepositoryInUse): boolean {
  return linux.has(imageDigest) || imageTags.some((tag) => linux.has(tag))
}

function toImage(detail: sdk.ImageDetail, repository: Repository): EcrImage {
  const { imageScanStatus, imageScanFindingsSummary: summary } = detail
  const imageDigest = need(detail.imageDigest, 'imageDigest')
  return {
    imageKey: `${repository.repositoryArn}@${imageDigest}`,
    ...pick(repository, 'repositoryArn', 'repositoryName', 'registryId'),
    imageDigest,
    imageTags: detail.imageTags ?? [],
    imagePushedAt: iso(detail.imagePushedAt),
    ...pick(detail, 'imageSizeInBytes'),
    imageScanStatus: imageScanStatus && pick(imageScanStatus, 'status', 'description'),
    imageScanFindingsSummary: summary && {
      imageScanCompletedAt: iso(summary.imageScanCompletedAt),
      findingSeverityCounts: { ...summary.findingSeverityCounts },
    },
  }
}
