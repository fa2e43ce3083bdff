import type * as cloudtrail from '@aws-sdk/client-cloudtrail'
import type { ConfigurationRecorder, ConfigurationRecorderStatus } from '@aws-sdk/client-config-service'
import type { CoverageResource, GetDetectorResponse } from '@aws-sdk/client-guardduty'
import type { SAMLProviderListEntry, ServiceLastAccessed } from '@aws-sdk/client-iam'
import type { KeyMetadata } from '@aws-sdk/client-kms'
import type { Organization } from '@aws-sdk/client-organizations'
import type { PublicAccessBlockConfiguration, ServerSideEncryptionRule } from '@aws-sdk/client-s3'
import type { DescribeSecretResponse, SecretVersionsListEntry } from '@aws-sdk/client-secrets-manager'
import type { DescribeHubResponse } from '@aws-sdk/client-securityhub'
import type { InstanceInformation, Parameter, ParameterMetadata } from '@aws-sdk/client-ssm'

/** Keys, secrets and buckets of a region, and what it records and watches. */
export interface RegionSecurity {
  /** `aliases` are names such as `alias/aws/ssm`. */
  keys: (KeyMetadata & { policy: string; aliases: string[] })[]
  secrets: (DescribeSecretResponse & { policy?: string; versions: SecretVersionsListEntry[] })[]
  parameters: ParameterMetadata[]
  /** What AWS publishes below /aws/service/. */
  publicParameters: Parameter[]
  managedNodes: InstanceInformation[]
  buckets: BucketEstate[]
  /** Of the region they are at home in. */
  trails: TrailEstate[]
  events: cloudtrail.Event[]
  detectors: DetectorEstate[]
  /** Absent: Security Hub is not enabled. */
  hub?: DescribeHubResponse & { products: string[] }
  recorders: (ConfigurationRecorder & { status: ConfigurationRecorderStatus })[]
}

export interface BucketEstate {
  name: string
  policy?: string
  isPublic: boolean
  encryption: ServerSideEncryptionRule[]
  publicAccessBlock?: PublicAccessBlockConfiguration
}

export interface TrailEstate {
  trail: cloudtrail.Trail & { TrailARN: string }
  status: cloudtrail.GetTrailStatusResponse
  eventSelectors?: cloudtrail.EventSelector[]
  advancedEventSelectors?: cloudtrail.AdvancedEventSelector[]
  insightTypes: cloudtrail.InsightType[]
}

export interface DetectorEstate extends GetDetectorResponse {
  id: string
  coverage: CoverageResource[]
}

/** What an account has once. */
export interface AccountSecurity {
  /** Absent: the account belongs to none. */
  organization?: Organization
  publicAccessBlock?: PublicAccessBlockConfiguration
  openIdConnectProviders: string[]
  samlProviders: SAMLProviderListEntry[]
  /** Lines of the credential report without its head. */
  credentialReport: string[]
  /** What a role has used, by its ARN; nothing known for others. */
  lastAccessed: Record<string, ServiceLastAccessed[]>
}

export function emptyRegionSecurity(): RegionSecurity {
  return {
    keys: [],
    secrets: [],
    parameters: [],
    publicParameters: [],
    managedNodes: [],
    buckets: [],
    trails: [],
    events: [],
    detectors: [],
    recorders: [],
  }
}

export function emptyAccountSecurity(): AccountSecurity {
  return { openIdConnectProviders: [], samlProviders: [], credentialReport: [], lastAccessed: {} }
}
