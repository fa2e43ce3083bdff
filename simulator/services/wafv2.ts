import type * as sdk from '@aws-sdk/client-wafv2'
import type { Call } from '../call.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const wafv2: Service = {
  signingName: 'wafv2',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-wafv2'),
  invalidInput: 'WAFInvalidParameterException',
  invalidToken: 'WAFInvalidParameterException',
  operations: {
    /** Of a resource without one the answer is empty. */
    GetWebACLForResource(
      { ResourceArn = '' }: sdk.GetWebACLForResourceRequest,
      { estate }: Call,
    ): sdk.GetWebACLForResourceResponse {
      return { WebACL: estate.edge.webAcls[ResourceArn] }
    },

    GetWebACL({ ARN, Id }: sdk.GetWebACLRequest, { estate }: Call): sdk.GetWebACLResponse {
      const found = Object.values(estate.edge.webAcls).find((acl) => acl.ARN === ARN || (Id && acl.Id === Id))
      if (!found) throw new AwsError('WAFNonexistentItemException', 'AWS WAF couldn’t perform the operation.')
      return { WebACL: found, LockToken: '00000000-0000-4000-8000-000000000000' }
    },
  },
}
