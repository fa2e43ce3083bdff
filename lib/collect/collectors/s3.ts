import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3'
import { bucketsInUse } from '#lib/inventory/derived/buckets.ts'
import { usageReads } from '#lib/inventory/derived/usage.ts'
import type { PublicAccessBlock } from '#lib/inventory/types/buckets.ts'
import { unlessAbsent } from '../absent.ts'
import { type CollectContext, defineCollector, forEachOf } from '../collector.ts'
import type { Gather } from '../gather.ts'
import { need, pick } from '../shape.ts'

const gone = ['NoSuchBucket'] as const
const nothingBlocked = ['NoSuchPublicAccessBlockConfiguration'] as const
const noPolicy = ['NoSuchBucketPolicy'] as const

type BucketSection = 'bucketPolicies' | 'bucketPolicyStatus' | 'bucketPublicAccess' | 'bucketEncryption'

/** Who can reach the buckets that ECS refers to, and how they are encrypted. Nothing in them is read. */
export const buckets = defineCollector({
  name: 's3-buckets',
  fills: ['bucketPolicies', 'bucketPolicyStatus', 'bucketPublicAccess', 'bucketEncryption'],
  needs: usageReads,
  inherits: ['clusters', 'services', 'tasks', 'taskSchedules', 'families', 'taskDefinitions'],
  async collect({ call }, look, out) {
    await forEachOf(bucketsInUse(look), async (Bucket) => {
      await Promise.all([
        readPolicy(call, out, Bucket),
        readStatus(call, out, Bucket),
        readBlock(call, out, Bucket),
        readEncryption(call, out, Bucket),
      ])
    })
  },
})

type Call = CollectContext['call']
type Out = Gather<BucketSection>

async function readPolicy(call: Call, out: Out, Bucket: string): Promise<void> {
  const found = await out.read({ section: 'bucketPolicies', resource: Bucket, gone }, () =>
    unlessAbsent(noPolicy, call('s3:GetBucketPolicy', { Bucket })),
  )
  out.add('bucketPolicies', 's3:GetBucketPolicy', listed(found), (answer) => ({
    Bucket,
    Policy: answer === null ? undefined : need(answer.Policy, 'Policy'),
  }))
}

async function readStatus(call: Call, out: Out, Bucket: string): Promise<void> {
  const found = await out.read({ section: 'bucketPolicyStatus', resource: Bucket, gone }, () =>
    unlessAbsent(noPolicy, call('s3:GetBucketPolicyStatus', { Bucket })),
  )
  out.add('bucketPolicyStatus', 's3:GetBucketPolicyStatus', listed(found), (answer) => ({
    Bucket,
    IsPublic: answer ? need(answer.PolicyStatus?.IsPublic, 'PolicyStatus.IsPublic') : false,
  }))
}

async function readBlock(call: Call, out: Out, Bucket: string): Promise<void> {
  const found = await out.read({ section: 'bucketPublicAccess', resource: Bucket, gone }, () =>
    unlessAbsent(nothingBlocked, call('s3:GetPublicAccessBlock', { Bucket })),
  )
  out.add('bucketPublicAccess', 's3:GetPublicAccessBlock', listed(found), (answer) => ({
    Bucket,
    ...toBlock(answer?.PublicAccessBlockConfiguration),
  }))
}

async function readEncryption(call: Call, out: Out, Bucket: string): Promise<void> {
  const none = ['ServerSideEncryptionConfigurationNotFoundError']
  const found = await out.read({ section: 'bucketEncryption', resource: Bucket, gone }, () =>
    unlessAbsent(none, call('s3:GetBucketEncryption', { Bucket })),
  )
  out.add('bucketEncryption', 's3:GetBucketEncryption', listed(found), (answer) => ({
    Bucket,
    Rules: (answer?.ServerSideEncryptionConfiguration?.Rules ?? []).map((rule) => {
      const usual = need(rule.ApplyServerSideEncryptionByDefault, 'ApplyServerSideEncryptionByDefault')
      return {
        SSEAlgorithm: need(usual.SSEAlgorithm, 'SSEAlgorithm'),
        ...pick(usual, 'KMSMasterKeyID'),
        ...pick(rule, 'BucketKeyEnabled'),
      }
    }),
  }))
}

/** The answer, or null where there is nothing to answer, as the one item of a list; none when the call failed. */
function listed<T>(found: T | null | undefined): (T | null)[] {
  return found === undefined ? [] : [found]
}

/** What the account forbids for all its buckets; one call for the account. */
export const accountPublicAccess = defineCollector({
  name: 's3-account',
  fills: ['accountPublicAccess'],
  needs: [],
  async collect({ account, call }, _look, out) {
    const found = await out.read({ section: 'accountPublicAccess' }, () =>
      unlessAbsent(nothingBlocked, call('s3control:GetPublicAccessBlock', { AccountId: account })),
    )
    out.add('accountPublicAccess', 's3control:GetPublicAccessBlock', listed(found), (answer) => ({
      AccountId: account,
      ...toBlock(answer?.PublicAccessBlockConfiguration),
    }))
  },
})

function toBlock(block: PublicAccessBlockConfiguration | undefined): PublicAccessBlock {
  return {
    BlockPublicAcls: block?.BlockPublicAcls ?? false,
    IgnorePublicAcls: block?.IgnorePublicAcls ?? false,
    BlockPublicPolicy: block?.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
  }
}
