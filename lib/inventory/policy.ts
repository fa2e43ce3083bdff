import { registriesOfAws } from './derived/images.ts'

/** Tunable thresholds, under the names the catalogue gives them (policy.*). Days, seconds and percent as each line says. */
export interface Policy {
  /** Seconds a target may drain before a lower p99 response time has to justify it. */
  maxDrain: number
  /** Task families that may share one task role. */
  maxFamiliesPerRole: number
  /** Families that do not count towards that limit (blue/green or cron variants). */
  familyVariants: readonly string[]
  /** Names of users, groups and roles that administer the account: listed, not failed; * matches any characters. */
  adminPrincipals: readonly string[]
  /** Roles that may change the services, tasks or hosts of one cluster before that is too many. */
  maxRolesPerCluster: number
  /** Principals a role may trust beside ecs-tasks.amazonaws.com: services, accounts or ARNs. */
  trustedPrincipals: readonly string[]
  /** Security groups that may reach every task (scrapers, peers) without being the load balancer's. */
  peerGroups: readonly string[]
  /** Images, by whole words of their names, of log agents that ship a host's container logs. */
  logAgents: readonly string[]
  /** Days a log group of a PROD service must keep its events; CDE has its own line. */
  minRetention: number
  minRetentionCde: number
  /** Days after which a BASIC scan result is too old. */
  maxScanAge: number
  /** Days a known fix may be missing from a running image. */
  patchWindow: { critical: number; high: number; exploited: number }
  /** Vulnerability ids accepted for every image. */
  waivedVulnerabilities: readonly string[]
  /** Containers by name, or images by whole words of their names, whose root file system may be writable. */
  writableSidecars: readonly string[]
  /** Tags that move between images; a bare major version counts as one. */
  floatingTags: readonly string[]
  /** Host devices a container may use; a trailing * matches the rest. */
  allowedDevices: readonly string[]
  /** Seconds a failing container may go unnoticed: interval times retries. */
  maxDetectSeconds: number
  /** Days a Fargate task may run before it misses platform fixes. */
  maxTaskAge: number
  /** Whether the organization is a PCI DSS service provider: some answers then hold half as long. */
  serviceProvider: boolean
  /** Whether traffic to tasks must be encrypted for every service, not only for those with sensitive data. */
  tlsEverywhere: boolean
  /** Tag that names the application a service is a part of; without it the first word of the service's name does. */
  appTagKey: string
  /** Services that may share one security group without a hint. */
  maxServicesPerGroup: number
  /** Address ranges of the clients that network load balancers hand through. */
  clientRanges: readonly string[]
  /** Days a log group of a service with such data must keep its events. */
  phiRetention: { phi: number; cde: number }
  /** Images, by whole words of their names, of tools that trace system calls. */
  tracerImages: readonly string[]
  /** OS packages and MiB beyond which an image is not minimal. */
  maxOsPackages: number
  maxImageMiB: number
  /** Registries, with a path if it matters, whose images may run; a trailing * matches the rest. */
  trustedRegistries: readonly string[]
  /** Accounts whose private registries are trusted beside the scanned one. */
  trustedAccounts: readonly string[]
  /** Task families that are known to need privileged containers. */
  privilegedFamilies: readonly string[]
  /** Repositories of approved base images. */
  baseImageRepos: readonly string[]
  /** Days after which a secret that nothing rotates is too old. */
  maxSecretAge: number
  /** Hours that tasks may run on after a secret they were given has changed. */
  secretReloadGrace: number
  /** Names of roles that may read secrets of every task family; * matches any characters. */
  sharedSecretReaders: readonly string[]
  /** Hosts of registries that ask for a login, beside Docker Hub. */
  privateRegistries: readonly string[]
  /** Whether data at rest must be under keys of the account's own, not only under those of AWS. */
  requireCustomerKey: boolean
  /** Accounts that are known to belong to the same organization. */
  organizationAccounts: readonly string[]
  /** Security groups that may reach data stores beside those of tasks and hosts: bastions, backup, replication. */
  adminGroups: readonly string[]
  /** Prefix length of the widest address range that may reach a data store (IPv4; an IPv6 range may hold as many addresses). */
  maxDataStorePrefix: number
  /** Days without use after which a permission or an access counts as unused; `*` matches any characters of a role's name. */
  maxIdleDays: number
  maxIdleDaysOf: Readonly<Record<string, number>>
  /** Namespaces of services that roles may be allowed without using them. */
  idleExempt: readonly string[]
  /** Policies that hosts may have beside the agent's: names of AWS's own, or ARNs. */
  instancePolicies: readonly string[]
  /** Who may create and change ECS workloads: names of roles and users, or services; * matches any characters. */
  deployPrincipals: readonly string[]
  /** Names of users, groups and roles that may open shells in containers of PROD services; * matches any characters. */
  execPrincipals: readonly string[]
  /** Shells that may be opened in the containers of a PROD service in 30 days. */
  maxExecPerMonth: number
  /** Images, by whole words of their names, of agents that defend running containers. */
  runtimeAgents: readonly string[]
}

/** Defaults of the catalogue; engineering judgement, not numbers of the guide, unless the entry says so. */
export const defaultPolicy: Policy = {
  maxDrain: 60,
  maxFamiliesPerRole: 1,
  familyVariants: [],
  adminPrincipals: ['AWSReservedSSO_AdministratorAccess_*', 'OrganizationAccountAccessRole', 'cdk-*-cfn-exec-role-*'],
  maxRolesPerCluster: 10,
  trustedPrincipals: [],
  peerGroups: [],
  logAgents: [
    'datadog',
    'datadoghq',
    'fluent-bit',
    'fluentd',
    'cloudwatch-agent',
    'vector',
    'filebeat',
    'splunk',
    'newrelic',
    'otel',
    'otelcol',
  ],
  minRetention: 30,
  minRetentionCde: 365,
  maxScanAge: 30,
  patchWindow: { critical: 30, high: 60, exploited: 7 },
  waivedVulnerabilities: [],
  writableSidecars: [],
  floatingTags: ['latest', 'stable', 'main', 'master', 'prod', 'dev'],
  allowedDevices: ['/dev/fuse', '/dev/net/tun', '/dev/nvidia*', '/dev/neuron*', '/dev/infiniband/*'],
  maxDetectSeconds: 120,
  maxTaskAge: 30,
  serviceProvider: false,
  tlsEverywhere: false,
  appTagKey: 'application',
  maxServicesPerGroup: 5,
  clientRanges: [],
  phiRetention: { phi: 2192, cde: 365 },
  tracerImages: [
    'falco',
    'sysdig',
    'datadog/agent',
    'datadoghq/agent',
    'datadog-agent',
    'system-probe',
    'aqua',
    'aquasec',
    'twistlock',
  ],
  maxOsPackages: 120,
  maxImageMiB: 300,
  trustedRegistries: [
    'public.ecr.aws/aws-*',
    'public.ecr.aws/amazon*',
    'public.ecr.aws/ecs',
    'public.ecr.aws/xray',
    'public.ecr.aws/cloudwatch-agent',
  ],
  trustedAccounts: registriesOfAws,
  privilegedFamilies: [],
  baseImageRepos: [],
  maxSecretAge: 90,
  secretReloadGrace: 24,
  sharedSecretReaders: [],
  privateRegistries: [],
  requireCustomerKey: false,
  organizationAccounts: [],
  adminGroups: [],
  maxDataStorePrefix: 28,
  maxIdleDays: 90,
  maxIdleDaysOf: {},
  idleExempt: ['sts', 'logs', 'ecr', 'xray', 'ssmmessages'],
  instancePolicies: [
    'AmazonSSMManagedInstanceCore',
    'AmazonSSMManagedEC2InstanceDefaultPolicy',
    'CloudWatchAgentServerPolicy',
    'AmazonEC2ContainerRegistryReadOnly',
    'AmazonEC2ContainerRegistryPullOnly',
  ],
  deployPrincipals: [
    'cloudformation.amazonaws.com',
    'codedeploy.amazonaws.com',
    'codepipeline.amazonaws.com',
    'ecs.amazonaws.com',
    'ecs.application-autoscaling.amazonaws.com',
    'cdk-*',
    '*deploy*',
    '*pipeline*',
    '*codebuild*',
    '*github*',
    '*gitlab*',
    '*terraform*',
    '*jenkins*',
  ],
  execPrincipals: [],
  maxExecPerMonth: 5,
  runtimeAgents: [
    'falco',
    'sysdig',
    'aqua',
    'aquasec',
    'twistlock',
    'prisma-cloud',
    'prisma-defender',
    'prismacloud',
    'crowdstrike',
    'falcon-sensor',
    'falcon-container',
    'datadog/agent',
    'datadoghq/agent',
    'datadog-agent',
  ],
}
