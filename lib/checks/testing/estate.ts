import { noHistory } from '#lib/inventory/history.ts'
import { freeze, type Gap, type Inventory } from '#lib/inventory/inventory.ts'
import { defaultPolicy, type Policy } from '#lib/inventory/policy.ts'
import { type SectionName, type Sections, sectionNames, sectionRegion } from '#lib/inventory/sections.ts'
import type { Instance } from '#lib/inventory/types/ec2.ts'
import type { Cluster, ContainerInstance, Service, Task } from '#lib/inventory/types/ecs.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import * as iam from './account.ts'
import * as audit from './audit.ts'
import * as ecs from './ecs.ts'
import * as id from './ids.ts'
import * as net from './network.ts'
import { keyPolicy, kmsKey } from './secrets.ts'

export type Given = { [S in SectionName]?: Sections[S][] }

/** One production web service on Fargate behind an HTTPS load balancer, in which every check passes or does not apply. */
export function goodEstate(): Required<Given> {
  return {
    clusters: [ecs.cluster()],
    services: [ecs.service()],
    tasks: [ecs.task()],
    taskDefinitions: [ecs.taskDefinition()],
    families: [ecs.family()],
    containerInstances: [],
    capacityProviders: [],
    accountSettings: [{ name: 'containerInsights', value: 'enhanced' }],
    serviceRevisions: [],
    serviceDeployments: [],
    daemons: [],
    daemonTaskDefinitions: [],
    taskSchedules: [],
    vpcs: [net.vpc()],
    subnets: [net.subnet('a'), net.subnet('b'), net.subnet('c')],
    routeTables: [net.routeTable()],
    securityGroups: [
      net.securityGroup(),
      net.securityGroup({
        GroupId: 'sg-alb',
        GroupName: 'alb',
        IpPermissions: [net.rule(443, 443, { cidr: '0.0.0.0/0' })],
      }),
      net.securityGroup({
        GroupId: 'sg-endpoints',
        GroupName: 'endpoints',
        IpPermissions: [net.rule(443, 443, { group: 'sg-web' })],
      }),
      net.securityGroup({
        GroupId: 'sg-hosts',
        GroupName: 'hosts',
        IpPermissions: [net.rule(32768, 65535, { group: 'sg-alb' })],
      }),
    ],
    networkInterfaces: [net.networkInterface()],
    instances: [],
    prefixLists: [],
    vpcEndpoints: [net.endpoint('ecr.api'), net.endpoint('ecr.dkr')],
    launchTemplateVersions: [],
    natGateways: [],
    vpcPeeringConnections: [],
    transitGatewayAttachments: [],
    networkAcls: [net.networkAcl()],
    flowLogs: [],
    vpcEncryptionControls: [],
    volumes: [],
    ebsEncryptionByDefault: [{ EbsEncryptionByDefault: true }],
    instanceTypes: [],
    loadBalancerAttributes: [net.loadBalancerAttributes()],
    targetHealth: [],
    listenerCertificates: [net.listenerCertificates()],
    certificates: [net.certificate()],
    webAcls: [net.webAcl()],
    latticeTargetGroups: [],
    latticeListeners: [],
    latticeAuthPolicies: [],
    discoveryServices: [],
    apiRoutes: [],
    dbInstances: [],
    dbClusters: [],
    cacheClusters: [],
    serverlessCaches: [],
    efsFileSystems: [],
    efsMountTargets: [],
    efsAccessPoints: [],
    efsPolicies: [],
    efsBackupPolicies: [],
    efsLifecycles: [],
    fsxFileSystems: [],
    protectedResources: [],
    recoveryPoints: [],
    images: [],
    instanceMetadataDefaults: [{}],
    loadBalancers: [net.loadBalancer()],
    targetGroups: [net.targetGroup()],
    targetGroupAttributes: [net.targetGroupAttributes()],
    listeners: [net.listener()],
    listenerRules: [],
    sslPolicies: [net.sslPolicy()],
    scalableTargets: [net.scalableTarget()],
    scalingPolicies: [net.scalingPolicy()],
    scheduledActions: [],
    autoScalingGroups: [],
    resourceMetrics: [],
    metrics: [iam.responseTimes(0.2, 0.3), iam.desiredCounts(2, 3, 2, 2)],
    roles: [iam.role(), iam.role('web-execution', { RolePolicyList: [] }), iam.serviceLinkedRole()],
    users: [],
    groups: [],
    policies: [],
    repositories: [iam.repository()],
    registryScanning: [
      {
        registryId: id.account,
        scanningConfiguration: {
          scanType: 'ENHANCED',
          rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] }],
        },
      },
    ],
    repositoryScanning: [
      { repositoryArn: id.repositoryArn, repositoryName: 'web', scanOnPush: true, scanFrequency: 'CONTINUOUS_SCAN' },
    ],
    ecrImages: [iam.ecrImage()],
    imageScanFindings: [iam.imageScanFindings()],
    imageConfigs: [iam.imageConfig()],
    pullThroughCacheRules: [],
    inspectorAccountStatus: [{ accountId: id.account, ecr: 'ENABLED', ec2: 'ENABLED' }],
    inspectorFindings: [],
    deploymentGroups: [],
    logGroups: [iam.logGroup()],
    logStreams: [
      {
        streamKey: '/ecs/web:web/app/0a1b',
        logGroupName: '/ecs/web',
        logStreamName: 'web/app/0a1b',
        lastIngestionTime: id.daysAgo(0.01),
      },
    ],
    scalingActivities: [],
    alarms: [],
    registryReplication: [],
    repositoryCreationTemplates: [],
    lifecyclePolicies: [],
    stacks: [],
    pipelines: [],
    buildProjects: [],
    serviceRecommendations: [],
    serviceQuotas: [],
    queues: [],
    tracedServices: [],
    resourceTags: [],
    kmsKeys: [kmsKey()],
    kmsKeyPolicies: [keyPolicy()],
    secrets: [],
    secretPolicies: [],
    secretVersions: [],
    parameters: [],
    publicParameters: [],
    managedNodes: [],
    bucketPolicies: [],
    bucketPolicyStatus: [],
    bucketPublicAccess: [],
    bucketEncryption: [],
    accountPublicAccess: [],
    serviceAccess: [],
    userCredentials: [],
    identityProviders: [],
    organization: [],
    trails: [audit.trail()],
    trailStatus: [audit.trailStatus()],
    trailEventSelectors: [audit.eventSelectors()],
    trailInsightSelectors: [audit.insights()],
    apiEvents: [],
    apiEventWindows: ['CreateService', 'RegisterTaskDefinition', 'UpdateService'].map((one) => audit.eventWindow(one)),
    guardDutyDetectors: [audit.detector()],
    guardDutyCoverage: [audit.coverage()],
    securityHub: [audit.hub],
    securityHubProducts: [audit.inspectorProduct],
    configurationRecorders: [audit.recorder()],
    configurationRecorderStatus: [audit.recorderStatus()],
    eventRules: [audit.eventRule({ source: ['aws.guardduty'] })],
    eventRuleTargets: [audit.ruleTargets()],
  }
}

interface Ec2Changes {
  cluster?: Partial<Cluster>
  service?: Partial<Service>
  task?: Partial<Task>
  definition?: Partial<TaskDefinition>
  host?: Partial<ContainerInstance>
  instance?: Partial<Instance>
}

/** The good estate moved to LAUNCH EC2: one host of an Auto Scaling group carries the web service in awsvpc mode. */
export function onEc2(over: Ec2Changes = {}) {
  const host = ecs.containerInstance(over.host)
  const { containerInstanceArn } = host
  const strategy = [{ capacityProvider: 'hosts', weight: 1 }]
  return {
    clusters: [ecs.cluster({ registeredContainerInstancesCount: 1, capacityProviders: ['hosts'], ...over.cluster })],
    services: [
      ecs.service({
        launchType: undefined,
        platformVersion: undefined,
        capacityProviderStrategy: strategy,
        ...over.service,
      }),
    ],
    tasks: [
      ecs.task({
        launchType: 'EC2',
        capacityProviderName: 'hosts',
        platformVersion: undefined,
        containerInstanceArn,
        ...over.task,
      }),
    ],
    taskDefinitions: [ecs.taskDefinition({ requiresCompatibilities: ['EC2'], ...over.definition })],
    containerInstances: [host],
    capacityProviders: [ecs.capacityProvider()],
    instances: [net.instance(over.instance)],
    autoScalingGroups: [net.autoScalingGroup()],
    launchTemplateVersions: [net.launchTemplate()],
    images: [{ ImageId: 'ami-1', Name: 'al2023-ami-ecs', ImdsSupport: 'v2.0' }],
  } satisfies Given
}

export interface EstateOptions {
  policy?: Partial<Policy>
  accountTags?: Record<string, string>
  history?: Partial<Inventory['history']>
  gaps?: readonly Gap[]
}

/** The good estate with the given sections in place of its own, frozen. */
export function inventoryOf(given: Given, options: EstateOptions = {}): Inventory {
  const records = { ...goodEstate(), ...given }
  const sections = Object.fromEntries(
    sectionNames.map((name) => [name, { [sectionRegion(name, id.region)]: records[name] }]),
  )
  return freeze({
    account: id.account,
    partition: 'aws',
    regions: [id.region],
    takenAt: id.now,
    sections,
    gaps: options.gaps ?? [],
    policy: { ...defaultPolicy, ...options.policy },
    accountTags: options.accountTags ?? {},
    history: { ...noHistory, ...options.history },
  })
}
