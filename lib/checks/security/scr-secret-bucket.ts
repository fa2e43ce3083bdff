import { parsePolicy } from '#lib/iam/policy.ts'
import { outsiders } from '#lib/iam/resource-policy.ts'
import { inOrganization } from '#lib/inventory/derived/organization.ts'
import { classifyUse } from '#lib/inventory/derived/tags.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { PublicAccessBlock } from '#lib/inventory/types/buckets.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

const sections = [
  'bucketPolicies',
  'bucketPolicyStatus',
  'bucketPublicAccess',
  'bucketEncryption',
  'accountPublicAccess',
  'organization',
] as const
type Section = (typeof sections)[number]
type Message = 'public' | 'unblocked' | 'everybody' | 'shared' | 'ownKey'

const blocks = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const
const read = 's3:GetObject'

export default defineCheck({
  id: 'scr-secret-bucket',
  subject: 'bucket',
  requires: sections,
  failTitle: 'Settings bucket is not locked down',
  messages: {
    public: '{bucket}, from which tasks take their settings, is public.',
    unblocked: '{bucket} may be made public: neither it nor the account sets {missing}.',
    everybody: 'The policy of {bucket} lets everybody read its objects, under no condition that limits who.',
    shared: 'The policy of {bucket} lets {principal} read its objects, which is outside the organization.',
    ownKey: '{bucket} feeds a service with sensitive data, but is encrypted with {algorithm}, not with a KMS key.',
  },
  why: 'What stands in this bucket becomes the environment of your containers. Whoever can read it sees every setting that was put there, passwords included, and whoever can write it decides what the program does.',
  fix: {
    summary:
      'Block public access on the bucket, encrypt it with SSE-KMS, and let only the execution roles read it over TLS. With SSE-KMS those roles need kms:Decrypt too. Better keep secrets out of it: environment files end up as plain variables.',
    effort: 'small',
    cli: `aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration \\
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
aws s3api put-bucket-encryption --bucket BUCKET --server-side-encryption-configuration \\
  '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"KEY_ARN"}}]}'`,
    terraform: `resource "aws_s3_bucket_public_access_block" "settings" {
  bucket                  = aws_s3_bucket.SETTINGS.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}`,
    cloudformation: `Type: AWS::S3::Bucket
Properties:
  PublicAccessBlockConfiguration:
    { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
  BucketEncryption:
    ServerSideEncryptionConfiguration:
      - ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: !Ref Key }`,
  },
  evaluate({ bucket, places }, look) {
    const used = places.slice(0, 3).map(({ definition, path }) => cite('taskDefinitions', definition, path))
    const status = look.get('bucketPolicyStatus', bucket)
    if (!status) return notApplicable('The bucket does not exist.')
    const shown = [...used, cite('bucketPolicyStatus', status, 'IsPublic')]
    const isSensitive = () => places.some(({ uses }) => uses.some((use) => classifyUse(look, use).sensitive))
    return combineParts<Message>([
      () => [status.IsPublic ? fail('public', { bucket }, shown, { severity: 'critical' }) : pass([], shown)],
      () => [publicAccess(look, bucket, used)],
      () => policy(look, bucket, used),
      () => [encryption(look, bucket, isSensitive(), used)],
    ])
  },
})

function publicAccess(look: Look<Section>, bucket: string, used: readonly Evidence[]): Result<Message> {
  const own = look.get('bucketPublicAccess', bucket)
  const account = look.get('accountPublicAccess', look.account)
  const isSet = (setting: PublicAccessBlock | undefined, name: keyof PublicAccessBlock) => setting?.[name] === true
  const missing = blocks.filter((name) => !isSet(own, name) && !isSet(account, name))
  const evidence = [
    ...used,
    ...(own ? blocks.map((name) => cite('bucketPublicAccess', own, name)) : []),
    ...(account ? missing.map((name) => cite('accountPublicAccess', account, name)) : []),
  ]
  return missing.length > 0 ? fail('unblocked', { bucket, missing: missing.join(', ') }, evidence) : pass([], evidence)
}

function policy(look: Look<Section>, bucket: string, used: readonly Evidence[]): Result<Message>[] {
  const text = look.get('bucketPolicies', bucket)?.Policy
  if (text === undefined) return []
  const parsed = parsePolicy(text)
  if ('error' in parsed) return [undetermined(`The policy of ${bucket} could not be read: ${parsed.error}`)]
  const insiders = parsed.statements
    .filter(({ effect, principals }) => effect === 'Allow' && !principals?.not)
    .flatMap(
      ({ principals }) => principals?.list.flatMap(({ value }) => (value.includes(look.account) ? value : [])) ?? [],
    )
  const hints =
    insiders.length > 0 ? `Its policy names principals of this account: ${[...new Set(insiders)].join(', ')}.` : []
  const objects = `arn:${look.partition}:s3:::${bucket}/*`
  const outside = outsiders(parsed, read, objects, look.account).map((one): Result<Message> => {
    const { statement, principal, account } = one
    const evidence = [...used, derived('statement and principal of the bucket policy', [statement, principal])]
    if (account === undefined) return fail('everybody', { bucket }, evidence)
    const member = inOrganization(look, account)
    if (member) return pass([], evidence)
    if (member === false) return fail('shared', { bucket, principal }, evidence)
    return undetermined(
      `Whether account ${account}, which ${bucket} is shared with, belongs to the organization is not known.`,
    )
  })
  return [pass(hints, used), ...outside]
}

function encryption(
  look: Look<Section>,
  bucket: string,
  sensitive: boolean,
  used: readonly Evidence[],
): Result<Message> {
  const rules = look.get('bucketEncryption', bucket)
  const algorithm = rules?.Rules[0]?.SSEAlgorithm ?? 'AES256'
  const evidence = [...used, ...(rules?.Rules[0] ? [cite('bucketEncryption', rules, 'Rules[0].SSEAlgorithm')] : [])]
  if (algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse') return pass([], evidence)
  return sensitive
    ? fail('ownKey', { bucket, algorithm }, evidence)
    : pass(`It is encrypted with ${algorithm}; a KMS key would let you say who may decrypt.`, evidence)
}
