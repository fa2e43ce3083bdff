import { accountId, now } from '../estate.ts'
import { configDigest, imageDigest, scheduledAction } from '../operations.ts'
import { estate, type RoundTrips } from './round-trip.ts'

const { ecr, inspector2, codedeploy, logs, autoscaling, applicationAutoscaling } = estate
const [repository] = ecr.repositories
const [image] = repository?.images ?? []
const [rule] = estate.events.rules
const [schedule] = estate.scheduler.schedules
const repositoryName = 'api'
const minute = 60_000
const metric = {
  Namespace: 'AWS/ECS',
  MetricName: 'CPUUtilization',
  Dimensions: [{ Name: 'ClusterName', Value: 'main' }],
}

export const otherRoundTrips: RoundTrips = {
  'sts:GetCallerIdentity': {
    ask: ({ sts }) => sts.getCallerIdentity({}),
    holds: { Account: accountId, Arn: `arn:aws:iam::${accountId}:user/operator` },
  },
  'sts:AssumeRole': {
    ask: ({ sts }) =>
      sts.assumeRole({
        RoleArn: `arn:aws:iam::${accountId}:role/scan`,
        ExternalId: 'external-first',
        RoleSessionName: 'test',
      }),
    holds: { AssumedRoleUser: { Arn: `arn:aws:sts::${accountId}:assumed-role/scan/test` } },
  },
  'iam:GetAccountAuthorizationDetails': {
    ask: ({ iam }) => iam.getAccountAuthorizationDetails({ Filter: ['AWSManagedPolicy'] }),
    holds: { RoleDetailList: [], Policies: [{ Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }], IsTruncated: false },
  },
  'iam:GetRole': {
    ask: ({ iam }) => iam.getRole({ RoleName: 'api-task' }),
    holds: { Role: { RoleName: 'api-task', CreateDate: now } },
  },
  'iam:ListAccountAliases': { ask: ({ iam }) => iam.listAccountAliases({}), holds: { AccountAliases: ['first'] } },

  'ecr:DescribeRepositories': {
    ask: ({ ecr }) => ecr.describeRepositories({}),
    holds: { repositories: [repository?.repository] },
  },
  'ecr:DescribeImages': {
    ask: ({ ecr }) => ecr.describeImages({ repositoryName, imageIds: [{ imageTag: 'stable' }] }),
    holds: { imageDetails: [image?.detail] },
  },
  'ecr:BatchGetImage': {
    ask: ({ ecr }) => ecr.batchGetImage({ repositoryName, imageIds: [{ imageDigest }, { imageTag: 'gone' }] }),
    holds: {
      images: [{ imageId: { imageDigest }, imageManifest: image?.manifest }],
      failures: [{ failureCode: 'ImageNotFound' }],
    },
  },
  'ecr:DescribeImageScanFindings': {
    ask: ({ ecr }) => ecr.describeImageScanFindings({ repositoryName, imageId: { imageDigest } }),
    holds: { imageScanStatus: { status: 'COMPLETE' }, imageScanFindings: image?.scanFindings },
  },
  'ecr:GetDownloadUrlForLayer': {
    ask: ({ ecr }) => ecr.getDownloadUrlForLayer({ repositoryName, layerDigest: configDigest }),
    holds: { layerDigest: configDigest },
  },
  'ecr:BatchGetRepositoryScanningConfiguration': {
    ask: ({ ecr }) => ecr.batchGetRepositoryScanningConfiguration({ repositoryNames: [repositoryName, 'gone'] }),
    holds: { scanningConfigurations: [repository?.scanning], failures: [{ repositoryName: 'gone' }] },
  },
  'ecr:GetRegistryScanningConfiguration': {
    ask: ({ ecr }) => ecr.getRegistryScanningConfiguration({}),
    holds: { registryId: accountId, scanningConfiguration: ecr.registryScanning },
  },
  'ecr:DescribePullThroughCacheRules': {
    ask: ({ ecr }) => ecr.describePullThroughCacheRules({}),
    holds: { pullThroughCacheRules: ecr.pullThroughCacheRules },
  },
  'ecr:DescribeRegistry': {
    ask: ({ ecr }) => ecr.describeRegistry({}),
    holds: { registryId: accountId, replicationConfiguration: ecr.replication },
  },
  'ecr:DescribeRepositoryCreationTemplates': {
    ask: ({ ecr }) => ecr.describeRepositoryCreationTemplates({}),
    holds: { repositoryCreationTemplates: ecr.creationTemplates },
  },
  'ecr:GetLifecyclePolicy': {
    ask: ({ ecr }) => ecr.getLifecyclePolicy({ repositoryName }),
    holds: { repositoryName, lifecyclePolicyText: repository?.lifecyclePolicyText },
  },
  'ecr:ListTagsForResource': {
    ask: ({ ecr }) => ecr.listTagsForResource({ resourceArn: repository?.repository.repositoryArn }),
    holds: { tags: [{ Key: 'environment', Value: 'production' }] },
  },

  'inspector2:BatchGetAccountStatus': {
    ask: ({ inspector2 }) => inspector2.batchGetAccountStatus({}),
    holds: { accounts: [{ accountId, state: { status: 'ENABLED' } }] },
  },
  'inspector2:ListFindings': {
    ask: ({ inspector2 }) =>
      inspector2.listFindings({
        filterCriteria: {
          severity: [{ comparison: 'EQUALS', value: 'HIGH' }],
          ecrImageHash: [{ comparison: 'EQUALS', value: imageDigest }],
        },
      }),
    holds: { findings: [inspector2.findings[1]] },
  },
  'inspector2:ListCoverage': {
    ask: ({ inspector2 }) => inspector2.listCoverage({}),
    holds: { coveredResources: inspector2.coverage },
  },

  'codedeploy:ListApplications': {
    ask: ({ codedeploy }) => codedeploy.listApplications({}),
    holds: { applications: ['shop'] },
  },
  'codedeploy:ListDeploymentGroups': {
    ask: ({ codedeploy }) => codedeploy.listDeploymentGroups({ applicationName: 'shop' }),
    holds: { applicationName: 'shop', deploymentGroups: ['blue-green'] },
  },
  'codedeploy:GetDeploymentGroup': {
    ask: ({ codedeploy }) =>
      codedeploy.getDeploymentGroup({ applicationName: 'shop', deploymentGroupName: 'blue-green' }),
    holds: { deploymentGroupInfo: codedeploy.deploymentGroups[0] },
  },
  'codedeploy:BatchGetDeploymentGroups': {
    ask: ({ codedeploy }) =>
      codedeploy.batchGetDeploymentGroups({ applicationName: 'shop', deploymentGroupNames: ['blue-green'] }),
    holds: { deploymentGroupsInfo: codedeploy.deploymentGroups },
  },

  'cloudwatch:GetMetricData': {
    ask: ({ cloudwatch }) =>
      cloudwatch.getMetricData({
        StartTime: now,
        EndTime: new Date(now.getTime() + 3 * minute),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [{ Id: 'cpu', MetricStat: { Metric: metric, Period: 60, Stat: 'Average' } }],
      }),
    holds: {
      MetricDataResults: [
        {
          Id: 'cpu',
          Label: 'CPUUtilization',
          Values: [0, 1, 2],
          Timestamps: [0, 1, 2].map((step) => new Date(now.getTime() + step * minute)),
          StatusCode: 'Complete',
        },
      ],
    },
  },
  'cloudwatch:ListMetrics': {
    ask: ({ cloudwatch }) => cloudwatch.listMetrics({ Namespace: 'AWS/ECS' }),
    holds: { Metrics: [metric] },
  },
  'cloudwatch:DescribeAlarms': {
    ask: ({ cloudwatch }) => cloudwatch.describeAlarms({ StateValue: 'OK' }),
    holds: { MetricAlarms: estate.cloudwatch.alarms, CompositeAlarms: [] },
  },

  'events:ListRules': {
    ask: ({ events }) => events.listRules({ NamePrefix: 'night' }),
    holds: { Rules: [{ Name: 'nightly', Arn: rule?.Arn }] },
  },
  'events:ListTargetsByRule': {
    ask: ({ events }) => events.listTargetsByRule({ Rule: 'nightly' }),
    holds: { Targets: rule?.targets },
  },
  'events:ListRuleNamesByTarget': {
    ask: ({ events }) => events.listRuleNamesByTarget({ TargetArn: scheduledAction }),
    holds: { RuleNames: ['nightly'] },
  },
  'scheduler:ListSchedules': {
    ask: ({ scheduler }) => scheduler.listSchedules({ State: 'ENABLED', MaxResults: 5 }),
    holds: { Schedules: [{ Name: 'settle', GroupName: 'default', Target: { Arn: scheduledAction } }] },
  },
  'scheduler:GetSchedule': {
    ask: ({ scheduler }) => scheduler.getSchedule({ Name: 'settle', GroupName: 'default' }),
    holds: schedule ?? {},
  },

  'tag:GetResources': {
    ask: ({ tagging }) => tagging.getResources({ ResourceTypeFilters: ['ecr', 'events:rule'] }),
    holds: {
      ResourceTagMappingList: [
        { ResourceARN: repository?.repository.repositoryArn, Tags: [{ Key: 'environment', Value: 'production' }] },
        { ResourceARN: rule?.Arn, Tags: [{ Key: 'environment', Value: 'production' }] },
      ],
    },
  },

  'logs:DescribeLogGroups': {
    ask: ({ logs }) => logs.describeLogGroups({ logGroupNamePrefix: '/ecs/' }),
    holds: { logGroups: logs.groups },
  },
  'logs:DescribeLogStreams': {
    ask: ({ logs }) => logs.describeLogStreams({ logGroupName: '/ecs/api', logStreamNamePrefix: 'app/', limit: 1 }),
    holds: { logStreams: [logs.streams['/ecs/api']?.[0]] },
  },
  'logs:DescribeMetricFilters': {
    ask: ({ logs }) => logs.describeMetricFilters({ logGroupName: '/ecs/api' }),
    holds: { metricFilters: logs.metricFilters },
  },
  'logs:ListTagsForResource': {
    ask: ({ logs }) =>
      logs.listTagsForResource({ resourceArn: `arn:aws:logs:us-east-1:${accountId}:log-group:/ecs/api` }),
    holds: { tags: { environment: 'production' } },
  },

  'application-autoscaling:DescribeScalableTargets': {
    ask: ({ applicationAutoscaling }) => applicationAutoscaling.describeScalableTargets({ ServiceNamespace: 'ecs' }),
    holds: { ScalableTargets: applicationAutoscaling.scalableTargets },
  },
  'application-autoscaling:DescribeScalingPolicies': {
    ask: ({ applicationAutoscaling }) =>
      applicationAutoscaling.describeScalingPolicies({ ServiceNamespace: 'ecs', PolicyNames: ['policy-11'] }),
    holds: { ScalingPolicies: [applicationAutoscaling.scalingPolicies.at(11)] },
  },
  'application-autoscaling:DescribeScheduledActions': {
    ask: ({ applicationAutoscaling }) => applicationAutoscaling.describeScheduledActions({ ServiceNamespace: 'ecs' }),
    holds: { ScheduledActions: applicationAutoscaling.scheduledActions },
  },
  'application-autoscaling:DescribeScalingActivities': {
    ask: ({ applicationAutoscaling }) => applicationAutoscaling.describeScalingActivities({ ServiceNamespace: 'ecs' }),
    holds: { ScalingActivities: applicationAutoscaling.scalingActivities },
  },
  'autoscaling:DescribeAutoScalingGroups': {
    ask: ({ autoscaling }) => autoscaling.describeAutoScalingGroups({ AutoScalingGroupNames: ['hosts'] }),
    holds: { AutoScalingGroups: autoscaling.groups },
  },
  'autoscaling:DescribeLaunchConfigurations': {
    ask: ({ autoscaling }) => autoscaling.describeLaunchConfigurations({}),
    holds: { LaunchConfigurations: autoscaling.launchConfigurations },
  },
}
