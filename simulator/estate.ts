import type {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling'
import type { AutoScalingGroup, LaunchConfiguration } from '@aws-sdk/client-auto-scaling'
import type { Stack } from '@aws-sdk/client-cloudformation'
import type { CompositeAlarm, Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { LogGroup, LogStream, MetricFilter } from '@aws-sdk/client-cloudwatch-logs'
import type { ApplicationInfo, DeploymentGroupInfo } from '@aws-sdk/client-codedeploy'
import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline'
import type { ECSServiceRecommendation } from '@aws-sdk/client-compute-optimizer'
import type * as ec2 from '@aws-sdk/client-ec2'
import type * as ecr from '@aws-sdk/client-ecr'
import type * as ecs from '@aws-sdk/client-ecs'
import type * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Rule as EventRule, Target as EventTarget } from '@aws-sdk/client-eventbridge'
import type { GroupDetail, ManagedPolicyDetail, RoleDetail, UserDetail } from '@aws-sdk/client-iam'
import type { AccountState, CoveredResource, Finding } from '@aws-sdk/client-inspector2'
import type { GetScheduleOutput } from '@aws-sdk/client-scheduler'
import type { ServiceQuota } from '@aws-sdk/client-service-quotas'
import type { Service as TracedService } from '@aws-sdk/client-xray'
import { type EdgeEstate, emptyEdge } from './estate-edge.ts'
import { type DataStoreEstate, emptyDataStores, emptyStorage, type StorageEstate } from './estate-storage.ts'
import { type AccountSecurity, emptyRegionSecurity, type RegionSecurity } from './security-estate.ts'

/** What a builder is given. Every date in an estate is an offset from `now`, every invented id follows from `seed`. */
export interface EstateOptions {
  now: Date
  seed: number
}
export type BuildEstate = (options: EstateOptions) => Estate

/** A list that is only counted, walked and read by position: an array is one, and so is a generator of revisions that keeps none of them. */
export interface Collection<T> extends Iterable<T> {
  readonly length: number
  at(index: number): T | undefined
  /** The items of one parent, by its ARN, where they can be had without a look at all the others. */
  within?(parent: string): Collection<T>
}

export interface Estate {
  /** The first account is the one that access keys without a session token belong to. */
  accounts: AccountEstate[]
}

export interface AccountEstate {
  id: string
  alias: string
  /** `requiresExternalId: false` is a role that can be assumed without its external id. */
  scanRole: { arn: string; externalId: string; requiresExternalId: boolean }
  enabledRegions: string[]
  regions: Record<string, RegionEstate>
  iam: IamEstate
  security?: AccountSecurity
}

/** Policy documents are plain JSON text here; the wire encodes them as IAM does. AWS managed policies in use are listed too. */
interface IamEstate {
  users: Collection<UserDetail>
  groups: Collection<GroupDetail>
  roles: Collection<RoleDetail>
  policies: Collection<ManagedPolicyDetail>
}

export interface RegionEstate {
  ecs: EcsEstate
  ec2: Ec2Estate
  elbv2: Elbv2Estate
  edge: EdgeEstate
  storage: StorageEstate
  dataStores: DataStoreEstate
  applicationAutoscaling: {
    scalableTargets: Collection<ScalableTarget>
    scalingPolicies: Collection<ScalingPolicy>
    scheduledActions: ScheduledAction[]
    /** Newest first. */
    scalingActivities: ScalingActivity[]
  }
  autoscaling: { groups: AutoScalingGroup[]; launchConfigurations: LaunchConfiguration[] }
  cloudformation: { stacks: Stack[] }
  cloudwatch: { series: MetricSeries[]; alarms: MetricAlarm[]; compositeAlarms: CompositeAlarm[] }
  codebuild: { projects: string[] }
  codepipeline: { pipelines: PipelineDeclaration[] }
  computeOptimizer: { enrolled: boolean; recommendations: ECSServiceRecommendation[] }
  events: { rules: (EventRule & { targets: EventTarget[]; tags?: Tags })[] }
  scheduler: { schedules: GetScheduleOutput[] }
  ecr: EcrEstate
  inspector2: { accountStatus: AccountState; coverage: CoveredResource[]; findings: Finding[] }
  codedeploy: { applications: ApplicationInfo[]; deploymentGroups: DeploymentGroupInfo[] }
  serviceQuotas: { applied: ServiceQuota[]; defaults: ServiceQuota[] }
  sqs: { queues: QueueEstate[] }
  xray: { services: TracedService[] }
  /** Tags and streams are keyed by log group name. */
  logs: {
    groups: Collection<LogGroup>
    streams: Record<string, LogStream[]>
    metricFilters: MetricFilter[]
    tags: Record<string, Tags>
  }
  security: RegionSecurity
}

/** Tags of kinds whose SDK type has no place for them. */
export type Tags = Record<string, string>

export interface EcsEstate {
  clusters: Collection<ecs.Cluster>
  services: Collection<ecs.Service>
  /** RUNNING and STOPPED tasks; `lastStatus` tells which list they appear in. */
  tasks: Collection<ecs.Task>
  taskDefinitions: Collection<TaskDefinitionFamily>
  containerInstances: Collection<ecs.ContainerInstance & { clusterArn: string }>
  capacityProviders: ecs.CapacityProvider[]
  accountSettings: ecs.Setting[]
  serviceDeployments: ecs.ServiceDeployment[]
  serviceRevisions: Collection<ecs.ServiceRevision>
  daemons: (ecs.DaemonDetail & { daemonArn: string; clusterArn: string })[]
  daemonRevisions: ecs.DaemonRevision[]
  daemonTaskDefinitions: ecs.DaemonTaskDefinition[]
}

/** All revisions of a family that still exist, ACTIVE and INACTIVE, oldest first. `at(i).family` equals `family`. */
export interface TaskDefinitionFamily {
  family: string
  revisions: Collection<TaskDefinitionEstate>
}
export type TaskDefinitionEstate = ecs.TaskDefinition & { tags?: ecs.Tag[] }

interface Ec2Estate {
  vpcs: ec2.Vpc[]
  subnets: Collection<ec2.Subnet>
  routeTables: Collection<ec2.RouteTable>
  securityGroups: Collection<ec2.SecurityGroup>
  networkInterfaces: Collection<ec2.NetworkInterface>
  instances: Collection<ec2.Instance>
  prefixLists: (ec2.ManagedPrefixList & { entries: ec2.PrefixListEntry[] })[]
  vpcEndpoints: ec2.VpcEndpoint[]
  natGateways: ec2.NatGateway[]
  vpcPeeringConnections: ec2.VpcPeeringConnection[]
  transitGatewayAttachments: ec2.TransitGatewayAttachment[]
  networkAcls: ec2.NetworkAcl[]
  flowLogs: ec2.FlowLog[]
  vpcEncryptionControls: ec2.VpcEncryptionControl[]
  volumes: ec2.Volume[]
  ebsEncryptionByDefault: boolean
  instanceTypes: ec2.InstanceTypeInfo[]
  internetGateways: ec2.InternetGateway[]
  launchTemplateVersions: ec2.LaunchTemplateVersion[]
  images: ec2.Image[]
  instanceMetadataDefaults: ec2.InstanceMetadataDefaultsResponse
}

/** Records are keyed by the ARN they describe. */
export interface Elbv2Estate {
  loadBalancers: Collection<elbv2.LoadBalancer>
  loadBalancerAttributes: Record<string, elbv2.LoadBalancerAttribute[]>
  targetGroups: Collection<elbv2.TargetGroup>
  targetGroupAttributes: Record<string, elbv2.TargetGroupAttribute[]>
  targetHealth: Record<string, elbv2.TargetHealthDescription[]>
  listeners: Collection<elbv2.Listener>
  rules: Record<string, elbv2.Rule[]>
  sslPolicies: elbv2.SslPolicy[]
  tags: Record<string, Tags>
}

export interface MetricSeries {
  namespace: string
  metricName: string
  dimensions: Dimension[]
  /** Statistic (Average, Sum, p99 ...) to the value of the period that begins at `start`; undefined where there is no datapoint. */
  stats: Record<string, (start: Date, periodSeconds: number) => number | undefined>
}

/** Attributes are text, as SQS writes them; the policy to redrive is JSON. */
export interface QueueEstate {
  name: string
  attributes: { RedrivePolicy?: string; VisibilityTimeout: string; ApproximateNumberOfMessages: string }
}

interface EcrEstate {
  repositories: Collection<RepositoryEstate>
  registryScanning: ecr.RegistryScanningConfiguration
  pullThroughCacheRules: ecr.PullThroughCacheRule[]
  replication: ecr.ReplicationConfiguration
  creationTemplates: ecr.RepositoryCreationTemplate[]
}
export interface RepositoryEstate {
  repository: ecr.Repository & { repositoryName: string; repositoryArn: string }
  scanning: ecr.RepositoryScanningConfiguration
  tags?: Tags
  lifecyclePolicyText?: string
  images: ImageEstate[]
}
/** A manifest or an index of manifests. `manifest` is the exact text whose SHA-256 is the digest; `config` is the config blob's text, absent on an index. */
export interface ImageEstate {
  detail: ecr.ImageDetail & { imageDigest: string }
  manifest: string
  config?: { digest: string; body: string }
  scanFindings?: ecr.ImageScanFindings
}

/** A region still being built: its lists are arrays that grow. As it stands it is a RegionEstate. */
export type RegionDraft = { [Part in keyof RegionEstate]: Lists<RegionEstate[Part]> }
export type IamDraft = Lists<IamEstate>
type Lists<T> = { [Key in keyof T]: T[Key] extends Collection<infer Item> ? Item[] : T[Key] }

/** A region in which nothing was ever made. */
export function emptyRegion(): RegionDraft {
  return {
    ecs: {
      clusters: [],
      services: [],
      tasks: [],
      taskDefinitions: [],
      containerInstances: [],
      capacityProviders: [],
      accountSettings: [],
      serviceDeployments: [],
      serviceRevisions: [],
      daemons: [],
      daemonRevisions: [],
      daemonTaskDefinitions: [],
    },
    ec2: {
      vpcs: [],
      subnets: [],
      routeTables: [],
      securityGroups: [],
      networkInterfaces: [],
      instances: [],
      prefixLists: [],
      vpcEndpoints: [],
      natGateways: [],
      vpcPeeringConnections: [],
      transitGatewayAttachments: [],
      networkAcls: [],
      flowLogs: [],
      vpcEncryptionControls: [],
      volumes: [],
      ebsEncryptionByDefault: false,
      instanceTypes: [],
      internetGateways: [],
      launchTemplateVersions: [],
      images: [],
      instanceMetadataDefaults: {},
    },
    elbv2: {
      loadBalancers: [],
      loadBalancerAttributes: {},
      targetGroups: [],
      targetGroupAttributes: {},
      targetHealth: {},
      listeners: [],
      rules: {},
      sslPolicies: [],
      tags: {},
    },
    edge: emptyEdge(),
    storage: emptyStorage(),
    dataStores: emptyDataStores(),
    applicationAutoscaling: { scalableTargets: [], scalingPolicies: [], scheduledActions: [], scalingActivities: [] },
    autoscaling: { groups: [], launchConfigurations: [] },
    cloudformation: { stacks: [] },
    cloudwatch: { series: [], alarms: [], compositeAlarms: [] },
    codebuild: { projects: [] },
    codepipeline: { pipelines: [] },
    computeOptimizer: { enrolled: false, recommendations: [] },
    events: { rules: [] },
    scheduler: { schedules: [] },
    ecr: {
      repositories: [],
      registryScanning: { scanType: 'BASIC', rules: [] },
      pullThroughCacheRules: [],
      replication: { rules: [] },
      creationTemplates: [],
    },
    inspector2: {
      accountStatus: {
        accountId: undefined,
        state: { status: 'DISABLED', errorCode: undefined, errorMessage: undefined },
        resourceState: undefined,
      },
      coverage: [],
      findings: [],
    },
    codedeploy: { applications: [], deploymentGroups: [] },
    serviceQuotas: { applied: [], defaults: [] },
    sqs: { queues: [] },
    xray: { services: [] },
    logs: { groups: [], streams: {}, metricFilters: [], tags: {} },
    security: emptyRegionSecurity(),
  }
}
