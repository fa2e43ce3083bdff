import type * as sdk from '@aws-sdk/client-servicediscovery'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'

export const servicediscovery: Service = {
  signingName: 'servicediscovery',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-servicediscovery'),
  invalidInput: 'InvalidInput',
  invalidToken: 'InvalidInput',
  operations: {
    ListServices({ MaxResults, NextToken }: sdk.ListServicesRequest, call: Call): sdk.ListServicesResponse {
      const { items, next } = page(call, call.estate.edge.discoveryServices, {
        token: NextToken,
        size: MaxResults,
        max: 100,
      })
      return { Services: items, NextToken: next }
    },
  },
}
