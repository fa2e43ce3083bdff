import type * as sdk from '@aws-sdk/client-ecr'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import type { EcrImage, Repository } from '#lib/inventory/types/ecr.ts'
import { type CollectContext, defineCollector, forEachOf } from '../../collector.ts'
import { CallError } from '../../failure.ts'
import { listAll } from '../../pages.ts'
import { chunks, iso, need, pick } from '../../shape.ts'
import { readConfigs } from './image-configs.ts'
import { imagesInUse, type RepositoryInUse } from './images-in-use.ts'

const action = 'ecr:DescribeImages'

/**
 * Images in use by digest or tag, the platform images behind those that are indices, and the configuration of images
 * that decide themselves as whom they run.
 */
export const images = defineCollector({
  name: 'ecr-images',
  fills: ['ecrImages', 'imageConfigs'],
  needs: [...usageReads, 'repositories'],
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions', 'repositories'],
  async collect(context, look, out) {
    const repositories = new Map(look.seen('repositories').map((one) => [one.repositoryName, one]))
    const found = imagesInUse(look).flatMap((used) => {
      const repository = repositories.get(used.name)
      return repository ? [{ used, repository }] : []
    })
    await forEachOf(found, async ({ used, repository }) => {
      const asked = [
        ...[...used.digests].map((imageDigest) => ({ imageDigest })),
        ...[...used.tags].map((imageTag) => ({ imageTag })),
      ]
      const describeIn = (ids: readonly sdk.ImageIdentifier[]) => describeImages(context, used.name, ids)
      const details = (await out.read({ section: ['ecrImages', 'imageConfigs'] }, () => describeIn(asked))) ?? []
      out.add('ecrImages', action, details, (detail) => toImage(detail, repository))

      const wanted = details.filter((detail) => isIndex(detail) || leavesUserOpen(detail, used))
      const digests = wanted.flatMap(({ imageDigest }) => imageDigest ?? [])
      const platforms = await readConfigs(context, out, { repository, digests, architectures: used.architectures })
      const behind = await out.read({ section: 'ecrImages' }, () =>
        describeIn(platforms.map((imageDigest) => ({ imageDigest }))),
      )
      out.add('ecrImages', action, behind, (detail) => toImage(detail, repository))
    })
  },
})

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
      if (!(error instanceof CallError)) throw error
      if (error.failure.code === 'RepositoryNotFoundException') return []
      if (error.failure.code !== 'ImageNotFoundException') throw error
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

function leavesUserOpen(
  { imageDigest = '', imageTags = [] }: sdk.ImageDetail,
  { withoutUser }: RepositoryInUse,
): boolean {
  return withoutUser.has(imageDigest) || imageTags.some((tag) => withoutUser.has(tag))
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
