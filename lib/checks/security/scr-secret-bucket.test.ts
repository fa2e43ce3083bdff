import type { Gap } from '#lib/inventory/inventory.ts'
import { container, service, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { keyArn, letting, resourcePolicy } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-secret-bucket.ts'

const Bucket = 'web-settings'
const shut = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
const open = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false }
const file = withContainers(
  container({ environmentFiles: [{ type: 's3', value: `arn:aws:s3:::${Bucket}/web/production.env` }] }),
)
const encrypted = (SSEAlgorithm: string) => ({ bucketEncryption: [{ Bucket, Rules: [{ SSEAlgorithm }] }] })
const given = (more: object = {}) => ({
  ...file,
  bucketPolicyStatus: [{ Bucket, IsPublic: false }],
  bucketPolicies: [{ Bucket }],
  bucketPublicAccess: [{ Bucket, ...shut }],
  bucketEncryption: [{ Bucket, Rules: [{ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn }] }],
  accountPublicAccess: [{ AccountId: id.account, ...open }],
  organization: [
    { Id: 'o-1', Arn: 'arn:aws:organizations::777788889999:organization/o-1', MasterAccountId: '777788889999' },
  ],
  ...more,
})
const policy = (...statements: object[]) =>
  given({ bucketPolicies: [{ Bucket, Policy: resourcePolicy(...statements) }] })
const read = 's3:GetObject'
const other = 'arn:aws:iam::444455556666:root'
const unread = { bucketPolicies: [], bucketPublicAccess: [], bucketEncryption: [] }
const blind = (...sections: (keyof typeof unread)[]): Gap[] =>
  sections.map((section) => ({
    section,
    region: id.region,
    action: 's3:GetEncryptionConfiguration',
    reason: 'denied',
    resource: Bucket,
  }))
const sensitive = { services: [service({ tags: [{ key: 'data-classification', value: 'restricted' }] })] }
const forEverybody = letting('*', read)
/** A Deny for everybody but a role of the account. */
const denyingOthers = (Resource: string) => {
  const { Principal: _, ...rest } = { ...letting('*', 's3:*'), Principal: undefined }
  return { ...rest, Effect: 'Deny', NotPrincipal: { AWS: [id.executionRoleArn] }, Resource }
}

testCheck(check, {
  pass: {
    'closed, and encrypted with a key': { given: given() },
    'two layers of encryption': { given: given({ ...encrypted('aws:kms:dsse'), ...sensitive }) },
    'a FireLens configuration': {
      given: given(
        withContainers(
          container({
            firelensConfiguration: {
              type: 'fluentbit',
              options: { 'config-file-type': 's3', 'config-file-value': `arn:aws:s3:::${Bucket}/router.conf` },
            },
          }),
        ),
      ),
    },
    'the account blocks what the bucket does not': {
      given: given({
        bucketPublicAccess: [{ Bucket, ...open, BlockPublicAcls: true }],
        accountPublicAccess: [{ AccountId: id.account, ...shut }],
      }),
    },
    'the key of S3 where no tag says that data is sensitive': { given: given(encrypted('AES256')), hint: 'KMS key' },
    'a bucket without an encryption rule has that key': {
      given: given({ bucketEncryption: [{ Bucket, Rules: [] }] }),
      hint: 'AES256',
    },
    'a role of the account in its policy': {
      given: policy(letting(id.executionRoleArn, read)),
      hint: 'role/web-execution',
    },
    'everybody of the organization': {
      given: policy(letting('*', read, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })),
    },
    'everybody through one endpoint': {
      given: policy(letting('*', read, { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })),
    },
    'everybody, of whom a Deny leaves a role of the account': {
      given: policy(forEverybody, denyingOthers(`arn:aws:s3:::${Bucket}/*`)),
    },
    'everybody, but not to read': { given: policy(letting('*', 's3:ListBucket')) },
    'a denial for everybody': {
      given: policy({ ...letting('*', 's3:*', { Bool: { 'aws:SecureTransport': 'false' } }), Effect: 'Deny' }),
    },
    'an account that is named as one of ours': {
      given: policy(letting(other, read)),
      policy: { organizationAccounts: ['444455556666'] },
    },
    'the account that manages the organization': { given: policy(letting('777788889999', read)) },
  },
  fail: {
    'a public bucket': {
      given: given({ bucketPolicyStatus: [{ Bucket, IsPublic: true }] }),
      message: 'public',
      severity: 'critical',
    },
    'a public bucket, and nothing else of it could be read': {
      given: given({ bucketPolicyStatus: [{ Bucket, IsPublic: true }], ...unread }),
      gaps: blind('bucketPolicies', 'bucketPublicAccess', 'bucketEncryption'),
      message: 'public',
      severity: 'critical',
    },
    'everybody may read, and how it is encrypted could not be read': {
      given: { ...policy(letting('*', read)), bucketEncryption: [] },
      gaps: blind('bucketEncryption'),
      message: 'everybody',
    },
    'no block of public access': { given: given({ bucketPublicAccess: [{ Bucket, ...open }] }), message: 'unblocked' },
    'one of the four is missing': {
      given: given({ bucketPublicAccess: [{ Bucket, ...shut, RestrictPublicBuckets: false }] }),
      message: 'unblocked',
    },
    'a Deny that leaves the objects out': {
      given: policy(forEverybody, denyingOthers(`arn:aws:s3:::${Bucket}`)),
      message: 'everybody',
    },
    'everybody may read': { given: policy(forEverybody), message: 'everybody' },
    'everybody may read over TLS': {
      given: policy(letting('*', 's3:Get*', { Bool: { 'aws:SecureTransport': 'true' } })),
      message: 'everybody',
    },
    'an account outside, where there is no organization': {
      given: { ...policy(letting(other, read)), organization: [] },
      message: 'shared',
    },
    'an account that is not among those named': {
      given: policy(letting(other, read)),
      policy: { organizationAccounts: ['999900001111'] },
      message: 'shared',
    },
    'the key of S3 for sensitive data': { given: given({ ...encrypted('AES256'), ...sensitive }), message: 'ownKey' },
  },
  notApplicable: {
    'no files from buckets': {},
    'a bucket that does not exist': { given: file, reason: 'does not exist' },
    'where sessions are recorded': {
      given: { bucketPolicyStatus: [{ Bucket: 'sessions', IsPublic: true }] },
    },
  },
  unknown: {
    'a bucket of another account cannot be read': {
      given: file,
      gaps: [
        {
          section: 'bucketPolicyStatus',
          region: id.region,
          action: 's3:GetBucketPolicyStatus',
          reason: 'denied',
          resource: Bucket,
        },
      ],
      reason: 's3:GetBucketPolicyStatus',
    },
    'an account that may belong to the organization': { given: policy(letting(other, read)), reason: '444455556666' },
    'a policy that is none': {
      given: given({ bucketPolicies: [{ Bucket, Policy: 'no' }] }),
      reason: 'could not be read',
    },
  },
})
