import type { ScanReport } from '#lib/report/scan-report.ts'

/** Actions that moto 5.2.3 does not answer, or not as AWS does; each must be named as a gap, and nothing else may be one. */
const leftOut = [
  'application-autoscaling:DescribeScalingActivities',
  'backup:ListProtectedResources',
  'cloudtrail:LookupEvents',
  // Its times are text, where AWS sends numbers.
  'codepipeline:ListPipelines',
  'compute-optimizer:GetECSServiceRecommendations',
  'ec2:DescribeVpcEncryptionControls',
  'ec2:GetInstanceMetadataDefaults',
  'ecr:DescribePullThroughCacheRules',
  'ecr:DescribeRepositoryCreationTemplates',
  'ecr:GetDownloadUrlForLayer',
  'ecs:ListServiceDeployments',
  'elasticache:DescribeServerlessCaches',
  'guardduty:ListCoverage',
  // It answers with the objects of the bucket.
  's3:GetBucketPolicyStatus',
  'securityhub:ListEnabledProductsForImport',
  'servicequotas:ListAWSDefaultServiceQuotas',
  'ssm:DescribeInstanceInformation',
]

/** Actions that nothing in the account leads to, by what moto would have to tell first. */
const unreached = {
  'backup:ListRecoveryPointsByResource': 'what is backed up',
  'cloudtrail:GetInsightSelectors': 'that the trail has insight selectors, though it keeps them',
  'codepipeline:GetPipeline': 'the names of pipelines in a readable list',
  'ec2:DescribeRegions': 'nothing: the scan names its region',
  'ec2:DescribeTransitGatewayAttachments': 'routes to a transit gateway',
  'ec2:DescribeVpcPeeringConnections': 'routes to another VPC',
  'ec2:GetManagedPrefixListEntries': 'rules that name prefix lists',
  'ecr:DescribeImageScanFindings': 'that the scan of an image has ended',
  'ecs:DescribeDaemon': 'managed daemons',
  'ecs:DescribeDaemonRevisions': 'managed daemons',
  'ecs:DescribeDaemonTaskDefinition': 'managed daemons',
  'ecs:DescribeServiceDeployments': 'the deployments of a service',
  'ecs:DescribeServiceRevisions': 'the deployments of a service',
  'ecs:ListDaemons': 'capacity of Managed Instances',
  'iam:GenerateServiceLastAccessedDetails': 'roles of some age: of new ones IAM has nothing to report',
  'iam:GetServiceLastAccessedDetails': 'roles of some age: of new ones IAM has nothing to report',
  'logs:DescribeLogStreams': 'when a task was started',
  'vpc-lattice:GetAuthPolicy': 'the Lattice target groups of a service',
  'vpc-lattice:ListListeners': 'the Lattice target groups of a service',
  'vpc-lattice:ListTargetGroups': 'the Lattice target groups of a service',
} as const

/** Where what was read differs from the lists above, one sentence each. `granted`: every action that a scan may send. */
export function readDifferences({ coverage, calls }: ScanReport, granted: readonly string[]): string[] {
  const gaps = new Set(coverage.gaps.map((gap) => gap.action))
  const asked = new Set(Object.keys(calls.byAction))
  return [
    ...leftOut.filter((action) => !gaps.has(action)).map((action) => `${action} should be named as a gap, and is not.`),
    ...[...gaps]
      .filter((action) => !leftOut.includes(action))
      .map((action) => `${action} could not be read, and moto is said to answer it.`),
    ...granted
      .filter((action) => !asked.has(action) && !(action in unreached))
      .map((action) => `${action} was never sent, and is not known as unreached.`),
    ...Object.keys(unreached)
      .filter((action) => asked.has(action) || !granted.includes(action))
      .map((action) => `${action} is known as unreached, and ${asked.has(action) ? 'was sent' : 'is no action'}.`),
  ]
}
