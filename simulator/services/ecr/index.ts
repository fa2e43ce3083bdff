import type * as sdk from '@aws-sdk/client-ecr'
import { assertBatch, type Call, invalid } from '../../call.ts'
import type { ImageEstate, RepositoryEstate } from '../../estate.ts'
import { findBy, findEach } from '../../lookup.ts'
import { page } from '../../page.ts'
import type { Service } from '../../service.ts'
import { awsJson } from '../../wire/json.ts'
import { AwsError } from '../../wire/protocol.ts'
import { findImage, findRepository } from './find-image.ts'
import { layerUrl } from './layers.ts'

const repositoryArn = ({ repository }: RepositoryEstate) => repository.repositoryArn

export const ecr: Service = {
  signingName: 'ecr',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-ecr'),
  invalidInput: 'InvalidParameterException',
  invalidToken: 'InvalidParameterException',
  operations: {
    DescribeRepositories(input: sdk.DescribeRepositoriesRequest, call: Call): sdk.DescribeRepositoriesResponse {
      const { repositoryNames: names, nextToken, maxResults } = input
      assertBatch(call, names, 100, 'repositoryNames')
      if (names && maxResults !== undefined) throw invalid(call, 'maxResults cannot be used with repositoryNames')
      const all = names ? names.map((name) => repositoryOf(call, name)) : call.estate.ecr.repositories
      const { items, next } = page(call, all, { token: nextToken, size: maxResults, max: 1000, usual: 100 })
      return { repositories: items.map(({ repository }) => repository), nextToken: next }
    },

    DescribeImages(input: sdk.DescribeImagesRequest, call: Call): sdk.DescribeImagesResponse {
      const { repositoryName, imageIds, nextToken, maxResults, filter } = input
      assertBatch(call, imageIds, 100, 'imageIds')
      if (imageIds && maxResults !== undefined) throw invalid(call, 'maxResults cannot be used with imageIds')
      const { images } = repositoryOf(call, repositoryName)
      const wanted = imageIds ? imageIds.map((id) => imageOf(images, id)) : images
      const { items, next } = page(call, wanted, {
        token: nextToken,
        size: maxResults,
        max: 1000,
        usual: 100,
        where: ({ detail }) => hasTagStatus(detail, filter?.tagStatus),
      })
      return { imageDetails: items.map(({ detail }) => detail), nextToken: next }
    },

    BatchGetImage({ repositoryName, imageIds = [] }: sdk.BatchGetImageRequest, call: Call): sdk.BatchGetImageResponse {
      assertBatch(call, imageIds, 100, 'imageIds')
      const { images, repository } = repositoryOf(call, repositoryName)
      const found = imageIds.map((imageId) => ({ imageId, image: findImage(images, imageId) }))
      return {
        images: found.flatMap(({ imageId, image }) => (image ? wireImage(image, imageId, repository) : [])),
        failures: found
          .filter(({ image }) => !image)
          .map(({ imageId }) => ({
            imageId,
            failureCode: 'ImageNotFound' as const,
            failureReason: 'Requested image not found',
          })),
      }
    },

    DescribeImageScanFindings(
      input: sdk.DescribeImageScanFindingsRequest,
      call: Call,
    ): sdk.DescribeImageScanFindingsResponse {
      const { repositoryName, imageId = {}, nextToken, maxResults } = input
      const { detail, scanFindings } = imageOf(repositoryOf(call, repositoryName).images, imageId)
      if (!detail.imageScanStatus)
        throw new AwsError(
          'ScanNotFoundException',
          `Image scan does not exist for the image with '${detail.imageDigest}'`,
        )
      const kind = scanFindings?.enhancedFindings ? 'enhancedFindings' : 'findings'
      const { items, next } = page<object>(call, scanFindings?.[kind] ?? [], {
        token: nextToken,
        size: maxResults,
        max: 1000,
        usual: 100,
      })
      return {
        repositoryName,
        imageId: { imageDigest: detail.imageDigest, imageTag: imageId.imageTag },
        imageScanStatus: detail.imageScanStatus,
        imageScanFindings: scanFindings && { ...scanFindings, [kind]: items },
        nextToken: next,
      }
    },

    /** The address answers without credentials, as the signed one of AWS does. */
    GetDownloadUrlForLayer(input: sdk.GetDownloadUrlForLayerRequest, call: Call): sdk.GetDownloadUrlForLayerResponse {
      const { repositoryName, layerDigest = '' } = input
      const { images, repository } = repositoryOf(call, repositoryName)
      if (!images.some(({ config }) => config?.digest === layerDigest)) {
        throw new AwsError('LayersNotFoundException', `The layer with digest '${layerDigest}' does not exist.`)
      }
      return { downloadUrl: layerUrl(call, repository.repositoryName, layerDigest), layerDigest }
    },

    BatchGetRepositoryScanningConfiguration(
      { repositoryNames = [] }: sdk.BatchGetRepositoryScanningConfigurationRequest,
      call: Call,
    ): sdk.BatchGetRepositoryScanningConfigurationResponse {
      assertBatch(call, repositoryNames, 25, 'repositoryNames')
      const { found, missing } = findEach(call, repositoryNames, (name) => findRepository(call.estate, name))
      return {
        scanningConfigurations: found.map(({ scanning }) => scanning),
        failures: missing.map((repositoryName) => ({
          repositoryName,
          failureCode: 'REPOSITORY_NOT_FOUND' as const,
          failureReason: 'The repository does not exist',
        })),
      }
    },

    GetRegistryScanningConfiguration(
      _input: object,
      { account, estate }: Call,
    ): sdk.GetRegistryScanningConfigurationResponse {
      return { registryId: account.id, scanningConfiguration: estate.ecr.registryScanning }
    },

    DescribePullThroughCacheRules(
      input: sdk.DescribePullThroughCacheRulesRequest,
      call: Call,
    ): sdk.DescribePullThroughCacheRulesResponse {
      const { ecrRepositoryPrefixes: prefixes, nextToken, maxResults } = input
      const { items, next } = page(call, call.estate.ecr.pullThroughCacheRules, {
        token: nextToken,
        size: maxResults,
        max: 1000,
        usual: 100,
        where: ({ ecrRepositoryPrefix = '' }) => !prefixes?.length || prefixes.includes(ecrRepositoryPrefix),
      })
      return { pullThroughCacheRules: items, nextToken: next }
    },

    DescribeRegistry(_input: object, { account, estate }: Call): sdk.DescribeRegistryResponse {
      return { registryId: account.id, replicationConfiguration: estate.ecr.replication }
    },

    DescribeRepositoryCreationTemplates(
      input: sdk.DescribeRepositoryCreationTemplatesRequest,
      call: Call,
    ): sdk.DescribeRepositoryCreationTemplatesResponse {
      const { prefixes, nextToken, maxResults } = input
      const { items, next } = page(call, call.estate.ecr.creationTemplates, {
        token: nextToken,
        size: maxResults,
        max: 1000,
        usual: 100,
        where: ({ prefix = '' }) => !prefixes?.length || prefixes.includes(prefix),
      })
      return { registryId: call.account.id, repositoryCreationTemplates: items, nextToken: next }
    },

    GetLifecyclePolicy({ repositoryName }: sdk.GetLifecyclePolicyRequest, call: Call): sdk.GetLifecyclePolicyResponse {
      const { repository, lifecyclePolicyText } = repositoryOf(call, repositoryName)
      if (lifecyclePolicyText === undefined)
        throw new AwsError('LifecyclePolicyNotFoundException', 'Lifecycle policy does not exist')
      return { registryId: repository.registryId, repositoryName, lifecyclePolicyText }
    },

    ListTagsForResource(
      { resourceArn }: sdk.ListTagsForResourceRequest,
      { estate }: Call,
    ): sdk.ListTagsForResourceResponse {
      const found = findBy(estate.ecr.repositories, repositoryArn, resourceArn)
      if (!found) throw new AwsError('RepositoryNotFoundException', `The repository '${resourceArn}' does not exist`)
      return { tags: Object.entries(found.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) }
    },
  },
}

function repositoryOf(call: Call, name: string | undefined): RepositoryEstate {
  const repository = findRepository(call.estate, name)
  if (repository && call.fault !== 'vanish') return repository
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${call.account.id}'`,
  )
}

function imageOf(images: readonly ImageEstate[], id: sdk.ImageIdentifier): ImageEstate {
  const image = findImage(images, id)
  if (!image)
    throw new AwsError('ImageNotFoundException', `The image with imageId ${JSON.stringify(id)} does not exist`)
  return image
}

function hasTagStatus({ imageTags }: sdk.ImageDetail, wanted: sdk.TagStatus | undefined): boolean {
  return wanted === undefined || wanted === 'ANY' || (wanted === 'TAGGED') === Boolean(imageTags?.length)
}

function wireImage(
  { detail, manifest }: ImageEstate,
  { imageTag }: sdk.ImageIdentifier,
  repository: sdk.Repository,
): sdk.Image {
  return {
    registryId: repository.registryId,
    repositoryName: repository.repositoryName,
    imageId: { imageDigest: detail.imageDigest, imageTag },
    imageManifest: manifest,
    imageManifestMediaType: detail.imageManifestMediaType,
  }
}
