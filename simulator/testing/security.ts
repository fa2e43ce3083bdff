import {
  type AccountSecurity,
  emptyAccountSecurity,
  emptyRegionSecurity,
  type RegionSecurity,
} from '../security-estate.ts'

const region = 'us-east-1'
const account = '111122223333'
const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`
const everything = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
}

export function fixtureSecurity(now: Date): RegionSecurity {
  const version = { VersionId: 'v1', VersionStages: ['AWSCURRENT'], CreatedDate: now }
  return {
    ...emptyRegionSecurity(),
    keys: [
      {
        KeyId: 'key-1',
        Arn: arn('kms', 'key/key-1'),
        KeyManager: 'CUSTOMER',
        KeyState: 'Enabled',
        CreationDate: now,
        aliases: ['alias/main'],
        policy: '{"Version":"2012-10-17"}',
      },
    ],
    secrets: [
      {
        ARN: arn('secretsmanager', 'secret:api/database-AbCdEf'),
        Name: 'api/database',
        RotationEnabled: true,
        CreatedDate: now,
        policy: '{"Version":"2012-10-17"}',
        versions: [version, { VersionId: 'v0', VersionStages: [], CreatedDate: now }],
      },
    ],
    parameters: [{ Name: '/api/host', Type: 'SecureString', KeyId: 'alias/aws/ssm', LastModifiedDate: now }],
    publicParameters: [{ Name: '/aws/service/ecs/recommended', Type: 'String', Value: '{}', LastModifiedDate: now }],
    managedNodes: [{ InstanceId: 'i-0123456789abcdef0', PingStatus: 'Online' }],
    buckets: [
      {
        name: 'api-settings',
        policy: '{"Version":"2012-10-17"}',
        isPublic: false,
        encryption: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
        publicAccessBlock: everything,
      },
    ],
    trails: [
      {
        trail: {
          Name: 'main',
          TrailARN: arn('cloudtrail', 'trail/main'),
          HomeRegion: region,
          IsMultiRegionTrail: true,
        },
        status: { IsLogging: true, LatestDeliveryTime: now },
        eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
        insightTypes: ['ApiCallRateInsight'],
      },
    ],
    events: [
      { EventId: 'e1', EventName: 'UpdateService', EventTime: now, CloudTrailEvent: '{"eventName":"UpdateService"}' },
      { EventId: 'e2', EventName: 'RunTask', EventTime: now, CloudTrailEvent: '{"eventName":"RunTask"}' },
    ],
    detectors: [
      {
        id: 'd1',
        ServiceRole: `arn:aws:iam::${account}:role/guardduty`,
        Status: 'ENABLED',
        Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }],
        coverage: [
          { ResourceId: 'c1', CoverageStatus: 'HEALTHY', ResourceDetails: { ResourceType: 'ECS' } },
          { ResourceId: 'c2', CoverageStatus: 'HEALTHY', ResourceDetails: { ResourceType: 'EKS' } },
        ],
      },
    ],
    hub: {
      HubArn: arn('securityhub', 'hub/default'),
      products: [arn('securityhub', 'product-subscription/aws/inspector')],
    },
    recorders: [
      {
        name: 'default',
        recordingGroup: { allSupported: true },
        status: { name: 'default', recording: true, lastStatusChangeTime: now },
      },
    ],
  }
}

export function fixtureAccountSecurity(): AccountSecurity {
  return {
    ...emptyAccountSecurity(),
    organization: { Id: 'o-example0001', MasterAccountId: '777788889999' },
    publicAccessBlock: everything,
    openIdConnectProviders: [`arn:aws:iam::${account}:oidc-provider/example.com`],
    samlProviders: [{ Arn: `arn:aws:iam::${account}:saml-provider/people` }],
    credentialReport: [],
    lastAccessed: {
      [`arn:aws:iam::${account}:role/api-task`]: [{ ServiceName: 'Amazon S3', ServiceNamespace: 's3' }],
    },
  }
}
