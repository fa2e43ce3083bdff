import type * as sdk from '@aws-sdk/client-inspector2'
import type { InspectorFinding } from '#lib/inventory/types/ecr.ts'
import { defineCollector, forEachOf, provablyEmpty } from '../collector.ts'
import { chunks, iso, need, pick, unique } from '../shape.ts'

/** Most values one filter of ListFindings takes. */
const filterValues = 10

export const inspectorAccountStatus = defineCollector({
  name: 'inspector2-status',
  fills: ['inspectorAccountStatus'],
  needs: ['ecrImages'],
  inherits: [],
  async collect({ account, call }, look, out) {
    if (provablyEmpty(look, 'ecrImages')) return
    const action = 'inspector2:BatchGetAccountStatus'
    const answer = await out.read({ section: 'inspectorAccountStatus' }, () => call(action, { accountIds: [account] }))
    out.add('inspectorAccountStatus', action, answer?.accounts, ({ accountId, resourceState }) => ({
      accountId: need(accountId, 'accountId'),
      ecr: resourceState?.ecr?.status,
      ec2: resourceState?.ec2?.status,
      codeRepository: resourceState?.codeRepository?.status,
    }))
    for (const { errorCode = 'Failure' } of answer?.failedAccounts ?? []) {
      out.gap(
        { section: 'inspectorAccountStatus' },
        { action, reason: errorCode === 'ACCESS_DENIED' ? 'denied' : 'failed', errorCode },
      )
    }
  },
})

/** Open findings about the images in use that are critical, high or known to be exploited. */
export const inspectorFindings = defineCollector({
  name: 'inspector2-findings',
  fills: ['inspectorFindings'],
  needs: ['ecrImages', 'inspectorAccountStatus'],
  inherits: ['ecrImages'],
  async collect(_context, look, out) {
    const [status] = look.seen('inspectorAccountStatus')
    if (status && status.ecr !== 'ENABLED') return
    const digests = unique(look.seen('ecrImages').map((image) => image.imageDigest))
    await forEachOf(chunks(digests, filterValues), async (batch) => {
      const found = await out.list(
        { section: 'inspectorFindings' },
        {
          action: 'inspector2:ListFindings',
          input: (nextToken) => ({
            filterCriteria: {
              ecrImageHash: batch.map((value) => ({ comparison: 'EQUALS' as const, value })),
              findingStatus: [{ comparison: 'EQUALS' as const, value: 'ACTIVE' }],
            },
            maxResults: 100,
            nextToken,
          }),
          items: ({ findings }) => findings,
          next: ({ nextToken }) => nextToken,
        },
      )
      out.add('inspectorFindings', 'inspector2:ListFindings', found.filter(isSerious), toFinding)
    })
  },
})

function isSerious({ severity, exploitAvailable }: sdk.Finding): boolean {
  return severity === 'CRITICAL' || severity === 'HIGH' || exploitAvailable === 'YES'
}

function toFinding(finding: sdk.Finding): InspectorFinding {
  const image = finding.resources?.find(({ details }) => details?.awsEcrContainerImage)?.details?.awsEcrContainerImage
  const vulnerability = finding.packageVulnerabilityDetails
  return {
    findingArn: need(finding.findingArn, 'findingArn'),
    status: need(finding.status, 'status'),
    severity: need(finding.severity, 'severity'),
    ...pick(finding, 'fixAvailable', 'exploitAvailable'),
    firstObservedAt: iso(finding.firstObservedAt),
    updatedAt: iso(finding.updatedAt),
    repositoryName: image?.repositoryName,
    imageDigest: image?.imageHash,
    packageVulnerabilityDetails: vulnerability && {
      vulnerabilityId: need(vulnerability.vulnerabilityId, 'vulnerabilityId'),
      packages: (vulnerability.vulnerablePackages ?? []).map(({ name, fixedInVersion }) => ({
        name: need(name, 'vulnerablePackages.name'),
        fixedInVersion,
      })),
    },
  }
}
