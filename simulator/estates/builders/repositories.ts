import { createHash } from 'node:crypto'
import type { RepositoryScanningConfiguration, ScanStatus } from '@aws-sdk/client-ecr'
import type { ImageEstate, RepositoryEstate, Tags } from '../../estate.ts'
import { arn, daysAgo, hex, type Place, pick, type Site } from './site.ts'

export interface RepositorySpec {
  name: string
  /** Tags of the images, oldest first; an image that lost its tag to a later one is written as ''. */
  releases: string[]
  /** USER of every image; '' runs as root. */
  user?: string
  platform?: 'linux' | 'windows'
  /** A release is an index of two platform images. */
  index?: boolean
  mutability?: RepositoryEstate['repository']['imageTagMutability']
  exclusions?: string[]
  scanStatus?: ScanStatus
  /** Of a BASIC scan. */
  scannedDaysAgo?: number
  /** Dockerfile HEALTHCHECK, which ECS ignores. */
  dockerHealthCheck?: boolean
  tags?: Tags
  /** Label that names the base image. */
  base?: string
  /** Steps of the last build stage, before the program is copied in. */
  buildSteps?: string[]
  /** ARN of the KMS key it is encrypted under; absent: the key of ECR. */
  key?: string
}

export const repositoryArn = (place: Place, name: string) => arn(place, 'ecr', `repository/${name}`)
export const registryHost = (place: Place) => `${place.account}.dkr.ecr.${place.region}.amazonaws.com`

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const fakeLayer = (place: Place, name: string) => `sha256:${hex(place, 64, 'layer', name)}`

export function addRepository(site: Site, spec: RepositorySpec): void {
  const frequency = scanFrequency(site, spec.name)
  site.estate.ecr.repositories.push({
    repository: {
      repositoryName: spec.name,
      repositoryArn: repositoryArn(site, spec.name),
      repositoryUri: `${registryHost(site)}/${spec.name}`,
      registryId: site.account,
      createdAt: daysAgo(site, 600),
      imageTagMutability: spec.mutability ?? 'IMMUTABLE',
      ...(spec.exclusions && {
        imageTagMutabilityExclusionFilters: spec.exclusions.map((filter) => ({ filterType: 'WILDCARD', filter })),
      }),
      imageScanningConfiguration: { scanOnPush: isBasic(site) && frequency === 'SCAN_ON_PUSH' },
      encryptionConfiguration: spec.key ? { encryptionType: 'KMS', kmsKey: spec.key } : { encryptionType: 'AES256' },
    },
    scanning: {
      repositoryArn: repositoryArn(site, spec.name),
      repositoryName: spec.name,
      scanOnPush: frequency !== 'MANUAL',
      scanFrequency: frequency,
      appliedScanFilters: frequency === 'MANUAL' ? [] : [{ filter: spec.name, filterType: 'WILDCARD' }],
    },
    ...(spec.tags && { tags: spec.tags }),
    images: spec.releases.flatMap((release, i) =>
      spec.index ? indexImages(site, spec, release, i) : [platformImage(site, spec, release, i, 'amd64')],
    ),
  })
}

function platformImage(
  site: Site,
  spec: RepositorySpec,
  tag: string,
  position: number,
  architecture: string,
): ImageEstate {
  const name = `${spec.name}:${position}:${architecture}`
  const pushed = pushedAt(site, spec, position)
  const body = JSON.stringify({
    architecture,
    os: spec.platform ?? 'linux',
    created: pushed.toISOString(),
    config: {
      User: spec.user ?? '10001:10001',
      ExposedPorts: { '8080/tcp': {} },
      Env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
      Entrypoint: ['/app/server'],
      Labels: { 'org.opencontainers.image.base.name': spec.base ?? 'gcr.io/distroless/static-debian12:nonroot' },
      ...(spec.dockerHealthCheck && { Healthcheck: { Test: ['CMD', '/app/server', '--probe'] } }),
    },
    history: [...(spec.buildSteps ?? []), 'COPY /server /app/server'].map((created_by) => ({ created_by })),
    rootfs: { type: 'layers', diff_ids: [fakeLayer(site, `${name}/base`), fakeLayer(site, `${name}/app`)] },
  })
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json'
  const layer = (which: string, size: number) => ({
    mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    size,
    digest: fakeLayer(site, `${name}/${which}.gz`),
  })
  const config = { digest: sha256(body), body }
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: body.length, digest: config.digest },
    layers: [layer('base', 31_245_881), layer('app', 18_000_000 + pick(site, 9_000_000, name))],
  })
  return {
    detail: {
      registryId: site.account,
      repositoryName: spec.name,
      imageDigest: sha256(manifest),
      ...(tag && !spec.index && { imageTags: [tag] }),
      imageSizeInBytes: 49_000_000 + pick(site, 9_000_000, name),
      imagePushedAt: pushed,
      imageManifestMediaType: mediaType,
      artifactMediaType: 'application/vnd.docker.container.image.v1+json',
      ...scanResult(site, spec, pushed),
    },
    manifest,
    config,
    ...(isBasic(site) && {
      scanFindings: { imageScanCompletedAt: scannedAt(site, spec, pushed), findings: [], findingSeverityCounts: {} },
    }),
  }
}

function indexImages(site: Site, spec: RepositorySpec, tag: string, position: number): ImageEstate[] {
  const platforms = ['amd64', 'arm64'].map((architecture) => ({
    architecture,
    image: platformImage(site, spec, '', position, architecture),
  }))
  const mediaType = 'application/vnd.oci.image.index.v1+json'
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType,
    manifests: platforms.map(({ architecture, image }) => ({
      mediaType: image.detail.imageManifestMediaType,
      digest: image.detail.imageDigest,
      size: image.manifest.length,
      platform: { os: 'linux', architecture },
    })),
  })
  const index: ImageEstate = {
    detail: {
      registryId: site.account,
      repositoryName: spec.name,
      imageDigest: sha256(manifest),
      imageTags: [tag],
      imagePushedAt: pushedAt(site, spec, position),
      imageManifestMediaType: mediaType,
    },
    manifest,
  }
  return [index, ...platforms.map(({ image }) => image)]
}

/** The newest image is four days old, each older one a week older than the next. */
function pushedAt(site: Site, spec: RepositorySpec, position: number): Date {
  return daysAgo(site, 4 + 7 * (spec.releases.length - 1 - position))
}

/** What the registry's rules give a repository: the first rule with a matching prefix, else nothing scans it by itself. */
function scanFrequency(site: Site, name: string): NonNullable<RepositoryScanningConfiguration['scanFrequency']> {
  const matches = (filter: string) => name.startsWith(filter.replace(/\*$/, ''))
  const rule = site.estate.ecr.registryScanning.rules?.find(({ repositoryFilters }) =>
    repositoryFilters?.some(({ filter = '' }) => matches(filter)),
  )
  return rule?.scanFrequency ?? 'MANUAL'
}

const isBasic = (site: Site) => site.estate.ecr.registryScanning.scanType === 'BASIC'
const scannedAt = (site: Site, spec: RepositorySpec, pushed: Date) =>
  spec.scannedDaysAgo === undefined ? pushed : daysAgo(site, spec.scannedDaysAgo)

function scanResult(site: Site, spec: RepositorySpec, pushed: Date): Partial<ImageEstate['detail']> {
  if (scanFrequency(site, spec.name) === 'MANUAL') return {}
  const status = spec.scanStatus ?? (isBasic(site) ? 'COMPLETE' : 'ACTIVE')
  if (status === 'UNSUPPORTED_IMAGE') return { imageScanStatus: { status } }
  return {
    imageScanStatus: { status },
    imageScanFindingsSummary: { imageScanCompletedAt: scannedAt(site, spec, pushed), findingSeverityCounts: {} },
  }
}
