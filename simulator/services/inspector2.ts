import type * as sdk from '@aws-sdk/client-inspector2'
import { assertBatch, type Call, invalid } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { valuesAt } from '../values.ts'
import { restJson } from '../wire/rest.ts'

const image = 'resources.details.awsEcrContainerImage'

/** Where a finding has what a criterion is about. */
const findingPaths: Readonly<Record<string, string>> = {
  findingArn: 'findingArn',
  awsAccountId: 'awsAccountId',
  findingType: 'type',
  severity: 'severity',
  findingStatus: 'status',
  resourceType: 'resources.type',
  resourceId: 'resources.id',
  fixAvailable: 'fixAvailable',
  exploitAvailable: 'exploitAvailable',
  vulnerabilityId: 'packageVulnerabilityDetails.vulnerabilityId',
  ecrImageRepositoryName: `${image}.repositoryName`,
  ecrImageHash: `${image}.imageHash`,
  ecrImageTags: `${image}.imageTags`,
  ecrImageRegistry: `${image}.registry`,
}

const coveragePaths: Readonly<Record<string, string>> = {
  accountId: 'accountId',
  resourceType: 'resourceType',
  resourceId: 'resourceId',
  scanType: 'scanType',
  scanStatusCode: 'scanStatus.statusCode',
  scanStatusReason: 'scanStatus.reason',
  ecrRepositoryName: 'resourceMetadata.ecrRepository.name',
}

export const inspector2: Service = {
  signingName: 'inspector2',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-inspector2'),
  invalidInput: 'ValidationException',
  invalidToken: 'ValidationException',
  operations: {
    /** Of other accounts only a delegated administrator learns anything, and none of these is one. */
    BatchGetAccountStatus(
      { accountIds }: sdk.BatchGetAccountStatusRequest,
      call: Call,
    ): sdk.BatchGetAccountStatusResponse {
      assertBatch(call, accountIds, 100, 'accountIds')
      const { account, estate } = call
      const asked = accountIds?.length ? accountIds : [account.id]
      return {
        accounts: asked.includes(account.id) ? [{ ...estate.inspector2.accountStatus, accountId: account.id }] : [],
        failedAccounts: asked
          .filter((accountId) => accountId !== account.id)
          .map((accountId) => ({ accountId, errorCode: 'ACCESS_DENIED' as const, errorMessage: 'Not authorized' })),
      }
    },

    ListFindings(input: sdk.ListFindingsRequest, call: Call): sdk.ListFindingsResponse {
      const { maxResults, nextToken, filterCriteria } = input
      const where = byCriteria(call, filterCriteria, findingPaths)
      const { items, next } = page(call, call.estate.inspector2.findings, {
        token: nextToken,
        size: maxResults,
        max: 100,
        where,
      })
      return { findings: items, nextToken: next }
    },

    ListCoverage(
      { maxResults, nextToken, filterCriteria }: sdk.ListCoverageRequest,
      call: Call,
    ): sdk.ListCoverageResponse {
      const where = byCriteria(call, filterCriteria, coveragePaths)
      const { items, next } = page(call, call.estate.inspector2.coverage, {
        token: nextToken,
        size: maxResults,
        max: 200,
        where,
      })
      return { coveredResources: items, nextToken: next }
    },
  },
}

/** Items that meet one filter of every criterion. @throws AwsError on a criterion that is not simulated */
function byCriteria(
  call: Call,
  criteria: object | undefined,
  paths: Readonly<Record<string, string>>,
): (item: object) => boolean {
  const tests = Object.entries(criteria ?? {}).map(([name, filters]) => {
    const path = paths[name]
    if (path === undefined || !Array.isArray(filters)) throw invalid(call, `The simulator does not filter by ${name}.`)
    return (item: object) => filters.some((filter: sdk.StringFilter) => fits(valuesAt(item, path), filter))
  })
  return (item) => tests.every((test) => test(item))
}

function fits(values: readonly string[], { comparison, value = '' }: sdk.StringFilter): boolean {
  if (comparison === 'PREFIX') return values.some((one) => one.startsWith(value))
  return values.includes(value) === (comparison === 'EQUALS')
}
