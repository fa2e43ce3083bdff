import type * as sdk from '@aws-sdk/client-ecr'
import type { ImageScanFindings } from '#lib/inventory/types/ecr.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { listAll } from '../../pages.ts'
import { iso, need, pick } from '../../shape.ts'

const action = 'ecr:DescribeImageScanFindings'
const kept: readonly (string | undefined)[] = ['CRITICAL', 'HIGH']

/**
 * Results of BASIC scans that are complete; those of ENHANCED scans come from Amazon Inspector. Of the single findings
 * the critical and high ones are kept, of the others their number.
 */
export const imageScanFindings = defineCollector({
  name: 'ecr-scan-findings',
  fills: ['imageScanFindings'],
  needs: [],
  follows: ['ecrImages'],
  async collect(context, _look, out, { arriving }) {
    await forEachOf(arriving('ecrImages'), async ({ imageKey, repositoryName, imageDigest, imageScanStatus }) => {
      if (imageScanStatus?.status !== 'COMPLETE') return
      const gone = ['ScanNotFoundException', 'ImageNotFoundException', 'RepositoryNotFoundException']
      const answers = await out.read({ section: 'imageScanFindings', resource: imageKey, gone }, () =>
        listAll(context, {
          action,
          input: (nextToken) => ({ repositoryName, imageId: { imageDigest }, maxResults: 1000, nextToken }),
          items: (answer) => [answer],
          next: ({ nextToken }) => nextToken,
        }),
      )
      out.add('imageScanFindings', action, answers && [answers], (pages) => toFindings(imageKey, pages))
    })
  },
})

function toFindings(imageKey: string, pages: readonly sdk.DescribeImageScanFindingsResponse[]): ImageScanFindings {
  const [first] = pages
  const { imageScanStatus, imageScanFindings } = need(first, 'answer')
  const serious = pages
    .flatMap((page) => page.imageScanFindings?.findings ?? [])
    .filter(({ severity }) => kept.includes(severity))
  const once = new Map(serious.map((finding) => [JSON.stringify([finding.name, finding.attributes]), finding]))
  const attribute = (finding: sdk.ImageScanFinding, name: string) =>
    finding.attributes?.find(({ key }) => key === name)?.value
  return {
    imageKey,
    imageScanStatus: imageScanStatus && pick(imageScanStatus, 'status'),
    imageScanFindings: imageScanFindings && {
      imageScanCompletedAt: iso(imageScanFindings.imageScanCompletedAt),
      findingSeverityCounts: { ...imageScanFindings.findingSeverityCounts },
    },
    findings: [...once.values()].map((finding) => ({
      name: need(finding.name, 'findings.name'),
      severity: need(finding.severity, 'findings.severity'),
      packageName: attribute(finding, 'package_name'),
      packageVersion: attribute(finding, 'package_version'),
    })),
  }
}
