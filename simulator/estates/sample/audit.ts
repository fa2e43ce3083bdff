import type { Event, InsightType } from '@aws-sdk/client-cloudtrail'
import { addRole, roleArn, trustService } from '../builders/roles.ts'
import { arn, daysAgo, hex, hoursAgo, type Site, uuid } from '../builders/site.ts'
import { planted } from './planted-secrets.ts'

/** What production records and watches in a region. The trail of us-east-1 covers all regions. */
export function addAudit(site: Site): void {
  if (site.region === 'us-east-1')
    addTrail(site, { name: 'larkfield', allRegions: true, insightTypes: ['ApiCallRateInsight'] })
  addEvents(site)
  addGuardDuty(site)
  addRecorder(site)
  addHub(site)
  addAlertRule(site)
  addManagedNodes(site)
}

interface TrailSpec {
  name: string
  allRegions: boolean
  insightTypes: InsightType[]
}

export function addTrail(site: Site, { name, allRegions, insightTypes }: TrailSpec): void {
  site.estate.security.trails.push({
    trail: {
      Name: name,
      TrailARN: arn(site, 'cloudtrail', `trail/${name}`),
      S3BucketName: `${name}-audit`,
      HomeRegion: site.region,
      IsMultiRegionTrail: allRegions,
      IsOrganizationTrail: false,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      HasInsightSelectors: insightTypes.length > 0,
      HasCustomEventSelectors: false,
    },
    status: { IsLogging: true, LatestDeliveryTime: hoursAgo(site, 0.1), StartLoggingTime: daysAgo(site, 700) },
    eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
    insightTypes,
  })
}

/** Releases by the pipeline, and one by hand. The request of a registration holds what its environment held. */
function addEvents(site: Site): void {
  const { events } = site.estate.security
  const pipeline = 'HashiCorp Terraform/1.13 terraform-provider-aws/6.17 aws-sdk-go-v2/1.39'
  for (const service of site.estate.ecs.services) {
    const { serviceName: name = '', clusterArn: cluster } = service
    const at = { name, role: 'deploy-pipeline', user: `release-${name}`, agent: pipeline }
    events.push(event(site, { ...at, action: 'UpdateService', days: 3, request: { cluster, service: name } }))
  }
  const at = { name: 'payments-api', role: 'break-glass', user: 'on-call', agent: 'aws-cli/2.31 Python/3.13' }
  const environment = [{ name: 'DB_PASSWORD', value: planted.retiredDatabasePassword }]
  events.push(
    event(site, {
      ...at,
      action: 'RegisterTaskDefinition',
      days: 20,
      request: { family: 'payments-api', containerDefinitions: [{ name: 'app', environment }] },
    }),
  )
}

interface EventSpec {
  action: string
  /** What it was about, and who did it as whom. */
  name: string
  role: string
  user: string
  agent: string
  days: number
  request: object
}

function event(site: Site, { action, name, role, user, agent, days, request }: EventSpec): Event {
  const EventTime = daysAgo(site, days)
  const EventId = uuid(site, 'event', action, name)
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${site.account}:assumed-role/${role}/${user}`,
      accountId: site.account,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${site.account}:role/${role}`, userName: role },
      },
    },
    eventTime: EventTime.toISOString(),
    eventSource: 'ecs.amazonaws.com',
    eventName: action,
    awsRegion: site.region,
    userAgent: agent,
    requestParameters: request,
    eventID: EventId,
    readOnly: false,
  }
  const EventSource = 'ecs.amazonaws.com'
  return { EventId, EventName: action, EventSource, EventTime, Username: user, CloudTrailEvent: JSON.stringify(record) }
}

const guardDutyRole = 'AWSServiceRoleForAmazonGuardDuty'
const guardDutyPath = '/aws-service-role/guardduty.amazonaws.com/'

function addGuardDuty(site: Site): void {
  if (!site.iam.roles.some(({ RoleName }) => RoleName === guardDutyRole)) {
    addRole(site, { name: guardDutyRole, path: guardDutyPath, trust: [trustService('guardduty.amazonaws.com')] })
  }
  const coverage = site.estate.ecs.clusters.map(({ clusterName = '' }) => ({
    ResourceId: hex(site, 32, 'coverage', clusterName),
    AccountId: site.account,
    CoverageStatus: clusterName === 'batch' ? ('UNHEALTHY' as const) : ('HEALTHY' as const),
    ...(clusterName === 'batch' && { Issue: 'Agent not reporting' }),
    ResourceDetails: { ResourceType: 'ECS' as const, EcsClusterDetails: { ClusterName: clusterName } },
    UpdatedAt: hoursAgo(site, 5),
  }))
  const on = 'ENABLED' as const
  const agents = [{ Name: 'ECS_FARGATE_AGENT_MANAGEMENT' as const, Status: on }]
  site.estate.security.detectors.push({
    id: hex(site, 32, 'detector'),
    ServiceRole: roleArn(site, guardDutyRole, guardDutyPath),
    Status: on,
    Features: [{ Name: 'RUNTIME_MONITORING', Status: on, AdditionalConfiguration: agents }],
    coverage,
  })
}

function addRecorder(site: Site): void {
  site.estate.security.recorders.push({
    name: 'default',
    recordingGroup: { allSupported: true, includeGlobalResourceTypes: true, resourceTypes: [] },
    status: { name: 'default', recording: true, lastStatus: 'Success', lastStatusChangeTime: hoursAgo(site, 1) },
  })
}

function addHub(site: Site): void {
  site.estate.security.hub = {
    HubArn: arn(site, 'securityhub', 'hub/default'),
    SubscribedAt: daysAgo(site, 400).toISOString(),
    products: [arn(site, 'securityhub', 'product-subscription/aws/inspector')],
  }
}

/** Findings of GuardDuty reach the people on call. */
function addAlertRule(site: Site): void {
  site.estate.events.rules.push({
    Name: 'guardduty-findings',
    Arn: arn(site, 'events', 'rule/guardduty-findings'),
    State: 'ENABLED',
    EventPattern: JSON.stringify({ source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] }),
    EventBusName: 'default',
    targets: [{ Id: 'on-call', Arn: arn(site, 'sns', 'security-on-call') }],
  })
}

function addManagedNodes(site: Site): void {
  for (const { ec2InstanceId } of site.estate.ecs.containerInstances) {
    site.estate.security.managedNodes.push({
      InstanceId: ec2InstanceId,
      PingStatus: 'Online',
      AgentVersion: '3.3.3050.0',
      PlatformType: 'Linux',
      ResourceType: ec2InstanceId?.startsWith('mi-') ? 'ManagedInstance' : 'EC2Instance',
    })
  }
  const image = site.estate.ec2.images.find(({ Name = '' }) => Name.startsWith('al2023-ami-ecs'))
  const value = { image_id: image?.ImageId, image_name: image?.Name, ecs_agent_version: '1.105.1' }
  for (const family of ['amazon-linux-2023', 'amazon-linux-2']) {
    site.estate.security.publicParameters.push({
      Name: `/aws/service/ecs/optimized-ami/${family}/recommended`,
      Type: 'String',
      Value: JSON.stringify(value),
      Version: 80,
      LastModifiedDate: daysAgo(site, 9),
    })
  }
}
