/** Amazon S3 facts about buckets that ECS refers to, and the account's own setting. Objects are never read. */

/** Keyed by the bucket's name, as all facts about buckets are. One that does not exist has no record in any section. */
export interface BucketPolicy {
  Bucket: string
  /** JSON text; absent when the bucket has no policy. */
  Policy?: string
}

export interface BucketPolicyStatus {
  Bucket: string
  /** False also for a bucket without a policy. */
  IsPublic: boolean
}

export interface PublicAccessBlock {
  BlockPublicAcls: boolean
  IgnorePublicAcls: boolean
  BlockPublicPolicy: boolean
  RestrictPublicBuckets: boolean
}

/** All four are false for a bucket without the setting. */
export interface BucketPublicAccessBlock extends PublicAccessBlock {
  Bucket: string
}

export interface BucketEncryption {
  Bucket: string
  Rules: { SSEAlgorithm: string; KMSMasterKeyID?: string; BucketKeyEnabled?: boolean }[]
}

/** The account's setting for all its buckets; all four are false where nobody has made it. */
export interface AccountPublicAccessBlock extends PublicAccessBlock {
  AccountId: string
}
