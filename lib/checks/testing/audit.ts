import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  EventRule,
  EventRuleTargets,
  GuardDutyCoverage,
  GuardDutyDetector,
  Trail,
  TrailEventSelectors,
  TrailStatus,
} from '#lib/inventory/types/audit.ts'
import * as id from './ids.ts'

const TrailARN = id.arn('cloudtrail', 'trail/main')

export const trail = (over: Partial<Trail> = {}): Trail => ({
  TrailARN,
  Name: 'main',
  HomeRegion: id.region,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  IncludeGlobalServiceEvents: true,
  LogFileValidationEnabled: true,
  HasInsightSelectors: false,
  ...over,
})

export const trailStatus = (over: Partial<TrailStatus> = {}): TrailStatus => ({
  TrailARN,
  IsLogging: true,
  LatestDeliveryTime: id.daysAgo(0.01),
  ...over,
})

export const eventSelectors = (over: Partial<TrailEventSelectors> = {}): TrailEventSelectors => ({
  TrailARN,
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: [] }],
  AdvancedEventSelectors: [],
  ...over,
})

export const insights = (...InsightTypes: string[]) => ({ TrailARN, InsightTypes })

const ruleArn = (name: string) => id.arn('events', `rule/${name}`)

/** A rule of the default bus, enabled. */
export const eventRule = (pattern: object | string, over: Partial<EventRule> = {}): EventRule => ({
  Arn: ruleArn('findings'),
  Name: 'findings',
  State: 'ENABLED',
  EventPattern: typeof pattern === 'string' ? pattern : JSON.stringify(pattern),
  ...over,
})

export const ruleTargets = (...Targets: EventRuleTargets['Targets']): EventRuleTargets => ({
  Arn: ruleArn('findings'),
  Targets: Targets.length > 0 ? Targets : [{ Id: 'on-call', Arn: id.arn('sns', 'on-call') }],
})

export const recorder = (over: Partial<ConfigurationRecorder> = {}): ConfigurationRecorder => ({
  name: 'default',
  recordingGroup: { allSupported: true, resourceTypes: [], exclusionByResourceTypes: [] },
  ...over,
})

export const recorderStatus = (over: Partial<ConfigurationRecorderStatus> = {}): ConfigurationRecorderStatus => ({
  name: 'default',
  recording: true,
  lastStatus: 'SUCCESS',
  ...over,
})

export const detector = (over: Partial<GuardDutyDetector> = {}): GuardDutyDetector => ({
  DetectorId: 'detector',
  Status: 'ENABLED',
  Features: [
    {
      Name: 'RUNTIME_MONITORING',
      Status: 'ENABLED',
      AdditionalConfiguration: [{ Name: 'ECS_FARGATE_AGENT_MANAGEMENT', Status: 'ENABLED' }],
    },
  ],
  ...over,
})

/** Of the good cluster. */
export const coverage = (over: Partial<GuardDutyCoverage> = {}): GuardDutyCoverage => ({
  ResourceId: 'coverage-main',
  CoverageStatus: 'HEALTHY',
  ResourceType: 'ECS',
  EcsClusterName: 'main',
  ...over,
})

export const hub = { HubArn: id.arn('securityhub', 'hub/default') }
export const inspectorProduct = { ProductSubscriptionArn: id.arn('securityhub', 'product-subscription/aws/inspector') }

/** All events of one name since 90 days ago are known. */
export const eventWindow = (EventName: string, over: { since?: string; complete?: boolean } = {}) => ({
  EventName,
  since: id.daysAgo(90),
  complete: true,
  ...over,
})
