import type { ImageConfig, Repository } from '#lib/inventory/types/ecr.ts'
import { type CollectContext, forEachOf } from '../../collector.ts'
import { CallError } from '../../failure.ts'
import type { Gather } from '../../gather.ts'
import { chunks, unique } from '../../shape.ts'
import { largestConfig, largestManifest, type Manifest, readConfig, readManifest, sha256 } from './manifest.ts'

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
 * configuration of its first fitting platform.
 * @returns digests of the platform images behind the indices among those asked for
 */
export async function readConfigs(context: CollectContext, out: Out, asked: Asked): Promise<string[]> {
  const { repository, architectures } = asked
  const outer = await readManifests(context, out, repository, asked.digests)
  const platformsOf = new Map<string, string[]>()
  for (const [digest, manifest] of outer) {
    if ('configDigest' in manifest) continue
    const fitting = manifest.platforms.filter((one) => architectures.has(one.architecture))
    platformsOf.set(
      digest,
      (fitting.length > 0 ? fitting : manifest.platforms.slice(0, 1)).map((one) => one.digest),
    )
  }
  const platforms = unique([...platformsOf.values()].flat())
  const manifests = new Map([...outer, ...(await readManifests(context, out, repository, platforms))])

  const facts = new Map<string, ConfigFacts>()
  await forEachOf([...manifests], async ([digest, manifest]) => {
    if (!('configDigest' in manifest)) return
    const lost = { section: 'imageConfigs', resource: keyOf(repository, digest), gone } as const
    const read = await out.read(lost, () => readConfigBlob(context, repository.repositoryName, manifest.configDigest))
    if (read) facts.set(digest, read)
  })
  const records = [...new Set([...asked.digests, ...platforms])].flatMap((digest): ImageConfig[] => {
    const platformDigests = platformsOf.get(digest) ?? []
    const found = facts.get(platformDigests.find((one) => facts.has(one)) ?? digest)
    if (found) return [{ imageKey: keyOf(repository, digest), ...found, platformDigests }]
    if (platformsOf.has(digest)) {
      out.gap(
        { section: 'imageConfigs', resource: keyOf(repository, digest) },
        { ...unreadPlatform, action: manifestAction },
      )
    }
    return []
  })
  out.add('imageConfigs', configAction, records, (record) => record)
  return platforms
}

const gone = ['RepositoryNotFoundException', 'ImageNotFoundException', 'LayersNotFoundException'] as const
const unreadPlatform = { reason: 'failed', errorCode: 'NoPlatformRead' } as const

async function readManifests(
  { call }: CollectContext,
  out: Out,
  repository: Repository,
  digests: readonly string[],
): Promise<Map<string, Manifest>> {
  const found = new Map<string, Manifest>()
  const { repositoryName } = repository
  const lose = (digest: string | undefined, errorCode: string, reason: 'malformed' | 'failed') =>
    out.gap(
      { section: 'imageConfigs', resource: digest && keyOf(repository, digest) },
      { action: manifestAction, reason, errorCode },
    )
  await forEachOf(chunks(digests, 100), async (batch) => {
    const imageIds = batch.map((imageDigest) => ({ imageDigest }))
    const answer = await out.read({ section: 'imageConfigs', gone }, () =>
      call(manifestAction, { repositoryName, imageIds, acceptedMediaTypes }),
    )
    for (const { imageId, failureCode = 'Failure' } of answer?.failures ?? []) {
      if (failureCode !== 'ImageNotFound') lose(imageId?.imageDigest, failureCode, 'failed')
    }
    for (const { imageId, imageManifest = '' } of answer?.images ?? []) {
      const digest = imageId?.imageDigest
      const manifest = imageManifest.length <= largestManifest ? readManifest(imageManifest) : undefined
      if (!digest || sha256(imageManifest) !== digest) lose(digest, 'DigestMismatch', 'malformed')
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
