import type * as sdk from '@aws-sdk/client-organizations'
import type { Call } from '../call.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const organizations: Service = {
  signingName: 'organizations',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-organizations'),
  invalidInput: 'InvalidInputException',
  invalidToken: 'InvalidInputException',
  operations: {
    DescribeOrganization(_input: object, { account }: Call): sdk.DescribeOrganizationResponse {
      if (!account.security?.organization) {
        throw new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.')
      }
      return { Organization: account.security.organization }
    },
  },
}
