import { CloudTrail } from '@aws-sdk/client-cloudtrail'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { ConfigService } from '@aws-sdk/client-config-service'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { GuardDuty } from '@aws-sdk/client-guardduty'
import { IAM } from '@aws-sdk/client-iam'
import { Inspector2 } from '@aws-sdk/client-inspector2'
import { Organizations } from '@aws-sdk/client-organizations'
import { SecurityHub } from '@aws-sdk/client-securityhub'
import { ACCOUNT, type Client } from './client.ts'

const topic = `arn:aws:sns:us-east-1:${ACCOUNT}:security`

/** Everything that watches the account: a trail, AWS Config, GuardDuty, Security Hub, Inspector, alerts and alarms. */
export async function buildAudit(client: Client): Promise<void> {
  await buildTrail(client)
  await buildRecorder(client)
  await buildAlerts(client)
  await new GuardDuty(client).createDetector({
    Enable: true,
    Features: [
      {
        Name: 'RUNTIME_MONITORING',
        Status: 'ENABLED',
        AdditionalConfiguration: [{ Name: 'ECS_FARGATE_AGENT_MANAGEMENT', Status: 'ENABLED' }],
      },
    ],
  })
  await new SecurityHub(client).enableSecurityHub({})
  await new Inspector2(client).enable({ accountIds: [ACCOUNT], resourceTypes: ['ECR'] })
  await new Organizations(client).createOrganization({ FeatureSet: 'ALL' })
}

async function buildTrail(client: Client): Promise<void> {
  const trail = new CloudTrail(client)
  await trail.createTrail({
    Name: 'all',
    S3BucketName: 'trail',
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
  })
  await trail.startLogging({ Name: 'all' })
  await trail.putEventSelectors({
    TrailName: 'all',
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  })
  await trail.putInsightSelectors({ TrailName: 'all', InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] })
}

async function buildRecorder(client: Client): Promise<void> {
  const config = new ConfigService(client)
  const ConfigurationRecorderName = 'default'
  await config.putConfigurationRecorder({
    ConfigurationRecorder: {
      name: ConfigurationRecorderName,
      roleARN: `arn:aws:iam::${ACCOUNT}:role/web-execution`,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
  })
  await config.putDeliveryChannel({ DeliveryChannel: { name: 'default', s3BucketName: 'trail' } })
  await config.startConfigurationRecorder({ ConfigurationRecorderName })
}

async function buildAlerts(client: Client): Promise<void> {
  const events = new EventBridge(client)
  const rule = async (Name: string, pattern: object) => {
    await events.putRule({ Name, EventPattern: JSON.stringify(pattern) })
    await events.putTargets({ Rule: Name, Targets: [{ Id: 'security', Arn: topic }] })
  }
  await rule('findings', { source: ['aws.guardduty', 'aws.inspector2'] })
  await rule('changes', { source: ['aws.ecs'], 'detail-type': ['AWS API Call via CloudTrail'] })
  await new CloudWatch(client).putMetricAlarm({
    AlarmName: 'web-busy',
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Dimensions: [
      { Name: 'ClusterName', Value: 'main' },
      { Name: 'ServiceName', Value: 'web' },
    ],
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 80,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [topic],
  })
}

/** A person with a password and a key, a pipeline that needs neither, and a company's sign-on. */
export async function buildPeople(client: Client): Promise<void> {
  const iam = new IAM(client)
  await iam.createUser({ UserName: 'operator' })
  await iam.createLoginProfile({ UserName: 'operator', Password: 'never-read-1A' })
  await iam.createAccessKey({ UserName: 'operator' })
  await iam.putUserPolicy({
    UserName: 'operator',
    PolicyName: 'own',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'ecs:*', Resource: '*' }],
    }),
  })
  await iam.createOpenIDConnectProvider({
    Url: 'https://token.actions.githubusercontent.com',
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
  })
  await iam.createSAMLProvider({ Name: 'company', SAMLMetadataDocument: 'a'.repeat(1024) })
}
