import type { ExploitAvailable, FixAvailable, Severity } from '@aws-sdk/client-inspector2'
import type { ImageEstate } from '../../estate.ts'
import { repositoryArn } from './repositories.ts'
import { arn, daysAgo, hex, hoursAgo, required, type Site } from './site.ts'

export interface VulnerabilitySpec {
  repository: string
  /** Absent: the newest image. */
  release?: string
  id: string
  severity: Extract<Severity, 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW'>
  packageName: string
  version: string
  fixedIn?: string
  exploit?: ExploitAvailable
  firstSeenDaysAgo: number
}

/** Reports a vulnerability as the registry's scan type does: an Inspector finding, or an entry of a BASIC scan. */
export function addVulnerability(site: Site, spec: VulnerabilitySpec): void {
  for (const image of imagesOf(site, spec)) {
    const counts = image.detail.imageScanFindingsSummary?.findingSeverityCounts
    if (counts) counts[spec.severity] = (counts[spec.severity] ?? 0) + 1
    if (image.scanFindings) addBasicFinding(image, spec)
    else addInspectorFinding(site, image, spec)
  }
}

/** The platform images of the release. */
function imagesOf(site: Site, spec: VulnerabilitySpec): ImageEstate[] {
  const { images } = required(
    site.estate.ecr.repositories,
    ({ repository }) => repository.repositoryName === spec.repository,
    `repository ${spec.repository}`,
  )
  const pushed = (image: ImageEstate) => image.detail.imagePushedAt?.getTime() ?? 0
  const release = spec.release
  const newest = Math.max(...images.map(pushed))
  return images.filter(
    (image) => image.config && (release ? image.detail.imageTags?.includes(release) : pushed(image) === newest),
  )
}

function addBasicFinding(image: ImageEstate, spec: VulnerabilitySpec): void {
  image.scanFindings?.findings?.push({
    name: spec.id,
    severity: spec.severity,
    uri: `https://nvd.nist.gov/vuln/detail/${spec.id}`,
    attributes: [
      { key: 'package_name', value: spec.packageName },
      { key: 'package_version', value: spec.version },
    ],
  })
  const counts = image.scanFindings?.findingSeverityCounts
  if (counts) counts[spec.severity] = (counts[spec.severity] ?? 0) + 1
}

function addInspectorFinding(site: Site, image: ImageEstate, spec: VulnerabilitySpec): void {
  const { imageDigest, imageTags, imagePushedAt } = image.detail
  const fixAvailable: FixAvailable = spec.fixedIn ? 'YES' : 'NO'
  site.estate.inspector2.findings.push({
    findingArn: arn(site, 'inspector2', `finding/${hex(site, 32, 'finding', spec.id, imageDigest)}`),
    awsAccountId: site.account,
    type: 'PACKAGE_VULNERABILITY',
    title: `${spec.id} - ${spec.packageName}`,
    description: `${spec.packageName} ${spec.version} is affected by ${spec.id}.`,
    severity: spec.severity,
    status: 'ACTIVE',
    fixAvailable,
    exploitAvailable: spec.exploit ?? 'NO',
    firstObservedAt: daysAgo(site, spec.firstSeenDaysAgo),
    lastObservedAt: hoursAgo(site, 5),
    updatedAt: hoursAgo(site, 5),
    remediation: { recommendation: { text: 'None Provided' } },
    packageVulnerabilityDetails: {
      vulnerabilityId: spec.id,
      source: 'NVD',
      sourceUrl: `https://nvd.nist.gov/vuln/detail/${spec.id}`,
      vulnerablePackages: [
        { name: spec.packageName, version: spec.version, ...(spec.fixedIn && { fixedInVersion: spec.fixedIn }) },
      ],
    },
    resources: [
      {
        type: 'AWS_ECR_CONTAINER_IMAGE',
        id: `${repositoryArn(site, spec.repository)}/${imageDigest}`,
        partition: 'aws',
        region: site.region,
        details: {
          awsEcrContainerImage: {
            repositoryName: spec.repository,
            imageHash: imageDigest,
            imageTags: imageTags ?? [],
            registry: site.account,
            architecture: 'amd64',
            ...(imagePushedAt && { pushedAt: imagePushedAt }),
          },
        },
      },
    ],
  })
}
