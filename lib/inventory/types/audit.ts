/** What the account records and watches: CloudTrail, GuardDuty, Security Hub, Config, Organizations, EventBridge rules. */

/** A trail of this region, one of another region that covers all, or one of the organization. */
export interface Trail {
  TrailARN: string
  Name: string
  HomeRegion: string
  IsMultiRegionTrail: boolean
  IsOrganizationTrail: boolean
  IncludeGlobalServiceEvents: boolean
  LogFileValidationEnabled: boolean
  HasInsightSelectors: boolean
  KmsKeyId?: string
  S3BucketName?: string
  CloudWatchLogsLogGroupArn?: string
}

/** How a trail does in this region. */
export interface TrailStatus {
  TrailARN: string
  IsLogging: boolean
  LatestDeliveryTime?: string
  LatestDeliveryError?: string
}

export interface TrailEventSelectors {
  TrailARN: string
  EventSelectors: {
    ReadWriteType?: string
    IncludeManagementEvents: boolean
    ExcludeManagementEventSources: string[]
  }[]
  AdvancedEventSelectors: {
    FieldSelectors: { Field: string; Equals: string[]; NotEquals: string[]; StartsWith: string[] }[]
  }[]
}

/** Of a trail without Insights the list is empty. */
export interface TrailInsightSelectors {
  TrailARN: string
  InsightTypes: string[]
}

/** Kinds of program a call was made with, as its user agent tells. */
export type AgentKind = 'terraform' | 'pulumi' | 'cdk' | 'cloudformation' | 'console' | 'cli' | 'aws-service' | 'other'

/** One management event that changed or entered ECS. Of its parameters only the names of what it was about are kept. */
export interface ApiEvent {
  EventId: string
  EventName: string
  EventSource: string
  EventTime: string
  Username?: string
  userIdentity: { type?: string; arn?: string; sessionIssuerArn?: string; invokedBy?: string }
  agent: AgentKind
  errorCode?: string
  about: { cluster?: string; service?: string; taskDefinition?: string; task?: string; repositoryName?: string }
}

/** From when on the events of one name are known: all of them up to the scan, or the newest of very many. */
export interface ApiEventWindow {
  EventName: string
  since: string
  complete: boolean
}

export interface GuardDutyDetector {
  DetectorId: string
  Status: string
  Features: { Name: string; Status: string; AdditionalConfiguration: { Name: string; Status: string }[] }[]
}

/** Whether GuardDuty's runtime monitoring reaches a cluster, or a host. */
export interface GuardDutyCoverage {
  ResourceId: string
  CoverageStatus: string
  Issue?: string
  ResourceType: string
  EcsClusterName?: string
  Ec2ClusterArn?: string
  Ec2InstanceId?: string
  ManagementType?: string
}

/** Absent where Security Hub is not enabled. */
export interface SecurityHub {
  HubArn: string
  SubscribedAt?: string
}

/** ARN of the subscription to one product's findings. */
export interface SecurityHubProduct {
  ProductSubscriptionArn: string
}

export interface ConfigurationRecorder {
  name: string
  arn?: string
  /** `INTERNAL` recorders belong to another AWS service. */
  recordingScope?: string
  servicePrincipal?: string
  recordingGroup: {
    allSupported: boolean
    resourceTypes: string[]
    exclusionByResourceTypes: string[]
    useOnly?: string
  }
  recordingFrequency?: string
}

export interface ConfigurationRecorderStatus {
  name: string
  recording: boolean
  lastStatus?: string
  lastErrorCode?: string
  lastStatusChangeTime?: string
}

/** Absent where the account belongs to none. */
export interface Organization {
  Id: string
  Arn: string
  MasterAccountId: string
}

/** A rule of the default event bus that matches events and that no AWS service manages. */
export interface EventRule {
  Arn: string
  Name: string
  State: string
  /** JSON text. */
  EventPattern: string
}

export interface EventRuleTargets {
  /** ARN of the rule. */
  Arn: string
  Targets: { Id: string; Arn: string }[]
}
