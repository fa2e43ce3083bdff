import type * as sdk from '@aws-sdk/client-kms'
import type { Call } from '../call.ts'
import type { Service } from '../service.ts'
import { awsJson } from '../wire/json.ts'
import { AwsError } from '../wire/protocol.ts'

export const kms: Service = {
  signingName: 'kms',
  protocol: awsJson('1.1'),
  sdk: () => import('@aws-sdk/client-kms'),
  invalidInput: 'ValidationException',
  invalidToken: 'InvalidMarkerException',
  operations: {
    DescribeKey({ KeyId }: sdk.DescribeKeyRequest, call: Call): sdk.DescribeKeyResponse {
      return { KeyMetadata: keyOf(call, KeyId) }
    },

    /** An alias does not do here. */
    GetKeyPolicy(
      { KeyId = '', PolicyName = 'default' }: sdk.GetKeyPolicyRequest,
      call: Call,
    ): sdk.GetKeyPolicyResponse {
      if (/(^|:)alias\//.test(KeyId)) throw new AwsError('InvalidArnException', `Invalid keyId ${KeyId}`)
      return { Policy: keyOf(call, KeyId).policy, PolicyName }
    },
  },
}

/** By ARN or id of the key, or ARN or name of an alias. */
function keyOf({ estate, fault }: Call, reference = '') {
  const name = reference.replace(/^arn:[^:]+:kms:[^:]*:\d+:(key\/)?/, '')
  const key = estate.security.keys.find(({ KeyId, aliases }) => KeyId === name || aliases.includes(name))
  if (!key || fault === 'vanish') throw new AwsError('NotFoundException', `Key '${reference}' does not exist`)
  return key
}
