import type { ImageConfig, Repository } from '#lib/inventory/types/ecr.ts'
import { type CollectContext, forEachOf } from '../../collector.ts'
import { CallError } from '../../failure.ts'
import type { Gather } from '../../gather.ts'
import { chunks, unique } from '../../shape.ts'
import {
  largestConfig,
  largestManifest,
  type Manifest,
  type Platform,
  readConfig,
  readManifest,
  sha256,
} from './manifest.ts'

interface Asked {
  repository: Repository
  digests: readonly string[]
  /** Platforms of an index that the definitions in use can run on. */
  architectures: ReadonlySet<string>
}
type Out = Gather<'imageConfigs'>
type ConfigFacts = NonNullable<ReturnType<typeof readConfig>>

const manifestAction = 'ecr:BatchGetImage'
const configAction = 'ecr:GetDownloadUrlForLayer'
const acceptedMediaTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
]

/**
 * Reads configurations into the section; every byte is checked against the digest it was asked for by. An index gets the
 * configuration of its first fitting platform, and shares that platform's fate when it cannot be read.
 * @returns digests of the platform images behind the indices among those asked for
 */
export async function readConfigs(context: CollectContext, out: Out, asked: Asked): Promise<string[]> {
  const { repository, digests, architectures } = asked
  const ownKey = (digest: string) => [keyOf(repository, digest)]
  const outer = await readManifests(context, out, repository, digests, ownKey)
  const platformsOf = new Map<string, string[]>()
  for (const [digest, manifest] of outer) {
    if ('platforms' in manifest) platformsOf.set(digest, fitting(manifest.platforms, architectures))
  }
  const platforms = unique([...platformsOf.values()].flat())
  const withIndices = (digest: string) => {
    const indices = [...platformsOf].filter(([, [first]]) => first === digest).map(([index]) => index)
    return [digest, ...indices].map((one) => keyOf(repository, one))
  }
  const manifests = new Map([...outer, ...(await readManifests(context, out, repository, platforms, withIndices))])

  const facts = new Map<string, ConfigFacts>()
  await forEachOf([...manifests], async ([digest, manifest]) => {
    if (!('configDigest' in manifest)) return
    const lost = { section: 'imageConfigs', resource: withIndices(digest), gone } as const
    const read = await out.read(lost, () => readConfigBlob(context, repository.repositoryName, manifest.configDigest))
    if (read) facts.set(digest, read)
  })
  const records = unique([...digests, ...platforms]).flatMap((digest): ImageConfig[] => {
    const platformDigests = platformsOf.get(digest) ?? []
    const found = facts.get(platformDigests[0] ?? digest)
    return found ? [{ imageKey: keyOf(repository, digest), ...found, platformDigests }] : []
  })
  out.add('imageConfigs', configAction, records, (record) => record)
  return platforms
}

const gone = ['RepositoryNotFoundException', 'ImageNotFoundException', 'LayersNotFoundException'] as const

/** Platforms that the definitions in use can run on; the first one where none is known to fit. */
function fitting(platforms: readonly Platform[], architectures: ReadonlySet<string>): string[] {
  const found = platforms.filter((one) => architectures.has(one.architecture))
  return (found.length > 0 ? found : platforms.slice(0, 1)).map((one) => one.digest)
}

/** `keysOf`: the records that stay unread without the manifest of this digest. */
async function readManifests(
  { call }: CollectContext,
  out: Out,
  repository: Repository,
  digests: readonly string[],
  keysOf: (digest: string) => string[],
): Promise<Map<string, Manifest>> {
  const found = new Map<string, Manifest>()
  const { repositoryName } = repository
  const lose = (digest: string, errorCode: string, reason: 'malformed' | 'failed') =>
    out.gap({ section: 'imageConfigs', resource: keysOf(digest) }, { action: manifestAction, reason, errorCode })
  await forEachOf(chunks(digests, 100), async (batch) => {
    const imageIds = batch.map((imageDigest) => ({ imageDigest }))
    const answer = await out.read({ section: 'imageConfigs', resource: batch.flatMap(keysOf), gone }, () =>
      call(manifestAction, { repositoryName, imageIds, acceptedMediaTypes }),
    )
    for (const { imageId, failureCode = 'Failure' } of answer?.failures ?? []) {
      if (failureCode !== 'ImageNotFound' && imageId?.imageDigest) lose(imageId.imageDigest, failureCode, 'failed')
    }
    for (const { imageId, imageManifest = '' } of answer?.images ?? []) {
      const digest = imageId?.imageDigest
      if (!digest || !batch.includes(digest)) continue
      const manifest = imageManifest.length <= largestManifest ? readManifest(imageManifest) : undefined
      if (sha256(imageManifest) !== digest) lose(digest, 'DigestMismatch', 'malformed')
      else if (!manifest) lose(digest, 'UnsupportedManifest', 'malformed')
      else found.set(digest, manifest)
    }
  })
  return found
}

async function readConfigBlob(
  { call, download, region }: CollectContext,
  repositoryName: string,
  layerDigest: string,
): Promise<ConfigFacts> {
  const malformed = (code: string) => new CallError(configAction, region, { kind: 'malformed', code })
  const { downloadUrl } = await call(configAction, { repositoryName, layerDigest })
  if (!downloadUrl) throw malformed('Missing.downloadUrl')
  const blob = await download(configAction, downloadUrl, largestConfig)
  if (sha256(blob) !== layerDigest) throw malformed('DigestMismatch')
  const facts = readConfig(Buffer.from(blob).toString('utf8'))
  if (!facts) throw malformed('UnsupportedConfig')
  return facts
}

function keyOf({ repositoryArn }: Repository, digest: string): string {
  return `${repositoryArn}@${digest}`
}
