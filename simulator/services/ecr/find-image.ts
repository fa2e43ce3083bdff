import type { ImageIdentifier } from '@aws-sdk/client-ecr'
import type { AccountEstate, ImageEstate, RegionEstate, RepositoryEstate } from '../../estate.ts'
import { findBy } from '../../lookup.ts'

const repositoryName = ({ repository }: RepositoryEstate) => repository.repositoryName

export function findRepository(
  { ecr }: Pick<RegionEstate, 'ecr'>,
  name: string | undefined,
): RepositoryEstate | undefined {
  return findBy(ecr.repositories, repositoryName, name)
}

/** An image by digest, else by tag. */
export function findImage(
  images: readonly ImageEstate[],
  { imageDigest, imageTag }: ImageIdentifier,
): ImageEstate | undefined {
  return images.find(({ detail }) =>
    imageDigest === undefined
      ? imageTag !== undefined && detail.imageTags?.includes(imageTag)
      : detail.imageDigest === imageDigest,
  )
}

/** The digest that an image reference resolves to: the one it names, or that of its tag in the account's registry. */
export function imageDigest({ regions }: AccountEstate, reference: string): string | undefined {
  const {
    region = '',
    name,
    tag = 'latest',
    digest,
  } = /\.dkr\.ecr\.(?<region>[\w-]+)\.amazonaws\.com\/(?<name>[^:@]+)(?::(?<tag>[^@]+))?(?:@(?<digest>sha256:\w+))?$/.exec(
    reference,
  )?.groups ?? {}
  if (digest) return digest
  const registry = regions[region]
  const repository = registry && findRepository(registry, name)
  return repository && findImage(repository.images, { imageTag: tag })?.detail.imageDigest
}
