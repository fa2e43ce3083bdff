import { accountCounts, type Counts } from '#simulator/estates/sized/size.ts'

interface Region extends Counts {
  /** Revisions to be described: those in use and the newest of each family, without the ones that are known. */
  fresh: number
  /** The known ones among them, of which only the tags can have changed. */
  known: number
}

// Page and batch sizes are those of the API references. An action that can only be asked for one thing counts things.
const pages = (items: number, size: number) => Math.ceil(items / size)
const natGatewaysPerVpc = 3
const listed = (items: number, size: number) => Math.max(1, pages(items, size))

/** Elastic Load Balancing is asked about what ECS services use. */
const taggedThings = ({ targetGroups, loadBalancers, logGroups, repositories }: Region) =>
  targetGroups + loadBalancers + logGroups + repositories

const regional: Readonly<Record<string, (region: Region) => number>> = {
  'ecs:ListClusters': ({ clusters }) => listed(clusters, 100),
  'ecs:DescribeClusters': ({ clusters }) => pages(clusters, 100),
  'ecs:ListServices': ({ clusters, servicesPerCluster }) => clusters * listed(servicesPerCluster, 100),
  'ecs:DescribeServices': ({ clusters, servicesPerCluster }) => clusters * pages(servicesPerCluster, 10),
  // Running ones, and one page of stopped ones, which no counter counts.
  'ecs:ListTasks': ({ clusters, tasksPerCluster }) => clusters * (listed(tasksPerCluster, 100) + 1),
  'ecs:DescribeTasks': ({ clusters, tasksPerCluster }) => clusters * pages(tasksPerCluster, 100),
  'ecs:ListContainerInstances': ({ hostClusters, hosts }) => perHostCluster(hostClusters, hosts),
  'ecs:DescribeContainerInstances': ({ hostClusters, hosts }) => perHostCluster(hostClusters, hosts),
  'ecs:ListTaskDefinitions': ({ revisions }) => listed(revisions, 100),
  'ecs:DescribeTaskDefinition': ({ fresh }) => fresh,
  'ecs:DescribeCapacityProviders': ({ capacityProviders }) => pages(capacityProviders, 10),
  'ecs:ListAccountSettings': ({ accountSettings }) => listed(accountSettings, 10),
  'ecs:DescribeServiceRevisions': ({ serviceRevisions }) => pages(serviceRevisions, 20),
  'events:ListRuleNamesByTarget': ({ clusters }) => clusters,
  'scheduler:ListSchedules': () => 1,
  'ec2:DescribeVpcs': ({ vpcs }) => listed(vpcs, 1000),
  'ec2:DescribeSubnets': ({ subnets }) => listed(subnets, 1000),
  'ec2:DescribeRouteTables': ({ routeTables }) => listed(routeTables, 100),
  'ec2:DescribeSecurityGroups': ({ securityGroups }) => listed(securityGroups, 1000),
  'ec2:DescribeNetworkInterfaces': ({ networkInterfaces }) => listed(networkInterfaces, 1000),
  'ec2:DescribeVpcEndpoints': () => 1,
  'ec2:DescribeNatGateways': ({ vpcs }) => listed(vpcs * natGatewaysPerVpc, 1000),
  'ec2:DescribeNetworkAcls': ({ vpcs }) => listed(vpcs, 1000),
  'ec2:DescribeFlowLogs': () => 1,
  'ec2:DescribeVpcEncryptionControls': () => 1,
  // By the instances they are attached to, as many as a filter names.
  'ec2:DescribeVolumes': ({ hosts }) => pages(hosts, 200),
  'ec2:GetEbsEncryptionByDefault': ({ hosts }) => (hosts > 0 ? 1 : 0),
  'ec2:DescribeInstanceTypes': ({ hosts }) => (hosts > 0 ? 1 : 0),
  'ec2:DescribeInstances': ({ hosts }) => pages(hosts, 1000),
  'ec2:DescribeImages': ({ hosts, machineImages }) => (hosts > 0 ? pages(machineImages, 200) : 0),
  'ec2:DescribeLaunchTemplateVersions': ({ hostClusters }) => hostClusters,
  'ec2:GetInstanceMetadataDefaults': ({ hosts }) => (hosts > 0 ? 1 : 0),
  'autoscaling:DescribeAutoScalingGroups': ({ hostClusters }) => pages(hostClusters, 50),
  'elasticloadbalancing:DescribeLoadBalancers': ({ loadBalancers }) => listed(loadBalancers, 400),
  'elasticloadbalancing:DescribeTargetGroups': ({ targetGroups }) => listed(targetGroups, 400),
  'elasticloadbalancing:DescribeTargetGroupAttributes': ({ targetGroups }) => targetGroups,
  'elasticloadbalancing:DescribeTargetHealth': ({ targetGroups }) => targetGroups,
  'elasticloadbalancing:DescribeLoadBalancerAttributes': ({ loadBalancers }) => loadBalancers,
  // Of the one listener of each load balancer that has a certificate.
  'elasticloadbalancing:DescribeListenerCertificates': ({ loadBalancers }) => loadBalancers,
  'acm:DescribeCertificate': ({ loadBalancers }) => loadBalancers,
  'wafv2:GetWebACLForResource': ({ loadBalancers }) => loadBalancers,
  // VPC links of both kinds, of which there are none.
  'apigateway:GET': () => 2,
  'rds:DescribeDBInstances': () => 1,
  'rds:DescribeDBClusters': () => 1,
  'elasticache:DescribeCacheClusters': () => 1,
  'elasticache:DescribeServerlessCaches': () => 1,
  'elasticloadbalancing:DescribeListeners': ({ loadBalancers }) => loadBalancers,
  'elasticloadbalancing:DescribeRules': ({ listeners }) => listeners,
  'elasticloadbalancing:DescribeSSLPolicies': () => 1,
  'application-autoscaling:DescribeScalableTargets': ({ scalableTargets }) => listed(scalableTargets, 50),
  'application-autoscaling:DescribeScalingPolicies': ({ scalableTargets }) => listed(scalableTargets, 10),
  'application-autoscaling:DescribeScheduledActions': () => 1,
  'application-autoscaling:DescribeScalingActivities': () => 1,
  'cloudwatch:DescribeAlarms': () => 1,
  'codebuild:ListProjects': () => 1,
  'codepipeline:ListPipelines': () => 1,
  'compute-optimizer:GetECSServiceRecommendations': () => 1,
  // Of ECS and Fargate, and of EC2 where there are hosts; each service's fit one page.
  'servicequotas:ListServiceQuotas': ({ hosts }) => (hosts > 0 ? 3 : 2),
  'servicequotas:ListAWSDefaultServiceQuotas': ({ hosts }) => (hosts > 0 ? 3 : 2),
  'sqs:ListQueues': () => 1,
  // A day, of which one graph covers six hours.
  'xray:GetServiceGraph': () => 4,
  // Over 14 days six figures of each target group, two of each load balancer and two of each service; over 7 its desired
  // count. Four of each NAT gateway.
  'cloudwatch:GetMetricData': ({ targetGroups, loadBalancers, services, vpcs }) =>
    pages(6 * targetGroups + 2 * loadBalancers + 2 * services, 500) +
    pages(services, 500) +
    pages(4 * natGatewaysPerVpc * vpcs, 500),
  'ecr:DescribeRepositories': ({ repositories }) => listed(repositories, 1000),
  'ecr:GetRegistryScanningConfiguration': () => 1,
  'ecr:DescribePullThroughCacheRules': () => 1,
  'ecr:BatchGetRepositoryScanningConfiguration': ({ repositories }) => pages(repositories, 25),
  'ecr:DescribeRegistry': () => 1,
  'ecr:DescribeRepositoryCreationTemplates': () => 1,
  'ecr:GetLifecyclePolicy': ({ repositories }) => repositories,
  'ecr:DescribeImages': ({ repositories }) => repositories,
  'ecr:BatchGetImage': ({ repositories }) => repositories,
  'ecr:GetDownloadUrlForLayer': ({ images }) => images,
  'ecr:DescribeImageScanFindings': ({ images }) => images,
  'inspector2:BatchGetAccountStatus': () => 1,
  'logs:DescribeLogGroups': ({ logGroups }) => pages(logGroups, 50),
  'logs:DescribeLogStreams': ({ services }) => services,
  'secretsmanager:DescribeSecret': ({ clusters }) => clusters,
  'secretsmanager:GetResourcePolicy': ({ clusters }) => clusters,
  'secretsmanager:ListSecretVersionIds': ({ clusters }) => clusters,
  // The key that AWS keeps for volumes.
  'kms:DescribeKey': ({ hosts }) => (hosts > 0 ? 1 : 0),
  'ssm:DescribeInstanceInformation': ({ hosts }) => pages(hosts, 50),
  'ssm:GetParameters': ({ hosts }) => (hosts > 0 ? 1 : 0),
  'cloudtrail:DescribeTrails': () => 1,
  // One name at a time: two kinds of change. The services tell who created them.
  'cloudtrail:LookupEvents': () => 2,
  'events:ListRules': () => 1,
  'guardduty:ListDetectors': () => 1,
  'securityhub:DescribeHub': () => 1,
  'config:DescribeConfigurationRecorders': () => 1,
  'config:DescribeConfigurationRecorderStatus': () => 1,
  'tag:GetResources': (region) => pages(taggedThings(region), 100) + pages(region.known, 100),
}

function perHostCluster(hostClusters: number, hosts: number): number {
  return hostClusters === 0 ? 0 : hostClusters * pages(hosts / hostClusters, 100)
}

/** Once for the account, from all its regions. */
const accountWide: Readonly<Record<string, (regions: readonly Region[]) => number>> = {
  'sts:AssumeRole': () => 1,
  'iam:GenerateServiceLastAccessedDetails': reportedRoles,
  'iam:GetServiceLastAccessedDetails': reportedRoles,
  'iam:ListOpenIDConnectProviders': () => 1,
  'iam:ListSAMLProviders': () => 1,
  's3:GetAccountPublicAccessBlock': () => 1,
  'organizations:DescribeOrganization': () => 1,
  'iam:GetAccountAuthorizationDetails': (regions) =>
    pages(regions.reduce((sum, { roles }) => sum + roles, accountCounts.roles) + accountCounts.policies, 1000),
}

/** Roles whose use is asked for in one scan, where the account has as many; not the two that AWS services made for themselves. */
function reportedRoles(regions: readonly Region[]): number {
  return Math.min(100, regions.reduce((sum, { roles }) => sum + roles, accountCounts.roles) - 2)
}

/** What sized estates have nothing of: these actions are not needed. */
export const notNeeded: readonly string[] = [
  'backup:ListProtectedResources',
  'backup:ListRecoveryPointsByResource',
  'elasticfilesystem:DescribeAccessPoints',
  'elasticfilesystem:DescribeBackupPolicy',
  'elasticfilesystem:DescribeFileSystemPolicy',
  'elasticfilesystem:DescribeFileSystems',
  'elasticfilesystem:DescribeLifecycleConfiguration',
  'elasticfilesystem:DescribeMountTargets',
  'fsx:DescribeFileSystems',
  'servicediscovery:ListServices',
  'vpc-lattice:GetAuthPolicy',
  'vpc-lattice:ListListeners',
  'vpc-lattice:ListTargetGroups',
  'wafv2:GetWebACL',
  'cloudformation:DescribeStacks',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetInsightSelectors',
  'cloudtrail:GetTrailStatus',
  'codedeploy:GetDeploymentGroup',
  'codedeploy:ListApplications',
  'codedeploy:ListDeploymentGroups',
  'codepipeline:GetPipeline',
  'ec2:DescribeRegions',
  'ec2:DescribeTransitGatewayAttachments',
  'ec2:DescribeVpcPeeringConnections',
  'ec2:GetManagedPrefixListEntries',
  'ecs:DescribeDaemon',
  'ecs:DescribeDaemonRevisions',
  'ecs:DescribeDaemonTaskDefinition',
  'ecs:DescribeServiceDeployments',
  'ecs:ListDaemons',
  'ecs:ListServiceDeployments',
  'events:ListTargetsByRule',
  'guardduty:GetDetector',
  'guardduty:ListCoverage',
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
  'inspector2:ListFindings',
  'kms:GetKeyPolicy',
  's3:GetBucketPolicy',
  's3:GetBucketPolicyStatus',
  's3:GetBucketPublicAccessBlock',
  's3:GetEncryptionConfiguration',
  'scheduler:GetSchedule',
  'securityhub:ListEnabledProductsForImport',
  'ssm:DescribeParameters',
  'sqs:GetQueueAttributes',
  'sqs:ListDeadLetterSourceQueues',
  'sts:GetCallerIdentity',
]

/** Calls by action. */
export type Calls = ReadonlyMap<string, number>

/** What a scan has to ask at least: from the size of the estate alone, never from calls that were made. */
export interface Minimum {
  /** Of each region: they are all alike. */
  region: Calls
  account: Calls
  total: Calls
}

/** `fresh`: revisions in each region that no earlier scan has described; absent on the first scan. */
export function minimumCalls(counts: Counts, { regions = 1, fresh = counts.families } = {}): Minimum {
  const one: Region = { ...counts, fresh, known: counts.families - fresh }
  const region = new Map(Object.entries(regional).map(([action, calls]) => [action, calls(one)]))
  const all = Array.from({ length: regions }, () => one)
  const account = new Map(Object.entries(accountWide).map(([action, calls]) => [action, calls(all)]))
  return { region, account, total: new Map([...[...region].map(timesRegions), ...account]) }

  function timesRegions([action, calls]: [string, number]): [string, number] {
    return [action, calls * regions]
  }
}

export function sum(calls: Iterable<number>): number {
  return [...calls].reduce((total, count) => total + count, 0)
}
