import type * as sdk from '@aws-sdk/client-cloudformation'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { awsQuery } from '../wire/query.ts'

export const cloudformation: Service = {
  signingName: 'cloudformation',
  protocol: awsQuery,
  sdk: () => import('@aws-sdk/client-cloudformation'),
  invalidInput: 'ValidationError',
  invalidToken: 'ValidationError',
  operations: {
    /** All stacks, or the one with this name or id. */
    DescribeStacks({ StackName, NextToken }: sdk.DescribeStacksInput, call: Call): sdk.DescribeStacksOutput {
      const { stacks } = call.estate.cloudformation
      const wanted = StackName
        ? stacks.filter((stack) => stack.StackName === StackName || stack.StackId === StackName)
        : stacks
      if (StackName && (wanted.length === 0 || call.fault === 'vanish')) {
        throw new AwsError('ValidationError', `Stack with id ${StackName} does not exist`)
      }
      const { items, next } = page(call, wanted, { token: NextToken, size: undefined, max: 100 })
      return { Stacks: items, NextToken: next }
    },
  },
}
