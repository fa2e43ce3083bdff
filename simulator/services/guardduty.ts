import type * as sdk from '@aws-sdk/client-guardduty'
import { type Call, invalid } from '../call.ts'
import { page } from '../page.ts'
import type { DetectorEstate } from '../security-estate.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { restJson } from '../wire/rest.ts'

export const guardduty: Service = {
  signingName: 'guardduty',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-guardduty'),
  invalidInput: 'BadRequestException',
  invalidToken: 'BadRequestException',
  operations: {
    ListDetectors({ MaxResults, NextToken }: sdk.ListDetectorsRequest, call: Call): sdk.ListDetectorsResponse {
      const { items, next } = page(call, call.estate.security.detectors, {
        token: NextToken,
        size: MaxResults,
        max: 50,
      })
      return { DetectorIds: items.map(({ id }) => id), NextToken: next }
    },

    GetDetector({ DetectorId }: sdk.GetDetectorRequest, call: Call): sdk.GetDetectorResponse {
      return detectorOf(call, DetectorId)
    },

    /** By type of resource; other criteria are not simulated. */
    ListCoverage(input: sdk.ListCoverageRequest, call: Call): sdk.ListCoverageResponse {
      const { DetectorId, FilterCriteria, MaxResults, NextToken } = input
      const criteria = FilterCriteria?.FilterCriterion ?? []
      const other = criteria.find(({ CriterionKey }) => CriterionKey !== 'RESOURCE_TYPE')
      if (other) throw invalid(call, `The simulator does not filter by ${other.CriterionKey}.`)
      const { items, next } = page(call, detectorOf(call, DetectorId).coverage, {
        token: NextToken,
        size: MaxResults,
        max: 50,
        where: ({ ResourceDetails }) =>
          criteria.every(({ FilterCondition }) =>
            FilterCondition?.Equals?.includes(ResourceDetails?.ResourceType ?? ''),
          ),
      })
      return { Resources: items, NextToken: next }
    },
  },
}

function detectorOf(call: Call, id: string | undefined): DetectorEstate {
  const detector = call.estate.security.detectors.find((one) => one.id === id)
  if (!detector)
    throw new AwsError(
      'BadRequestException',
      'The request is rejected because the input detectorId is not owned by the current account.',
    )
  return detector
}
