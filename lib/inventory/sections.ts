import type { SectionTable } from './section-info.ts'
import { type SecuritySections, securitySections } from './security-sections.ts'
import type { Alarm } from './types/alarms.ts'
import type { Daemon } from './types/daemons.ts'
import type { CacheCluster, DbCluster, DbInstance, ServerlessCache } from './types/data-stores.ts'
import type { BuildProject, Pipeline, Stack } from './types/delivery.ts'
import type {
  Image,
  Instance,
  InstanceMetadataDefaults,
  LaunchTemplateVersion,
  NetworkInterface,
  PrefixList,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
  VpcEndpoint,
} from './types/ec2.ts'
import type {
  FlowLog,
  NatGateway,
  NetworkAcl,
  TransitGatewayAttachment,
  VpcEncryptionControl,
  VpcPeeringConnection,
} from './types/ec2-network.ts'
import type { EbsEncryptionByDefault, EbsVolume, InstanceType } from './types/ec2-storage.ts'
import type {
  EcrImage,
  ImageConfig,
  ImageScanFindings,
  InspectorAccountStatus,
  InspectorFinding,
  LifecyclePolicy,
  PullThroughCacheRule,
  RegistryReplication,
  RegistryScanningConfiguration,
  Repository,
  RepositoryCreationTemplate,
  RepositoryScanningConfiguration,
} from './types/ecr.ts'
import type {
  AccountSetting,
  CapacityProvider,
  Cluster,
  ContainerInstance,
  Service,
  ServiceDeployment,
  ServiceRevision,
  Task,
} from './types/ecs.ts'
import type {
  ApiRoute,
  Certificate,
  DiscoveryService,
  LatticeAuthPolicy,
  LatticeListener,
  LatticeTargetGroup,
  WebAclAssociation,
} from './types/edge.ts'
import type {
  Listener,
  ListenerCertificates,
  ListenerRule,
  LoadBalancer,
  LoadBalancerAttributes,
  SslPolicy,
  TargetGroup,
  TargetGroupAttributes,
  TargetHealth,
} from './types/elbv2.ts'
import type { Group, ManagedPolicy, Role, User } from './types/iam.ts'
import type { ServiceQuota, ServiceRecommendation } from './types/limits.ts'
import type { Queue, TracedService } from './types/messaging.ts'
import type { DeploymentGroup, LogGroup, LogStream, ResourceTags } from './types/operations.ts'
import type {
  AutoScalingGroup,
  MetricSeries,
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from './types/scaling.ts'
import type { TaskSchedule } from './types/schedule.ts'
import type {
  EfsAccessPoint,
  EfsBackupPolicy,
  EfsFileSystem,
  EfsLifecycle,
  EfsMountTarget,
  EfsPolicy,
  FsxFileSystem,
  NewestRecoveryPoint,
  ProtectedResource,
} from './types/storage.ts'
import type { TaskDefinition, TaskDefinitionFamily } from './types/task-definition.ts'

/** Every kind of fact an inventory holds, by section. A check names the sections it reads; others do not compile. */
export interface Sections extends SecuritySections {
  clusters: Cluster
  services: Service
  tasks: Task
  taskDefinitions: TaskDefinition
  families: TaskDefinitionFamily
  containerInstances: ContainerInstance
  capacityProviders: CapacityProvider
  accountSettings: AccountSetting
  serviceRevisions: ServiceRevision
  serviceDeployments: ServiceDeployment
  daemons: Daemon
  daemonTaskDefinitions: TaskDefinition
  taskSchedules: TaskSchedule
  vpcs: Vpc
  subnets: Subnet
  routeTables: RouteTable
  securityGroups: SecurityGroup
  networkInterfaces: NetworkInterface
  instances: Instance
  prefixLists: PrefixList
  vpcEndpoints: VpcEndpoint
  natGateways: NatGateway
  vpcPeeringConnections: VpcPeeringConnection
  transitGatewayAttachments: TransitGatewayAttachment
  networkAcls: NetworkAcl
  flowLogs: FlowLog
  vpcEncryptionControls: VpcEncryptionControl
  volumes: EbsVolume
  ebsEncryptionByDefault: EbsEncryptionByDefault
  instanceTypes: InstanceType
  launchTemplateVersions: LaunchTemplateVersion
  images: Image
  instanceMetadataDefaults: InstanceMetadataDefaults
  loadBalancers: LoadBalancer
  targetGroups: TargetGroup
  targetGroupAttributes: TargetGroupAttributes
  listeners: Listener
  listenerRules: ListenerRule
  sslPolicies: SslPolicy
  loadBalancerAttributes: LoadBalancerAttributes
  targetHealth: TargetHealth
  listenerCertificates: ListenerCertificates
  certificates: Certificate
  webAcls: WebAclAssociation
  latticeTargetGroups: LatticeTargetGroup
  latticeListeners: LatticeListener
  latticeAuthPolicies: LatticeAuthPolicy
  discoveryServices: DiscoveryService
  apiRoutes: ApiRoute
  dbInstances: DbInstance
  dbClusters: DbCluster
  cacheClusters: CacheCluster
  serverlessCaches: ServerlessCache
  efsFileSystems: EfsFileSystem
  efsMountTargets: EfsMountTarget
  efsAccessPoints: EfsAccessPoint
  efsPolicies: EfsPolicy
  efsBackupPolicies: EfsBackupPolicy
  efsLifecycles: EfsLifecycle
  fsxFileSystems: FsxFileSystem
  protectedResources: ProtectedResource
  recoveryPoints: NewestRecoveryPoint
  scalableTargets: ScalableTarget
  scalingPolicies: ScalingPolicy
  scheduledActions: ScheduledAction
  scalingActivities: ScalingActivity
  autoScalingGroups: AutoScalingGroup
  metrics: MetricSeries
  resourceMetrics: MetricSeries
  alarms: Alarm
  roles: Role
  users: User
  groups: Group
  policies: ManagedPolicy
  repositories: Repository
  registryScanning: RegistryScanningConfiguration
  repositoryScanning: RepositoryScanningConfiguration
  ecrImages: EcrImage
  imageScanFindings: ImageScanFindings
  imageConfigs: ImageConfig
  pullThroughCacheRules: PullThroughCacheRule
  registryReplication: RegistryReplication
  repositoryCreationTemplates: RepositoryCreationTemplate
  lifecyclePolicies: LifecyclePolicy
  inspectorAccountStatus: InspectorAccountStatus
  inspectorFindings: InspectorFinding
  deploymentGroups: DeploymentGroup
  stacks: Stack
  pipelines: Pipeline
  buildProjects: BuildProject
  serviceRecommendations: ServiceRecommendation
  serviceQuotas: ServiceQuota
  queues: Queue
  tracedServices: TracedService
  logGroups: LogGroup
  logStreams: LogStream
  resourceTags: ResourceTags
}

export type SectionName = keyof Sections

/** Key of an account-wide section whose records belong to no region. */
export const GLOBAL = 'global'

/** What each section is filled from; the role policy, the preflight and the text of an unknown follow from it. */
export const sections: SectionTable<Sections> = {
  ...securitySections,
  clusters: { key: (r) => r.clusterArn, actions: ['ecs:ListClusters', 'ecs:DescribeClusters'] },
  services: { key: (r) => r.serviceArn, actions: ['ecs:ListServices', 'ecs:DescribeServices'] },
  tasks: { key: (r) => r.taskArn, actions: ['ecs:ListTasks', 'ecs:DescribeTasks'] },
  taskDefinitions: { key: (r) => r.taskDefinitionArn, actions: ['ecs:DescribeTaskDefinition'] },
  families: { key: (r) => r.family, actions: ['ecs:ListTaskDefinitions'] },
  containerInstances: {
    key: (r) => r.containerInstanceArn,
    actions: ['ecs:ListContainerInstances', 'ecs:DescribeContainerInstances'],
  },
  capacityProviders: { key: (r) => r.name, actions: ['ecs:DescribeCapacityProviders'] },
  accountSettings: { key: (r) => r.name, actions: ['ecs:ListAccountSettings'] },
  serviceRevisions: { key: (r) => r.serviceRevisionArn, actions: ['ecs:DescribeServiceRevisions'] },
  serviceDeployments: {
    key: (r) => r.serviceDeploymentArn,
    actions: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'],
  },
  daemons: {
    key: (r) => r.daemonArn,
    actions: ['ecs:ListDaemons', 'ecs:DescribeDaemon', 'ecs:DescribeDaemonRevisions'],
  },
  /** Task definitions of daemons: they have no portMappings, dockerSecurityOptions or versionConsistency. */
  daemonTaskDefinitions: { key: (r) => r.taskDefinitionArn, actions: ['ecs:DescribeDaemonTaskDefinition'] },
  taskSchedules: {
    key: (r) => r.scheduleKey,
    actions: [
      'events:ListRuleNamesByTarget',
      'events:ListTargetsByRule',
      'scheduler:ListSchedules',
      'scheduler:GetSchedule',
    ],
  },
  vpcs: { key: (r) => r.VpcId, actions: ['ec2:DescribeVpcs'] },
  subnets: { key: (r) => r.SubnetId, actions: ['ec2:DescribeSubnets'] },
  routeTables: { key: (r) => r.RouteTableId, actions: ['ec2:DescribeRouteTables'] },
  securityGroups: { key: (r) => r.GroupId, actions: ['ec2:DescribeSecurityGroups'] },
  networkInterfaces: { key: (r) => r.NetworkInterfaceId, actions: ['ec2:DescribeNetworkInterfaces'] },
  instances: { key: (r) => r.InstanceId, actions: ['ec2:DescribeInstances'] },
  prefixLists: { key: (r) => r.PrefixListId, actions: ['ec2:GetManagedPrefixListEntries'] },
  vpcEndpoints: { key: (r) => r.VpcEndpointId, actions: ['ec2:DescribeVpcEndpoints'] },
  natGateways: { key: (r) => r.NatGatewayId, actions: ['ec2:DescribeNatGateways'] },
  vpcPeeringConnections: { key: (r) => r.VpcPeeringConnectionId, actions: ['ec2:DescribeVpcPeeringConnections'] },
  transitGatewayAttachments: {
    key: (r) => r.TransitGatewayAttachmentId,
    actions: ['ec2:DescribeTransitGatewayAttachments'],
  },
  networkAcls: { key: (r) => r.NetworkAclId, actions: ['ec2:DescribeNetworkAcls'] },
  flowLogs: { key: (r) => r.FlowLogId, actions: ['ec2:DescribeFlowLogs'] },
  vpcEncryptionControls: { key: (r) => r.VpcEncryptionControlId, actions: ['ec2:DescribeVpcEncryptionControls'] },
  volumes: { key: (r) => r.VolumeId, actions: ['ec2:DescribeVolumes'] },
  ebsEncryptionByDefault: { key: () => 'account', actions: ['ec2:GetEbsEncryptionByDefault'] },
  instanceTypes: { key: (r) => r.InstanceType, actions: ['ec2:DescribeInstanceTypes'] },
  launchTemplateVersions: {
    key: (r) => `${r.LaunchTemplateId}:${r.VersionNumber}`,
    actions: ['ec2:DescribeLaunchTemplateVersions'],
  },
  images: { key: (r) => r.ImageId, actions: ['ec2:DescribeImages'] },
  instanceMetadataDefaults: { key: () => 'account', actions: ['ec2:GetInstanceMetadataDefaults'] },
  loadBalancers: { key: (r) => r.LoadBalancerArn, actions: ['elasticloadbalancing:DescribeLoadBalancers'] },
  targetGroups: { key: (r) => r.TargetGroupArn, actions: ['elasticloadbalancing:DescribeTargetGroups'] },
  targetGroupAttributes: {
    key: (r) => r.TargetGroupArn,
    actions: ['elasticloadbalancing:DescribeTargetGroupAttributes'],
  },
  listeners: { key: (r) => r.ListenerArn, actions: ['elasticloadbalancing:DescribeListeners'] },
  listenerRules: { key: (r) => r.RuleArn, actions: ['elasticloadbalancing:DescribeRules'] },
  loadBalancerAttributes: {
    key: (r) => r.LoadBalancerArn,
    actions: ['elasticloadbalancing:DescribeLoadBalancerAttributes'],
  },
  targetHealth: { key: (r) => r.TargetGroupArn, actions: ['elasticloadbalancing:DescribeTargetHealth'] },
  listenerCertificates: {
    key: (r) => r.ListenerArn,
    actions: ['elasticloadbalancing:DescribeListenerCertificates'],
  },
  certificates: { key: (r) => r.CertificateArn, actions: ['acm:DescribeCertificate'] },
  webAcls: { key: (r) => r.ResourceArn, actions: ['wafv2:GetWebACLForResource', 'wafv2:GetWebACL'] },
  latticeTargetGroups: { key: (r) => r.arn, actions: ['vpc-lattice:ListTargetGroups'] },
  latticeListeners: { key: (r) => r.arn, actions: ['vpc-lattice:ListListeners'] },
  latticeAuthPolicies: { key: (r) => r.serviceArn, actions: ['vpc-lattice:GetAuthPolicy'] },
  discoveryServices: { key: (r) => r.Arn, actions: ['servicediscovery:ListServices'] },
  apiRoutes: { key: (r) => `${r.ApiId} ${r.RouteKey}`, actions: ['apigateway:GET'] },
  dbInstances: { key: (r) => r.DBInstanceArn, actions: ['rds:DescribeDBInstances'] },
  dbClusters: { key: (r) => r.DBClusterArn, actions: ['rds:DescribeDBClusters'] },
  cacheClusters: { key: (r) => r.ARN, actions: ['elasticache:DescribeCacheClusters'] },
  serverlessCaches: { key: (r) => r.ARN, actions: ['elasticache:DescribeServerlessCaches'] },
  efsFileSystems: { key: (r) => r.FileSystemId, actions: ['elasticfilesystem:DescribeFileSystems'] },
  efsMountTargets: { key: (r) => r.MountTargetId, actions: ['elasticfilesystem:DescribeMountTargets'] },
  efsAccessPoints: { key: (r) => r.AccessPointId, actions: ['elasticfilesystem:DescribeAccessPoints'] },
  efsPolicies: { key: (r) => r.FileSystemId, actions: ['elasticfilesystem:DescribeFileSystemPolicy'] },
  efsBackupPolicies: { key: (r) => r.FileSystemId, actions: ['elasticfilesystem:DescribeBackupPolicy'] },
  efsLifecycles: { key: (r) => r.FileSystemId, actions: ['elasticfilesystem:DescribeLifecycleConfiguration'] },
  fsxFileSystems: { key: (r) => r.FileSystemId, actions: ['fsx:DescribeFileSystems'] },
  protectedResources: { key: (r) => r.ResourceArn, actions: ['backup:ListProtectedResources'] },
  recoveryPoints: { key: (r) => r.ResourceArn, actions: ['backup:ListRecoveryPointsByResource'] },
  sslPolicies: { key: (r) => r.Name, actions: ['elasticloadbalancing:DescribeSSLPolicies'] },
  scalableTargets: {
    key: (r) => `${r.ResourceId}|${r.ScalableDimension}`,
    actions: ['application-autoscaling:DescribeScalableTargets'],
  },
  scalingPolicies: { key: (r) => r.PolicyARN, actions: ['application-autoscaling:DescribeScalingPolicies'] },
  scheduledActions: {
    key: (r) => r.ScheduledActionARN,
    actions: ['application-autoscaling:DescribeScheduledActions'],
  },
  scalingActivities: {
    key: (r) => r.ActivityId,
    actions: ['application-autoscaling:DescribeScalingActivities'],
  },
  autoScalingGroups: { key: (r) => r.AutoScalingGroupName, actions: ['autoscaling:DescribeAutoScalingGroups'] },
  metrics: { key: (r) => r.seriesKey, actions: ['cloudwatch:GetMetricData'] },
  resourceMetrics: { key: (r) => r.seriesKey, actions: ['cloudwatch:GetMetricData'] },
  alarms: { key: (r) => r.AlarmArn, actions: ['cloudwatch:DescribeAlarms'] },
  roles: { key: (r) => r.Arn, actions: ['iam:GetAccountAuthorizationDetails'], global: true },
  users: { key: (r) => r.Arn, actions: ['iam:GetAccountAuthorizationDetails'], global: true },
  groups: { key: (r) => r.Arn, actions: ['iam:GetAccountAuthorizationDetails'], global: true },
  policies: { key: (r) => r.Arn, actions: ['iam:GetAccountAuthorizationDetails'], global: true },
  repositories: { key: (r) => r.repositoryArn, actions: ['ecr:DescribeRepositories'] },
  registryScanning: { key: (r) => r.registryId, actions: ['ecr:GetRegistryScanningConfiguration'] },
  repositoryScanning: {
    key: (r) => r.repositoryArn,
    actions: ['ecr:BatchGetRepositoryScanningConfiguration'],
  },
  ecrImages: { key: (r) => r.imageKey, actions: ['ecr:DescribeImages'] },
  imageScanFindings: { key: (r) => r.imageKey, actions: ['ecr:DescribeImageScanFindings'] },
  imageConfigs: { key: (r) => r.imageKey, actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] },
  pullThroughCacheRules: { key: (r) => r.ecrRepositoryPrefix, actions: ['ecr:DescribePullThroughCacheRules'] },
  registryReplication: { key: (r) => r.registryId, actions: ['ecr:DescribeRegistry'] },
  repositoryCreationTemplates: { key: (r) => r.prefix, actions: ['ecr:DescribeRepositoryCreationTemplates'] },
  lifecyclePolicies: { key: (r) => r.repositoryArn, actions: ['ecr:GetLifecyclePolicy'] },
  inspectorAccountStatus: { key: (r) => r.accountId, actions: ['inspector2:BatchGetAccountStatus'] },
  inspectorFindings: { key: (r) => r.findingArn, actions: ['inspector2:ListFindings'] },
  deploymentGroups: {
    key: (r) => `${r.applicationName}/${r.deploymentGroupName}`,
    actions: ['codedeploy:ListApplications', 'codedeploy:ListDeploymentGroups', 'codedeploy:GetDeploymentGroup'],
  },
  stacks: { key: (r) => r.StackId, actions: ['cloudformation:DescribeStacks'] },
  pipelines: { key: (r) => r.name, actions: ['codepipeline:ListPipelines', 'codepipeline:GetPipeline'] },
  buildProjects: { key: (r) => r.name, actions: ['codebuild:ListProjects'] },
  serviceRecommendations: {
    key: (r) => r.serviceArn,
    actions: ['compute-optimizer:GetECSServiceRecommendations'],
  },
  serviceQuotas: {
    key: (r) => r.quotaKey,
    actions: ['servicequotas:ListServiceQuotas', 'servicequotas:ListAWSDefaultServiceQuotas'],
  },
  queues: {
    key: (r) => r.QueueArn,
    actions: ['sqs:ListQueues', 'sqs:GetQueueAttributes', 'sqs:ListDeadLetterSourceQueues'],
  },
  tracedServices: { key: (r) => r.serviceKey, actions: ['xray:GetServiceGraph'] },
  logGroups: { key: (r) => r.arn, actions: ['logs:DescribeLogGroups'] },
  logStreams: { key: (r) => r.streamKey, actions: ['logs:DescribeLogStreams'] },
  resourceTags: { key: (r) => r.ResourceARN, actions: ['tag:GetResources'] },
}

export const sectionNames = Object.keys(sections) as SectionName[]

/** The region a section's records are stored under: an account-wide section ignores the caller's region. */
export function sectionRegion(section: SectionName, region: string): string {
  return sections[section].global ? GLOBAL : region
}
