import type * as sdk from '@aws-sdk/client-ssm'
import { assertBatch, type Call, invalid } from '../call.ts'
import { findEach } from '../lookup.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'

export const ssm: Service = {
  signingName: 'ssm',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-ssm'),
  invalidInput: 'ValidationException',
  invalidToken: 'InvalidNextToken',
  operations: {
    /** By exact name; other filters are not simulated. */
    DescribeParameters(input: sdk.DescribeParametersRequest, call: Call): sdk.DescribeParametersResult {
      const { ParameterFilters = [], MaxResults, NextToken } = input
      for (const { Key, Option = 'Equals', Values } of ParameterFilters) {
        if (Key !== 'Name' || Option !== 'Equals')
          throw invalid(call, `The simulator does not filter by ${Key} ${Option}.`)
        assertBatch(call, Values, 50, 'Values')
      }
      const { items, next } = page(call, call.estate.security.parameters, {
        token: NextToken,
        size: MaxResults,
        max: 50,
        usual: 10,
        where: ({ Name = '' }) => ParameterFilters.every(({ Values = [] }) => Values.includes(Name)),
      })
      return { Parameters: items, NextToken: next }
    },

    /** Parameters of the account have no value here; what AWS publishes has. */
    GetParameters({ Names = [] }: sdk.GetParametersRequest, call: Call): sdk.GetParametersResult {
      assertBatch(call, Names, 10, 'names')
      const { found, missing } = findEach(call, Names, (name) =>
        call.estate.security.publicParameters.find(({ Name }) => Name === name),
      )
      return { Parameters: found, InvalidParameters: missing }
    },

    DescribeInstanceInformation(
      input: sdk.DescribeInstanceInformationRequest,
      call: Call,
    ): sdk.DescribeInstanceInformationResult {
      const { Filters = [], MaxResults, NextToken } = input
      for (const { Key, Values } of Filters) {
        if (Key !== 'InstanceIds') throw invalid(call, `The simulator does not filter by ${Key}.`)
        assertBatch(call, Values, 100, 'Values')
      }
      const { items, next } = page(call, call.estate.security.managedNodes, {
        token: NextToken,
        size: MaxResults,
        max: 50,
        min: 5,
        usual: 10,
        where: ({ InstanceId = '' }) => Filters.every(({ Values = [] }) => Values.includes(InstanceId)),
      })
      return { InstanceInformationList: items, NextToken: next }
    },
  },
}
