import { operatingSystem } from '#lib/inventory/derived/os.ts'
import { scannedKeys } from '#lib/inventory/derived/scanned-digests.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import { runningDigestsOf } from '#lib/inventory/subjects/images.ts'
import type { EcrImage } from '#lib/inventory/types/ecr.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, pass, type Result, undetermined, warn } from '../result.ts'

type Message = 'notScanned' | 'noResult' | 'failed' | 'expired' | 'stale'

export default defineCheck({
  id: 'img-scan-enabled',
  subject: 'repository',
  requires: ['repositoryScanning', 'registryScanning', 'ecrImages', 'imageConfigs', 'inspectorAccountStatus'],
  failTitle: 'Repository is not scanned',
  messages: {
    notScanned: 'Images of {repository} are not scanned.',
    noResult: 'The image in use, {digest}, has no scan result.',
    failed: 'The scan of the image in use, {digest}, failed.',
    expired: 'Scanning of the image in use, {digest}, has ended because it is too old.',
    stale: 'The last scan of the image in use, {digest}, is {days} days old.',
  },
  why: 'Vulnerabilities become known after an image was built. Without scanning on push and rescanning nobody learns that something already running needs a patch.',
  fix: {
    summary:
      'Turn on enhanced scanning with a continuous rule for every repository; it is billed per image. Basic scanning on push is free but ignores language packages and needs a rescan by schedule.',
    effort: 'small',
    cli: `aws ecr put-registry-scanning-configuration --scan-type ENHANCED \\
  --rules '[{"scanFrequency":"CONTINUOUS_SCAN","repositoryFilters":[{"filter":"*","filterType":"WILDCARD"}]}]'`,
    terraform: `resource "aws_ecr_registry_scanning_configuration" "all" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}`,
    cloudformation: `Type: AWS::ECR::RegistryScanningConfiguration
Properties:
  ScanType: ENHANCED
  Rules:
    - ScanFrequency: CONTINUOUS_SCAN
      RepositoryFilters: [{ Filter: "*", FilterType: WILDCARD }]`,
  },
  evaluate({ repository, images }, look) {
    const scanning = look.get('repositoryScanning', repository.repositoryArn)
    const isScanned =
      scanning?.scanFrequency === 'SCAN_ON_PUSH' ||
      scanning?.scanFrequency === 'CONTINUOUS_SCAN' ||
      scanning?.scanOnPush === true
    if (!isScanned) {
      const evidence = scanning
        ? [cite('repositoryScanning', scanning, 'scanFrequency')]
        : [cite('repositories', repository, 'imageScanningConfiguration.scanOnPush')]
      return fail('notScanned', { repository: repository.repositoryName }, evidence)
    }
    const enhanced = look.all('registryScanning').some((one) => one.scanningConfiguration.scanType === 'ENHANCED')
    const running = images.flatMap((use) => runningDigestsOf(look, repository, use).map((digest) => ({ use, digest })))
    const results = [...Map.groupBy(running, ({ digest }) => digest)].map(([digest, list]) => (): Result<Message>[] => {
      if (!digest) return [undetermined('A running task does not say which image it runs, and its tag leads to none.')]
      const using = list.map(({ use }) => use)
      if (using.some(({ definition, uses }) => operatingSystem(look, definition, uses) === 'windows')) return []
      const keys = scannedKeys(look, `${repository.repositoryArn}@${digest}`, using)
      return scannedImages(look, keys).map((one) =>
        one
          ? resultOf(look, one, enhanced)
          : undetermined(
              `${digest.slice(0, 19)} runs, but is no longer in the registry, and neither is its scan result.`,
            ),
      )
    })
    return combineParts<Message>([() => [pass()], ...results])
  },
})

/** The image, or where it is an index the platform images through which it is scanned; undefined for what is gone. */
function scannedImages(look: Look<'ecrImages'>, [own = '', ...platforms]: readonly string[]) {
  const image = look.get('ecrImages', own)
  if (platforms.length === 0 || image?.imageScanStatus) return [image]
  return platforms.map((key) => look.get('ecrImages', key))
}

/** Whether the digest in use has a scan result. Kinds of image that no scanner reads have none to wait for. */
function resultOf(look: Look<never>, image: EcrImage, enhanced: boolean): Result<Message> {
  const status = image.imageScanStatus?.status
  const digest = image.imageDigest.slice(0, 19)
  const evidence = [cite('ecrImages', image, 'imageScanStatus')]
  if (status === 'UNSUPPORTED_IMAGE') return pass()
  if (status === 'SCAN_ELIGIBILITY_EXPIRED') return fail('expired', { digest }, evidence, { severity: 'medium' })
  if (status === 'FAILED') return fail('failed', { digest }, evidence, { severity: 'medium' })
  if (enhanced) return status === 'ACTIVE' ? pass() : fail('noResult', { digest }, evidence, { severity: 'medium' })
  const completed = image.imageScanFindingsSummary?.imageScanCompletedAt
  if (!completed) return fail('noResult', { digest }, evidence, { severity: 'medium' })
  const days = (Date.parse(look.now) - Date.parse(completed)) / 86_400_000
  if (days <= look.policy.maxScanAge) return pass()
  return warn('stale', { digest, days: Math.floor(days) }, [
    cite('ecrImages', image, 'imageScanFindingsSummary.imageScanCompletedAt'),
  ])
}
