import type { Call } from './call.ts'
import { type InputOf, iamActionOf } from './services.ts'

/** What a probe needs to know to ask for something that does not exist, in a form that AWS reads. */
export interface ProbeContext {
  account: string
  partition: string
  region: string
  now: Date
}

export interface Probe {
  action: string
  /** @throws CallError */
  send(call: Call, context: ProbeContext): Promise<unknown>
}

const nobody = 'tidewaiter-probe'
const ecsTargets = { ServiceNamespace: 'ecs' } as const
const noId = '0'.repeat(32)
const noJob = '00000000-0000-0000-0000-000000000000'
const noUuid = '00000000-0000-4000-8000-000000000000'
const noFileSystem = 'fs-00000000000000000'
const noDigest = `sha256:${'0'.repeat(64)}`

/**
 * For each action that the role is granted, a request that costs nothing: for one item, or for one that does not exist.
 * AWS checks the permission before it looks, and EC2 says with DryRun what it would have done.
 */
export const probes: readonly Probe[] = [
  probe('acm:DescribeCertificate', (context) => ({ CertificateArn: arn(context, 'acm', `certificate/${noUuid}`) })),
  probe('apigatewayv2:GetVpcLinks', () => ({ MaxResults: '1' })),
  probe('application-autoscaling:DescribeScalableTargets', () => ({ ...ecsTargets, MaxResults: 1 })),
  probe('application-autoscaling:DescribeScalingActivities', () => ({ ...ecsTargets, MaxResults: 1 })),
  probe('application-autoscaling:DescribeScalingPolicies', () => ({ ...ecsTargets, MaxResults: 1 })),
  probe('application-autoscaling:DescribeScheduledActions', () => ({ ...ecsTargets, MaxResults: 1 })),
  probe('backup:ListProtectedResources', () => ({ MaxResults: 1 })),
  probe('backup:ListRecoveryPointsByResource', (context) => ({
    ResourceArn: arn(context, 'elasticfilesystem', `file-system/${noFileSystem}`),
  })),
  probe('autoscaling:DescribeAutoScalingGroups', () => ({ AutoScalingGroupNames: [nobody] })),
  probe('cloudformation:DescribeStacks', () => ({ StackName: nobody })),
  probe('cloudwatch:DescribeAlarms', () => ({ MaxRecords: 1 })),
  probe('cloudwatch:GetMetricData', ({ now }) => ({
    StartTime: new Date(now.getTime() - 3_600_000),
    EndTime: now,
    MetricDataQueries: [
      {
        Id: 'm1',
        MetricStat: { Metric: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization' }, Period: 300, Stat: 'Average' },
      },
    ],
  })),
  probe('codebuild:ListProjects', () => ({})),
  probe('cloudtrail:DescribeTrails', () => ({ includeShadowTrails: false })),
  probe('cloudtrail:GetEventSelectors', () => ({ TrailName: nobody })),
  probe('cloudtrail:GetInsightSelectors', () => ({ TrailName: nobody })),
  probe('cloudtrail:GetTrailStatus', () => ({ Name: nobody })),
  probe('cloudtrail:LookupEvents', () => ({ MaxResults: 1 })),
  probe('codedeploy:GetDeploymentGroup', () => ({ applicationName: nobody, deploymentGroupName: nobody })),
  probe('codedeploy:ListApplications', () => ({})),
  probe('codedeploy:ListDeploymentGroups', () => ({ applicationName: nobody })),
  probe('codepipeline:GetPipeline', () => ({ name: nobody })),
  probe('codepipeline:ListPipelines', () => ({ maxResults: 1 })),
  probe('compute-optimizer:GetECSServiceRecommendations', () => ({ maxResults: 1 })),
  probe('ec2:DescribeFlowLogs', () => ({ DryRun: true })),
  probe('config:DescribeConfigurationRecorderStatus', () => ({})),
  probe('config:DescribeConfigurationRecorders', () => ({})),
  probe('ec2:DescribeImages', () => ({ DryRun: true, Owners: ['self'] })),
  probe('ec2:DescribeInstances', () => ({ DryRun: true })),
  probe('ec2:DescribeInstanceTypes', () => ({ DryRun: true })),
  probe('ec2:DescribeLaunchTemplateVersions', () => ({ DryRun: true, Versions: ['$Latest'] })),
  probe('ec2:DescribeNatGateways', () => ({ DryRun: true })),
  probe('ec2:DescribeNetworkAcls', () => ({ DryRun: true })),
  probe('ec2:DescribeNetworkInterfaces', () => ({ DryRun: true })),
  probe('ec2:DescribeRegions', () => ({ DryRun: true })),
  probe('ec2:DescribeRouteTables', () => ({ DryRun: true })),
  probe('ec2:DescribeSecurityGroups', () => ({ DryRun: true })),
  probe('ec2:DescribeSubnets', () => ({ DryRun: true })),
  probe('ec2:DescribeTransitGatewayAttachments', () => ({ DryRun: true })),
  probe('ec2:DescribeVolumes', () => ({ DryRun: true })),
  probe('ec2:DescribeVpcEncryptionControls', () => ({ DryRun: true })),
  probe('ec2:DescribeVpcEndpoints', () => ({ DryRun: true })),
  probe('ec2:DescribeVpcPeeringConnections', () => ({ DryRun: true })),
  probe('ec2:DescribeVpcs', () => ({ DryRun: true })),
  probe('ec2:GetEbsEncryptionByDefault', () => ({ DryRun: true })),
  probe('ec2:GetInstanceMetadataDefaults', () => ({ DryRun: true })),
  probe('ec2:GetManagedPrefixListEntries', () => ({ DryRun: true, PrefixListId: 'pl-00000000000000000' })),
  probe('ecr:BatchGetImage', () => ({ repositoryName: nobody, imageIds: [{ imageTag: nobody }] })),
  probe('ecr:BatchGetRepositoryScanningConfiguration', () => ({ repositoryNames: [nobody] })),
  probe('ecr:DescribeImageScanFindings', () => ({ repositoryName: nobody, imageId: { imageTag: nobody } })),
  probe('ecr:DescribeImages', () => ({ repositoryName: nobody })),
  probe('ecr:DescribePullThroughCacheRules', () => ({ maxResults: 1 })),
  probe('ecr:DescribeRegistry', () => ({})),
  probe('ecr:DescribeRepositories', () => ({ maxResults: 1 })),
  probe('ecr:DescribeRepositoryCreationTemplates', () => ({ maxResults: 1 })),
  probe('ecr:GetDownloadUrlForLayer', () => ({ repositoryName: nobody, layerDigest: noDigest })),
  probe('ecr:GetLifecyclePolicy', () => ({ repositoryName: nobody })),
  probe('ecr:GetRegistryScanningConfiguration', () => ({})),
  probe('ecs:DescribeCapacityProviders', () => ({ maxResults: 1 })),
  probe('ecs:DescribeClusters', () => ({ clusters: [nobody] })),
  probe('ecs:DescribeContainerInstances', () => ({ cluster: nobody, containerInstances: [noId] })),
  probe('ecs:DescribeDaemon', (context) => ({ daemonArn: arn(context, 'ecs', `daemon/${nobody}/${nobody}`) })),
  probe('ecs:DescribeDaemonRevisions', (context) => ({
    daemonRevisionArns: [arn(context, 'ecs', `daemon-revision/${nobody}/${nobody}/1`)],
  })),
  probe('ecs:DescribeDaemonTaskDefinition', () => ({ daemonTaskDefinition: nobody })),
  probe('ecs:DescribeServiceDeployments', (context) => ({
    serviceDeploymentArns: [arn(context, 'ecs', `service-deployment/${nobody}/${nobody}/${nobody}`)],
  })),
  probe('ecs:DescribeServiceRevisions', (context) => ({
    serviceRevisionArns: [arn(context, 'ecs', `service-revision/${nobody}/${nobody}/1`)],
  })),
  probe('ecs:DescribeServices', () => ({ cluster: nobody, services: [nobody] })),
  probe('ecs:DescribeTaskDefinition', () => ({ taskDefinition: nobody })),
  probe('ecs:DescribeTasks', () => ({ cluster: nobody, tasks: [noId] })),
  probe('ecs:ListAccountSettings', () => ({ maxResults: 1 })),
  probe('ecs:ListClusters', () => ({ maxResults: 1 })),
  probe('ecs:ListContainerInstances', () => ({ cluster: nobody })),
  probe('ecs:ListDaemons', (context) => ({ clusterArn: arn(context, 'ecs', `cluster/${nobody}`) })),
  probe('ecs:ListServiceDeployments', () => ({ cluster: nobody, service: nobody })),
  probe('ecs:ListServices', () => ({ cluster: nobody })),
  probe('ecs:ListTaskDefinitions', () => ({ maxResults: 1 })),
  probe('ecs:ListTasks', () => ({ cluster: nobody })),
  probe('elasticache:DescribeCacheClusters', () => ({ CacheClusterId: nobody })),
  probe('elasticache:DescribeServerlessCaches', () => ({ ServerlessCacheName: nobody })),
  probe('elasticfilesystem:DescribeAccessPoints', () => ({ MaxResults: 1 })),
  probe('elasticfilesystem:DescribeBackupPolicy', () => ({ FileSystemId: noFileSystem })),
  probe('elasticfilesystem:DescribeFileSystemPolicy', () => ({ FileSystemId: noFileSystem })),
  probe('elasticfilesystem:DescribeFileSystems', () => ({ MaxItems: 1 })),
  probe('elasticfilesystem:DescribeLifecycleConfiguration', () => ({ FileSystemId: noFileSystem })),
  probe('elasticfilesystem:DescribeMountTargets', () => ({ FileSystemId: noFileSystem })),
  probe('elasticloadbalancing:DescribeListenerCertificates', (context) => ({
    ListenerArn: arn(context, 'elasticloadbalancing', `listener/app/${nobody}/0000000000000000/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeLoadBalancerAttributes', (context) => ({
    LoadBalancerArn: arn(context, 'elasticloadbalancing', `loadbalancer/app/${nobody}/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeTargetHealth', (context) => ({
    TargetGroupArn: arn(context, 'elasticloadbalancing', `targetgroup/${nobody}/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeListeners', (context) => ({
    LoadBalancerArn: arn(context, 'elasticloadbalancing', `loadbalancer/app/${nobody}/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeLoadBalancers', () => ({ PageSize: 1 })),
  probe('elasticloadbalancing:DescribeRules', (context) => ({
    ListenerArn: arn(context, 'elasticloadbalancing', `listener/app/${nobody}/0000000000000000/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeSSLPolicies', () => ({ PageSize: 1 })),
  probe('elasticloadbalancing:DescribeTargetGroupAttributes', (context) => ({
    TargetGroupArn: arn(context, 'elasticloadbalancing', `targetgroup/${nobody}/0000000000000000`),
  })),
  probe('elasticloadbalancing:DescribeTargetGroups', () => ({ PageSize: 1 })),
  probe('events:ListRuleNamesByTarget', (context) => ({ TargetArn: arn(context, 'ecs', `cluster/${nobody}`) })),
  probe('events:ListRules', () => ({ Limit: 1 })),
  probe('events:ListTargetsByRule', () => ({ Rule: nobody })),
  probe('guardduty:GetDetector', () => ({ DetectorId: noId })),
  probe('guardduty:ListCoverage', () => ({ DetectorId: noId, MaxResults: 1 })),
  probe('guardduty:ListDetectors', () => ({ MaxResults: 1 })),
  probe('iam:GenerateCredentialReport', () => ({})),
  probe('iam:GenerateServiceLastAccessedDetails', ({ partition, account }) => ({
    Arn: `arn:${partition}:iam::${account}:role/${nobody}`,
  })),
  probe('fsx:DescribeFileSystems', () => ({ MaxResults: 1 })),
  probe('iam:GetAccountAuthorizationDetails', () => ({ Filter: ['Role' as const], MaxItems: 1 })),
  probe('iam:GetCredentialReport', () => ({})),
  probe('iam:GetServiceLastAccessedDetails', () => ({ JobId: noJob })),
  probe('iam:ListOpenIDConnectProviders', () => ({})),
  probe('iam:ListSAMLProviders', () => ({})),
  probe('inspector2:BatchGetAccountStatus', ({ account }) => ({ accountIds: [account] })),
  probe('inspector2:ListFindings', () => ({ maxResults: 1 })),
  probe('kms:DescribeKey', (context) => ({ KeyId: arn(context, 'kms', `key/${noJob}`) })),
  probe('kms:GetKeyPolicy', (context) => ({ KeyId: arn(context, 'kms', `key/${noJob}`), PolicyName: 'default' })),
  probe('logs:DescribeLogGroups', () => ({ limit: 1 })),
  probe('logs:DescribeLogStreams', () => ({ logGroupName: nobody, limit: 1 })),
  probe('organizations:DescribeOrganization', () => ({})),
  probe('s3:GetBucketEncryption', (context) => ({ Bucket: noBucket(context) })),
  probe('s3:GetBucketPolicy', (context) => ({ Bucket: noBucket(context) })),
  probe('s3:GetBucketPolicyStatus', (context) => ({ Bucket: noBucket(context) })),
  probe('s3:GetPublicAccessBlock', (context) => ({ Bucket: noBucket(context) })),
  probe('s3control:GetPublicAccessBlock', ({ account }) => ({ AccountId: account })),
  probe('rds:DescribeDBClusters', () => ({ MaxRecords: 20 })),
  probe('rds:DescribeDBInstances', () => ({ MaxRecords: 20 })),
  probe('scheduler:GetSchedule', () => ({ Name: nobody })),
  probe('scheduler:ListSchedules', () => ({ MaxResults: 1 })),
  probe('servicequotas:ListAWSDefaultServiceQuotas', () => ({ ServiceCode: 'ecs', MaxResults: 1 })),
  probe('servicequotas:ListServiceQuotas', () => ({ ServiceCode: 'ecs', MaxResults: 1 })),
  probe('sqs:GetQueueAttributes', (context) => ({ QueueUrl: queueUrl(context) })),
  probe('sqs:ListDeadLetterSourceQueues', (context) => ({ QueueUrl: queueUrl(context), MaxResults: 1 })),
  probe('sqs:ListQueues', () => ({ MaxResults: 1 })),
  probe('secretsmanager:DescribeSecret', () => ({ SecretId: nobody })),
  probe('secretsmanager:GetResourcePolicy', () => ({ SecretId: nobody })),
  probe('secretsmanager:ListSecretVersionIds', () => ({ SecretId: nobody, MaxResults: 1 })),
  probe('securityhub:DescribeHub', () => ({})),
  probe('securityhub:ListEnabledProductsForImport', () => ({ MaxResults: 1 })),
  probe('ssm:DescribeInstanceInformation', () => ({ MaxResults: 5 })),
  probe('ssm:DescribeParameters', () => ({ MaxResults: 1 })),
  probe('ssm:GetParameters', () => ({ Names: [`/aws/service/${nobody}`] })),
  probe('servicediscovery:ListServices', () => ({ MaxResults: 1 })),
  probe('vpc-lattice:GetAuthPolicy', (context) => ({
    resourceIdentifier: arn(context, 'vpc-lattice', 'service/svc-00000000000000000'),
  })),
  probe('vpc-lattice:ListListeners', (context) => ({
    serviceIdentifier: arn(context, 'vpc-lattice', 'service/svc-00000000000000000'),
  })),
  probe('vpc-lattice:ListTargetGroups', () => ({ maxResults: 1 })),
  probe('wafv2:GetWebACL', (context) => ({
    ARN: arn(context, 'wafv2', `regional/webacl/${nobody}/${noUuid}`),
  })),
  probe('wafv2:GetWebACLForResource', (context) => ({
    ResourceArn: arn(context, 'elasticloadbalancing', `loadbalancer/app/${nobody}/0000000000000000`),
  })),
  probe('tag:GetResources', () => ({ ResourcesPerPage: 1 })),
  probe('xray:GetServiceGraph', ({ now }) => ({ StartTime: new Date(now.getTime() - 60_000), EndTime: now })),
]

/** Names of buckets are everybody's: this one is nobody else's either. */
function noBucket({ account, region }: ProbeContext): string {
  return `${nobody}-${account}-${region}`
}

function probe<const A extends string>(action: A, input: (context: ProbeContext) => NoInfer<InputOf<A>>): Probe {
  return { action: iamActionOf(action), send: (call, context) => call(action, input(context), context.region) }
}

function arn({ partition, account, region }: ProbeContext, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`
}

function queueUrl({ account, region }: ProbeContext): string {
  return `https://sqs.${region}.amazonaws.com/${account}/${nobody}`
}
