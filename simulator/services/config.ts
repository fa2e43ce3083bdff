import type * as sdk from '@aws-sdk/client-config-service'
import type { Call } from '../call.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'

/** An account has one recorder of its own in a region, and those of other services: neither answer has pages. */
export const config: Service = {
  signingName: 'config',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-config-service'),
  invalidInput: 'ValidationException',
  invalidToken: 'InvalidNextTokenException',
  operations: {
    DescribeConfigurationRecorders(_input: object, { estate }: Call): sdk.DescribeConfigurationRecordersResponse {
      return { ConfigurationRecorders: estate.security.recorders }
    },

    DescribeConfigurationRecorderStatus(
      _input: object,
      { estate }: Call,
    ): sdk.DescribeConfigurationRecorderStatusResponse {
      return { ConfigurationRecordersStatus: estate.security.recorders.map(({ status }) => status) }
    },
  },
}
