import type * as sdk from '@aws-sdk/client-service-quotas'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

interface Request {
  ServiceCode: string | undefined
  NextToken?: string
  MaxResults?: number
}

export const serviceQuotas: Service = {
  signingName: 'servicequotas',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-service-quotas'),
  invalidInput: 'IllegalArgumentException',
  invalidToken: 'InvalidPaginationTokenException',
  operations: {
    /** Those that have a value of the account's own. */
    ListServiceQuotas(input: sdk.ListServiceQuotasRequest, call: Call): sdk.ListServiceQuotasResponse {
      return answer(call, input, call.estate.serviceQuotas.applied)
    },

    ListAWSDefaultServiceQuotas(
      input: sdk.ListAWSDefaultServiceQuotasRequest,
      call: Call,
    ): sdk.ListAWSDefaultServiceQuotasResponse {
      return answer(call, input, call.estate.serviceQuotas.defaults)
    },
  },
}

/** The quotas of one service; each service that can be named has some. */
function answer(call: Call, { ServiceCode, NextToken, MaxResults }: Request, quotas: sdk.ServiceQuota[]) {
  if (!['ec2', 'ecs', 'fargate'].includes(ServiceCode ?? '')) {
    throw new AwsError('NoSuchResourceException', 'The request failed because the specified service does not exist.')
  }
  const { items, next } = page(call, quotas, {
    token: NextToken,
    size: MaxResults,
    max: 100,
    where: (quota) => quota.ServiceCode === ServiceCode,
  })
  return { Quotas: items, NextToken: next }
}
