import type * as sdk from '@aws-sdk/client-secrets-manager'
import type { Call } from '../call.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const secretsmanager: Service = {
  signingName: 'secretsmanager',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-secrets-manager'),
  invalidInput: 'InvalidParameterException',
  invalidToken: 'InvalidNextTokenException',
  operations: {
    DescribeSecret({ SecretId }: sdk.DescribeSecretRequest, call: Call): sdk.DescribeSecretResponse {
      return secretOf(call, SecretId)
    },

    GetResourcePolicy({ SecretId }: sdk.GetResourcePolicyRequest, call: Call): sdk.GetResourcePolicyResponse {
      const { ARN, Name, policy } = secretOf(call, SecretId)
      return { ARN, Name, ResourcePolicy: policy }
    },

    /** Without IncludeDeprecated only versions that a staging label points to. */
    ListSecretVersionIds(input: sdk.ListSecretVersionIdsRequest, call: Call): sdk.ListSecretVersionIdsResponse {
      const { SecretId, IncludeDeprecated = false, MaxResults, NextToken } = input
      const { ARN, Name, versions } = secretOf(call, SecretId)
      const { items, next } = page(call, versions, {
        token: NextToken,
        size: MaxResults,
        max: 100,
        where: ({ VersionStages = [] }) => IncludeDeprecated || VersionStages.length > 0,
      })
      return { ARN, Name, Versions: items, NextToken: next }
    },
  },
}

/** By name, by ARN, or by ARN without the six characters that were added to the name. */
function secretOf({ estate, fault }: Call, id = '') {
  const secret = estate.security.secrets.find(
    ({ ARN = '', Name }) => id === Name || id === ARN || id === ARN.replace(/-[A-Za-z0-9]{6}$/, ''),
  )
  if (!secret || fault === 'vanish')
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
  return secret
}
