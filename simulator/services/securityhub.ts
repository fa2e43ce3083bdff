import type * as sdk from '@aws-sdk/client-securityhub'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { restJson } from '../wire/rest.ts'

export const securityhub: Service = {
  signingName: 'securityhub',
  protocol: restJson,
  sdk: () => import('@aws-sdk/client-securityhub'),
  invalidInput: 'InvalidInputException',
  invalidToken: 'InvalidInputException',
  operations: {
    DescribeHub(_input: sdk.DescribeHubRequest, call: Call): sdk.DescribeHubResponse {
      return hubOf(call)
    },

    ListEnabledProductsForImport(
      { MaxResults, NextToken }: sdk.ListEnabledProductsForImportRequest,
      call: Call,
    ): sdk.ListEnabledProductsForImportResponse {
      const { items, next } = page(call, hubOf(call).products, { token: NextToken, size: MaxResults, max: 100 })
      return { ProductSubscriptions: items, NextToken: next }
    },
  },
}

function hubOf({ estate, account }: Call) {
  const { hub } = estate.security
  if (hub) return hub
  throw new AwsError('InvalidAccessException', `Account ${account.id} is not subscribed to AWS Security Hub`, 401)
}
