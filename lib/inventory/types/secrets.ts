/** AWS KMS, Secrets Manager and Parameter Store facts about what ECS uses refer to. No value is ever read. */

/** A key of this account, as one reference finds it. Two references to the same key are two records. */
export interface KmsKey {
  /** ARN of the key or of the alias that was asked for (`keyReference`). */
  reference: string
  /** ARN of the key itself. */
  Arn: string
  /** AWS or CUSTOMER. */
  KeyManager: string
  /** Enabled, Disabled, PendingDeletion ... */
  KeyState: string
  MultiRegion: boolean
  Origin?: string
  DeletionDate?: string
}

/** The policy of a customer managed key. */
export interface KmsKeyPolicy {
  /** ARN of the key. */
  Arn: string
  /** JSON text. */
  Policy: string
}

/** A secret that exists. One that is referred to and has no record does not. */
export interface Secret {
  /** As it was asked for (`secretReference`): it may lack the six characters that Secrets Manager adds. */
  reference: string
  ARN: string
  Name: string
  KmsKeyId?: string
  RotationEnabled: boolean
  RotationRules?: { AutomaticallyAfterDays?: number; ScheduleExpression?: string }
  CreatedDate?: string
  LastRotatedDate?: string
  LastChangedDate?: string
  NextRotationDate?: string
  /** Set once the secret is scheduled for deletion. */
  DeletedDate?: string
  OwningService?: string
  Tags: { Key: string; Value: string }[]
}

export interface SecretPolicy {
  /** As in the secret's own record. */
  reference: string
  /** JSON text; absent when the secret has no policy. */
  ResourcePolicy?: string
}

/** The versions of a secret that a staging label points to. */
export interface SecretVersions {
  /** As in the secret's own record. */
  reference: string
  Versions: { VersionId: string; VersionStages: string[]; CreatedDate?: string }[]
}

/** A parameter that exists. One that is referred to and has no record does not. */
export interface Parameter {
  ARN: string
  Name: string
  /** String, StringList or SecureString. */
  Type: string
  KeyId?: string
  LastModifiedDate?: string
  Version?: number
}

/** A machine that Systems Manager manages and that ECS runs tasks on. */
export interface ManagedNode {
  /** i-... or, of a machine outside EC2, mi-... */
  InstanceId: string
  PingStatus?: string
  IamRole?: string
  AgentVersion?: string
  PlatformType?: string
  ResourceType?: string
}

/** A parameter that AWS itself publishes below /aws/service/. */
export interface PublicParameter {
  Name: string
  Value: string
  LastModifiedDate?: string
}
