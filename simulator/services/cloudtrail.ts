import type * as sdk from '@aws-sdk/client-cloudtrail'
import { type Call, invalid } from '../call.ts'
import { page } from '../page.ts'
import type { TrailEstate } from '../security-estate.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const cloudtrail: Service = {
  signingName: 'cloudtrail',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-cloudtrail'),
  invalidInput: 'InvalidParameterCombinationException',
  invalidToken: 'InvalidNextTokenException',
  operations: {
    /** Those of the region and, as shadows, those of other regions that cover all. */
    DescribeTrails(
      { trailNameList = [], includeShadowTrails = true }: sdk.DescribeTrailsRequest,
      call: Call,
    ): sdk.DescribeTrailsResponse {
      const trails = trailsOf(call)
        .filter(({ trail }) => includeShadowTrails || trail.HomeRegion === call.region)
        .map(({ trail }) => trail)
        .filter(
          ({ TrailARN, Name = '' }) =>
            trailNameList.length === 0 || trailNameList.some((one) => one === TrailARN || one === Name),
        )
      return { trailList: trails }
    },

    GetTrailStatus({ Name }: sdk.GetTrailStatusRequest, call: Call): sdk.GetTrailStatusResponse {
      return trailOf(call, Name).status
    },

    GetEventSelectors({ TrailName }: sdk.GetEventSelectorsRequest, call: Call): sdk.GetEventSelectorsResponse {
      const { trail, eventSelectors, advancedEventSelectors } = trailOf(call, TrailName)
      return {
        TrailARN: trail.TrailARN,
        EventSelectors: eventSelectors,
        AdvancedEventSelectors: advancedEventSelectors,
      }
    },

    GetInsightSelectors({ TrailName }: sdk.GetInsightSelectorsRequest, call: Call): sdk.GetInsightSelectorsResponse {
      const { trail, insightTypes } = trailOf(call, TrailName)
      if (insightTypes.length === 0) {
        throw new AwsError('InsightNotEnabledException', `Trail ${TrailName} does not have Insights enabled.`)
      }
      return { TrailARN: trail.TrailARN, InsightSelectors: insightTypes.map((InsightType) => ({ InsightType })) }
    },

    /** The newest first; one attribute at a time. */
    LookupEvents(input: sdk.LookupEventsRequest, call: Call): sdk.LookupEventsResponse {
      const { LookupAttributes = [], StartTime, EndTime, MaxResults, NextToken } = input
      const [attribute, second] = LookupAttributes
      if (second) throw new AwsError('InvalidLookupAttributesException', 'You can look up one attribute at a time.')
      if (attribute && attribute.AttributeKey !== 'EventName')
        throw invalid(call, `The simulator does not look up by ${attribute.AttributeKey}.`)
      const newestFirst = [...call.estate.security.events].sort((a, b) => timeOf(b) - timeOf(a))
      const { items, next } = page(call, newestFirst, {
        token: NextToken,
        size: MaxResults,
        max: 50,
        where: (event) =>
          (!attribute || event.EventName === attribute.AttributeValue) &&
          timeOf(event) >= (StartTime?.getTime() ?? 0) &&
          timeOf(event) <= (EndTime?.getTime() ?? Number.POSITIVE_INFINITY),
      })
      return { Events: items, NextToken: next }
    },
  },
}

const timeOf = ({ EventTime }: sdk.Event) => EventTime?.getTime() ?? 0

function trailsOf({ account, region }: Call): TrailEstate[] {
  return Object.values(account.regions)
    .flatMap(({ security }) => security.trails)
    .filter(({ trail }) => trail.HomeRegion === region || trail.IsMultiRegionTrail)
}

/** A trail of another region only by its ARN. */
function trailOf(call: Call, reference = ''): TrailEstate {
  const found = trailsOf(call).find(
    ({ trail }) => trail.TrailARN === reference || (trail.Name === reference && trail.HomeRegion === call.region),
  )
  if (!found || call.fault === 'vanish')
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${reference} for the user: ${call.account.id}`)
  return found
}
