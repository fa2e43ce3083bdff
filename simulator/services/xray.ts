import type * as sdk from '@aws-sdk/client-xray'
import { type Call, invalid } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { restJson } from '../wire/rest.ts'

const longest = 6 * 3_600_000

export const xray: Service = {
  signingName: 'xray',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-xray'),
  invalidInput: 'InvalidRequestException',
  invalidToken: 'InvalidRequestException',
  operations: {
    /** The graph is the same at any time. It takes no page size, and six hours at most. */
    GetServiceGraph(
      { StartTime, EndTime, NextToken }: sdk.GetServiceGraphRequest,
      call: Call,
    ): sdk.GetServiceGraphResult {
      if ((EndTime?.getTime() ?? 0) - (StartTime?.getTime() ?? 0) > longest) {
        throw invalid(call, 'Time range cannot be longer than 6 hours')
      }
      const { items, next } = page(call, call.estate.xray.services, { token: NextToken, size: undefined, max: 100 })
      return { StartTime, EndTime, Services: items, ContainsOldGroupVersions: false, NextToken: next }
    },
  },
}
