import { accountId, now } from '../estate.ts'
import { fixtureAccountSecurity } from '../security.ts'
import { estate, type RoundTrips } from './round-trip.ts'

const { security } = estate
const [key] = security.keys
const [secret] = security.secrets
const [bucket] = security.buckets
const [trail] = security.trails
const [detector] = security.detectors
const [recorder] = security.recorders
const { organization, publicAccessBlock, openIdConnectProviders, samlProviders } = fixtureAccountSecurity()
const SecretId = 'api/database'
const Bucket = 'api-settings'
const DetectorId = 'd1'

export const securityRoundTrips: RoundTrips = {
  'kms:DescribeKey': {
    ask: ({ kms }) => kms.describeKey({ KeyId: `arn:aws:kms:us-east-1:${accountId}:alias/main` }),
    holds: { KeyMetadata: { KeyId: 'key-1', KeyManager: 'CUSTOMER', CreationDate: now } },
  },
  'kms:GetKeyPolicy': {
    ask: ({ kms }) => kms.getKeyPolicy({ KeyId: key?.Arn, PolicyName: 'default' }),
    holds: { Policy: key?.policy, PolicyName: 'default' },
  },
  'secretsmanager:DescribeSecret': {
    ask: ({ secretsmanager }) => secretsmanager.describeSecret({ SecretId }),
    holds: { ARN: secret?.ARN, RotationEnabled: true, CreatedDate: now },
  },
  'secretsmanager:GetResourcePolicy': {
    ask: ({ secretsmanager }) => secretsmanager.getResourcePolicy({ SecretId: secret?.ARN?.slice(0, -7) }),
    holds: { ARN: secret?.ARN, ResourcePolicy: secret?.policy },
  },
  'secretsmanager:ListSecretVersionIds': {
    ask: ({ secretsmanager }) => secretsmanager.listSecretVersionIds({ SecretId }),
    holds: { Versions: [{ VersionId: 'v1', VersionStages: ['AWSCURRENT'], CreatedDate: now }] },
  },
  'ssm:DescribeParameters': {
    ask: ({ ssm }) => ssm.describeParameters({ ParameterFilters: [{ Key: 'Name', Values: ['/api/host', '/other'] }] }),
    holds: { Parameters: security.parameters },
  },
  'ssm:GetParameters': {
    ask: ({ ssm }) => ssm.getParameters({ Names: ['/aws/service/ecs/recommended', '/aws/service/none'] }),
    holds: { Parameters: security.publicParameters, InvalidParameters: ['/aws/service/none'] },
  },
  'ssm:DescribeInstanceInformation': {
    ask: ({ ssm }) =>
      ssm.describeInstanceInformation({ Filters: [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }] }),
    holds: { InstanceInformationList: security.managedNodes },
  },
  's3:GetBucketPolicy': { ask: ({ s3 }) => s3.getBucketPolicy({ Bucket }), holds: { Policy: bucket?.policy } },
  's3:GetBucketPolicyStatus': {
    ask: ({ s3 }) => s3.getBucketPolicyStatus({ Bucket }),
    holds: { PolicyStatus: { IsPublic: false } },
  },
  's3:GetPublicAccessBlock': {
    ask: ({ s3 }) => s3.getPublicAccessBlock({ Bucket }),
    holds: { PublicAccessBlockConfiguration: bucket?.publicAccessBlock },
  },
  's3:GetBucketEncryption': {
    ask: ({ s3 }) => s3.getBucketEncryption({ Bucket }),
    holds: { ServerSideEncryptionConfiguration: { Rules: bucket?.encryption } },
  },
  's3:GetAccountPublicAccessBlock': {
    ask: ({ s3control }) => s3control.getPublicAccessBlock({ AccountId: accountId }),
    holds: { PublicAccessBlockConfiguration: publicAccessBlock },
  },
  'cloudtrail:DescribeTrails': {
    ask: ({ cloudtrail }) => cloudtrail.describeTrails({}),
    holds: { trailList: [trail?.trail] },
  },
  'cloudtrail:GetTrailStatus': {
    ask: ({ cloudtrail }) => cloudtrail.getTrailStatus({ Name: trail?.trail.TrailARN }),
    holds: { IsLogging: true, LatestDeliveryTime: now },
  },
  'cloudtrail:GetEventSelectors': {
    ask: ({ cloudtrail }) => cloudtrail.getEventSelectors({ TrailName: 'main' }),
    holds: { EventSelectors: trail?.eventSelectors },
  },
  'cloudtrail:GetInsightSelectors': {
    ask: ({ cloudtrail }) => cloudtrail.getInsightSelectors({ TrailName: 'main' }),
    holds: { InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] },
  },
  'cloudtrail:LookupEvents': {
    ask: ({ cloudtrail }) =>
      cloudtrail.lookupEvents({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'RunTask' }] }),
    holds: { Events: [security.events[1]] },
  },
  'guardduty:ListDetectors': {
    ask: ({ guardduty }) => guardduty.listDetectors({ MaxResults: 5 }),
    holds: { DetectorIds: [DetectorId] },
  },
  'guardduty:GetDetector': {
    ask: ({ guardduty }) => guardduty.getDetector({ DetectorId }),
    holds: { Status: 'ENABLED', Features: detector?.Features },
  },
  'guardduty:ListCoverage': {
    ask: ({ guardduty }) =>
      guardduty.listCoverage({
        DetectorId,
        FilterCriteria: {
          FilterCriterion: [{ CriterionKey: 'RESOURCE_TYPE', FilterCondition: { Equals: ['ECS', 'EC2'] } }],
        },
      }),
    holds: { Resources: [detector?.coverage[0]] },
  },
  'securityhub:DescribeHub': {
    ask: ({ securityhub }) => securityhub.describeHub({}),
    holds: { HubArn: security.hub?.HubArn },
  },
  'securityhub:ListEnabledProductsForImport': {
    ask: ({ securityhub }) => securityhub.listEnabledProductsForImport({}),
    holds: { ProductSubscriptions: security.hub?.products },
  },
  'config:DescribeConfigurationRecorders': {
    ask: ({ config }) => config.describeConfigurationRecorders({}),
    holds: { ConfigurationRecorders: [{ name: 'default', recordingGroup: recorder?.recordingGroup }] },
  },
  'config:DescribeConfigurationRecorderStatus': {
    ask: ({ config }) => config.describeConfigurationRecorderStatus({}),
    holds: { ConfigurationRecordersStatus: [recorder?.status] },
  },
  'organizations:DescribeOrganization': {
    ask: ({ organizations }) => organizations.describeOrganization({}),
    holds: { Organization: organization },
  },
  'iam:GenerateCredentialReport': {
    ask: ({ iam }) => iam.generateCredentialReport({}),
    holds: { State: 'COMPLETE' },
  },
  'iam:GetCredentialReport': {
    ask: ({ iam }) => iam.getCredentialReport({}),
    holds: { ReportFormat: 'text/csv' },
  },
  'iam:GenerateServiceLastAccessedDetails': {
    ask: ({ iam }) => iam.generateServiceLastAccessedDetails({ Arn: `arn:aws:iam::${accountId}:role/api-task` }),
    holds: {},
  },
  'iam:GetServiceLastAccessedDetails': {
    ask: ({ iam }) => iam.getServiceLastAccessedDetails({ JobId: '0'.repeat(36) }),
    holds: { JobStatus: 'COMPLETED', ServicesLastAccessed: [], IsTruncated: false },
  },
  'iam:ListOpenIDConnectProviders': {
    ask: ({ iam }) => iam.listOpenIDConnectProviders({}),
    holds: { OpenIDConnectProviderList: openIdConnectProviders.map((Arn) => ({ Arn })) },
  },
  'iam:ListSAMLProviders': {
    ask: ({ iam }) => iam.listSAMLProviders({}),
    holds: { SAMLProviderList: samlProviders },
  },
}
