import type * as sdk from '@aws-sdk/client-s3'
import type * as control from '@aws-sdk/client-s3-control'
import type { Call } from '../call.ts'
import type { BucketEstate } from '../security-estate.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { restXml } from '../wire/rest-xml.ts'

/** S3, and of S3 Control, which signs with the same name, the setting of the whole account. */
export const s3: Service = {
  signingName: 's3',
  iamActions: { GetBucketEncryption: 'GetEncryptionConfiguration', GetPublicAccessBlock: 'GetBucketPublicAccessBlock' },
  protocol: restXml,
  async sdk() {
    const [buckets, { GetPublicAccessBlock$: setting }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/client-s3-control'),
    ])
    const [kind, namespace, , traits, input, output] = setting
    return { ...buckets, account: [kind, namespace, 'GetAccountPublicAccessBlock', traits, input, output] }
  },
  invalidInput: 'InvalidRequest',
  invalidToken: 'InvalidArgument',
  operations: {
    GetBucketPolicy({ Bucket }: sdk.GetBucketPolicyRequest, call: Call): sdk.GetBucketPolicyOutput {
      return { Policy: policyOf(bucketOf(call, Bucket)) }
    },

    GetBucketPolicyStatus({ Bucket }: sdk.GetBucketPolicyStatusRequest, call: Call): sdk.GetBucketPolicyStatusOutput {
      const bucket = bucketOf(call, Bucket)
      policyOf(bucket)
      return { PolicyStatus: { IsPublic: bucket.isPublic } }
    },

    GetPublicAccessBlock({ Bucket }: sdk.GetPublicAccessBlockRequest, call: Call): sdk.GetPublicAccessBlockOutput {
      return { PublicAccessBlockConfiguration: blockOf(bucketOf(call, Bucket)) }
    },

    /** Every bucket has one: AWS encrypts with keys of its own where nobody chose otherwise. */
    GetBucketEncryption({ Bucket }: sdk.GetBucketEncryptionRequest, call: Call): sdk.GetBucketEncryptionOutput {
      return { ServerSideEncryptionConfiguration: { Rules: bucketOf(call, Bucket).encryption } }
    },

    GetAccountPublicAccessBlock(
      { AccountId }: control.GetPublicAccessBlockRequest,
      { account }: Call,
    ): control.GetPublicAccessBlockOutput {
      if (AccountId !== account.id) throw new AwsError('AccessDenied', 'Access Denied', 403)
      return { PublicAccessBlockConfiguration: blockOf(account.security ?? {}) }
    },
  },
}

/** A bucket of another region is not answered for: the client is sent there. */
function bucketOf({ account, estate, fault }: Call, name: string | undefined): BucketEstate {
  const bucket = estate.security.buckets.find((one) => one.name === name)
  if (bucket && fault !== 'vanish') return bucket
  const elsewhere = Object.values(account.regions).some(({ security }) =>
    security.buckets.some((one) => one.name === name),
  )
  if (elsewhere && fault !== 'vanish')
    throw new AwsError('PermanentRedirect', 'The bucket must be addressed using the specified endpoint.', 301)
  throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404)
}

function policyOf({ policy }: BucketEstate): string {
  if (policy === undefined) throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404)
  return policy
}

function blockOf({ publicAccessBlock }: Pick<BucketEstate, 'publicAccessBlock'>) {
  if (publicAccessBlock) return publicAccessBlock
  throw new AwsError('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found', 404)
}
