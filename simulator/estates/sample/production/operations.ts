import type { MetricAlarm } from '@aws-sdk/client-cloudwatch'
import { addLoad } from '../../builders/metrics.ts'
import { arn, daysAgo, hoursAgo, type Site, uuid } from '../../builders/site.ts'

/** Alarms of people, beside those that target tracking makes; one is about a function that no container knows. */
export function addAlarms(site: Site): void {
  const pager = arn(site, 'sns', 'on-call')
  const alarm = (AlarmName: string, metric: Partial<MetricAlarm>): MetricAlarm => ({
    AlarmName,
    AlarmArn: arn(site, 'cloudwatch', `alarm:${AlarmName}`),
    ActionsEnabled: true,
    AlarmActions: [pager],
    StateValue: 'OK',
    StateUpdatedTimestamp: daysAgo(site, 3),
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 5,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 80,
    ...metric,
  })
  const ofService = (name: string) => [
    { Name: 'ClusterName', Value: 'payments' },
    { Name: 'ServiceName', Value: name },
  ]
  site.estate.cloudwatch.alarms.push(
    alarm('payments-api-cpu', {
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: ofService('payments-api'),
    }),
    alarm('payments-api-tasks', {
      Namespace: 'ECS/ContainerInsights',
      MetricName: 'RunningTaskCount',
      Dimensions: ofService('payments-api'),
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 4,
    }),
    alarm('payments-api-5xx', {
      Threshold: 1,
      Metrics: [
        { Id: 'rate', Expression: 'errors / requests * 100', ReturnData: true },
        ...(['errors', 'requests'] as const).map((Id) => ({
          Id,
          ReturnData: false,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/ApplicationELB',
              MetricName: Id === 'errors' ? 'HTTPCode_Target_5XX_Count' : 'RequestCount',
              Dimensions: [],
            },
            Period: 60,
            Stat: 'Sum',
          },
        })),
      ],
    }),
    alarm('messages-dead', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: 'messages-dead' }],
      Threshold: 0,
    }),
    alarm('thumbnails-errors', { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: [] }),
  )
  site.estate.cloudwatch.compositeAlarms.push({
    AlarmName: 'payments-unwell',
    AlarmArn: arn(site, 'cloudwatch', 'alarm:payments-unwell'),
    AlarmRule: 'ALARM("payments-api-cpu") OR ALARM("payments-api-5xx")',
    ActionsEnabled: true,
    AlarmActions: [pager],
    StateValue: 'OK',
  })
}

/** webhook-dispatcher goes up and down by the hour; the newest come first, and the oldest are from last week. */
export function addScalingActivities(site: Site): void {
  const ResourceId = 'service/payments/webhook-dispatcher'
  const ago = [1, 2, 3, 4, 5, 6, 7, 8, 100, 150]
  site.estate.applicationAutoscaling.scalingActivities = ago.map((hours, index) => ({
    ActivityId: uuid(site, 'activity', ResourceId, String(hours)),
    ServiceNamespace: 'ecs' as const,
    ResourceId,
    ScalableDimension: 'ecs:service:DesiredCount' as const,
    Description: `Setting desired count to ${index % 2 === 0 ? 6 : 5}.`,
    Cause: `monitor alarm ${index % 2 === 0 ? 'AlarmHigh' : 'AlarmLow'} in state ALARM triggered policy cpu60`,
    StartTime: hoursAgo(site, hours),
    EndTime: hoursAgo(site, hours),
    StatusCode: 'Successful' as const,
  }))
}

/** A queue with its dead-letter queue, one without, and one that nobody names. */
export function addQueues(site: Site): void {
  const attributes = { VisibilityTimeout: '30', ApproximateNumberOfMessages: '0' }
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn(site, 'sqs', 'messages-dead'), maxReceiveCount: 5 })
  site.estate.sqs.queues.push(
    { name: 'bounces', attributes },
    { name: 'messages', attributes: { ...attributes, RedrivePolicy } },
    { name: 'messages-dead', attributes },
    { name: 'website-invalidations', attributes },
  )
}

/** What the registry does with images: it copies them, expires old ones of the payments teams, and makes repositories for caches. */
export function addRegistrySettings(site: Site): void {
  const { ecr } = site.estate
  const prefix = { filterType: 'PREFIX_MATCH' as const, filter: 'payments/' }
  ecr.replication = {
    rules: [{ destinations: [{ region: 'eu-west-1', registryId: site.account }], repositoryFilters: [prefix] }],
  }
  ecr.creationTemplates.push({
    prefix: 'ecr-public',
    appliedFor: ['PULL_THROUGH_CACHE'],
    imageTagMutability: 'MUTABLE',
    encryptionConfiguration: { encryptionType: 'AES256' },
    createdAt: daysAgo(site, 350),
    updatedAt: daysAgo(site, 350),
  })
  for (const one of ecr.repositories.filter(({ repository }) => repository.repositoryName.startsWith('payments/'))) {
    one.lifecyclePolicyText = JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
          action: { type: 'expire' },
        },
        {
          rulePriority: 2,
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 200 },
          action: { type: 'expire' },
        },
      ],
    })
  }
}

/** How busy two services are: one as it should be, one with far more than it needs. */
export function addLoads(site: Site): void {
  addLoad(site, { cluster: 'payments', service: 'payments-api', cpu: [20, 70], memory: [45, 60] })
  addLoad(site, { cluster: 'payments', service: 'ledger', cpu: [2, 8], memory: [10, 20] })
}
