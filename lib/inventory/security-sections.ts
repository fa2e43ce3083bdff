import type { SectionTable } from './section-info.ts'
import type { IdentityProvider, ServiceAccess, UserCredentials } from './types/access-reports.ts'
import type {
  ApiEvent,
  ApiEventWindow,
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  EventRule,
  EventRuleTargets,
  GuardDutyCoverage,
  GuardDutyDetector,
  Organization,
  SecurityHub,
  SecurityHubProduct,
  Trail,
  TrailEventSelectors,
  TrailInsightSelectors,
  TrailStatus,
} from './types/audit.ts'
import type {
  AccountPublicAccessBlock,
  BucketEncryption,
  BucketPolicy,
  BucketPolicyStatus,
  BucketPublicAccessBlock,
} from './types/buckets.ts'
import type {
  KmsKey,
  KmsKeyPolicy,
  ManagedNode,
  Parameter,
  PublicParameter,
  Secret,
  SecretPolicy,
  SecretVersions,
} from './types/secrets.ts'

/** Keys, secrets and buckets that ECS refers to; reports on identities; what the account records and watches. */
export interface SecuritySections {
  kmsKeys: KmsKey
  kmsKeyPolicies: KmsKeyPolicy
  secrets: Secret
  secretPolicies: SecretPolicy
  secretVersions: SecretVersions
  parameters: Parameter
  publicParameters: PublicParameter
  managedNodes: ManagedNode
  bucketPolicies: BucketPolicy
  bucketPolicyStatus: BucketPolicyStatus
  bucketPublicAccess: BucketPublicAccessBlock
  bucketEncryption: BucketEncryption
  accountPublicAccess: AccountPublicAccessBlock
  serviceAccess: ServiceAccess
  userCredentials: UserCredentials
  identityProviders: IdentityProvider
  organization: Organization
  trails: Trail
  trailStatus: TrailStatus
  trailEventSelectors: TrailEventSelectors
  trailInsightSelectors: TrailInsightSelectors
  apiEvents: ApiEvent
  apiEventWindows: ApiEventWindow
  guardDutyDetectors: GuardDutyDetector
  guardDutyCoverage: GuardDutyCoverage
  securityHub: SecurityHub
  securityHubProducts: SecurityHubProduct
  configurationRecorders: ConfigurationRecorder
  configurationRecorderStatus: ConfigurationRecorderStatus
  eventRules: EventRule
  eventRuleTargets: EventRuleTargets
}

export const securitySections: SectionTable<SecuritySections> = {
  kmsKeys: { key: (r) => r.reference, actions: ['kms:DescribeKey'] },
  kmsKeyPolicies: { key: (r) => r.Arn, actions: ['kms:GetKeyPolicy'] },
  secrets: { key: (r) => r.reference, actions: ['secretsmanager:DescribeSecret'] },
  secretPolicies: { key: (r) => r.reference, actions: ['secretsmanager:GetResourcePolicy'] },
  secretVersions: { key: (r) => r.reference, actions: ['secretsmanager:ListSecretVersionIds'] },
  parameters: { key: (r) => r.ARN, actions: ['ssm:DescribeParameters'] },
  publicParameters: { key: (r) => r.Name, actions: ['ssm:GetParameters'] },
  managedNodes: { key: (r) => r.InstanceId, actions: ['ssm:DescribeInstanceInformation'] },
  bucketPolicies: { key: (r) => r.Bucket, actions: ['s3:GetBucketPolicy'] },
  bucketPolicyStatus: { key: (r) => r.Bucket, actions: ['s3:GetBucketPolicyStatus'] },
  bucketPublicAccess: { key: (r) => r.Bucket, actions: ['s3:GetBucketPublicAccessBlock'] },
  bucketEncryption: { key: (r) => r.Bucket, actions: ['s3:GetEncryptionConfiguration'] },
  accountPublicAccess: { key: (r) => r.AccountId, actions: ['s3:GetAccountPublicAccessBlock'], global: true },
  serviceAccess: {
    key: (r) => r.Arn,
    actions: ['iam:GenerateServiceLastAccessedDetails', 'iam:GetServiceLastAccessedDetails'],
    global: true,
  },
  userCredentials: {
    key: (r) => r.Arn,
    actions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
    global: true,
  },
  identityProviders: {
    key: (r) => r.Arn,
    actions: ['iam:ListOpenIDConnectProviders', 'iam:ListSAMLProviders'],
    global: true,
  },
  organization: { key: () => 'account', actions: ['organizations:DescribeOrganization'], global: true },
  trails: { key: (r) => r.TrailARN, actions: ['cloudtrail:DescribeTrails'] },
  trailStatus: { key: (r) => r.TrailARN, actions: ['cloudtrail:GetTrailStatus'] },
  trailEventSelectors: { key: (r) => r.TrailARN, actions: ['cloudtrail:GetEventSelectors'] },
  trailInsightSelectors: { key: (r) => r.TrailARN, actions: ['cloudtrail:GetInsightSelectors'] },
  apiEvents: { key: (r) => r.EventId, actions: ['cloudtrail:LookupEvents'] },
  apiEventWindows: { key: (r) => r.EventName, actions: ['cloudtrail:LookupEvents'] },
  guardDutyDetectors: { key: (r) => r.DetectorId, actions: ['guardduty:ListDetectors', 'guardduty:GetDetector'] },
  guardDutyCoverage: { key: (r) => r.ResourceId, actions: ['guardduty:ListCoverage'] },
  securityHub: { key: () => 'account', actions: ['securityhub:DescribeHub'] },
  securityHubProducts: {
    key: (r) => r.ProductSubscriptionArn,
    actions: ['securityhub:ListEnabledProductsForImport'],
  },
  configurationRecorders: { key: (r) => r.name, actions: ['config:DescribeConfigurationRecorders'] },
  configurationRecorderStatus: { key: (r) => r.name, actions: ['config:DescribeConfigurationRecorderStatus'] },
  eventRules: { key: (r) => r.Arn, actions: ['events:ListRules'] },
  eventRuleTargets: { key: (r) => r.Arn, actions: ['events:ListTargetsByRule'] },
}
