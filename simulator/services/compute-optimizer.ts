import type * as sdk from '@aws-sdk/client-compute-optimizer'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const computeOptimizer: Service = {
  signingName: 'compute-optimizer',
  protocol: awsJson('1.0'),
  sdk: () => import('@aws-sdk/client-compute-optimizer'),
  invalidInput: 'InvalidParameterValueException',
  invalidToken: 'InvalidParameterValueException',
  operations: {
    GetECSServiceRecommendations(
      { serviceArns, nextToken, maxResults }: sdk.GetECSServiceRecommendationsRequest,
      call: Call,
    ): sdk.GetECSServiceRecommendationsResponse {
      const { enrolled, recommendations } = call.estate.computeOptimizer
      if (!enrolled) throw new AwsError('OptInRequiredException', 'Aws account is not registered for recommendation.')
      const { items, next } = page(call, recommendations, {
        token: nextToken,
        size: maxResults,
        max: 1000,
        usual: 100,
        where: ({ serviceArn = '' }) => !serviceArns?.length || serviceArns.includes(serviceArn),
      })
      return { ecsServiceRecommendations: items, errors: [], nextToken: next }
    },
  },
}
