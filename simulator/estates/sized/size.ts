/** How much one region of an estate holds. The number of services is a multiple of ten, and of that of clusters. */
export interface Size {
  clusters: number
  services: number
  /** Task definition families: one for each service, the others are registered and run nowhere. */
  families: number
  /** Of each family; all of them ACTIVE. */
  revisions: number
}

export const sizes = {
  small: { clusters: 1, services: 10, families: 20, revisions: 1 },
  medium: { clusters: 20, services: 500, families: 800, revisions: 10 },
  large: { clusters: 200, services: 10_000, families: 10_000, revisions: 50 },
} as const satisfies Record<string, Size>

export const tasksPerService = 3
export const servicesPerTargetGroup = 2
export const servicesPerBalancer = 10
export const servicesPerRepository = 2
export const servicesPerScalableTarget = 2
/** One cluster in so many runs on instances of its own, the others on Fargate. */
export const clustersPerHostCluster = 4
export const hostsPerCluster = 10
export const clustersPerVpc = 20

/** How many of everything one region holds. */
export type Counts = ReturnType<typeof countsOf>

/** `changed`: families that got one more revision, to which their services moved. */
export function countsOf({ clusters, services, families, revisions }: Size, changed = 0) {
  const hostClusters = Math.floor(clusters / clustersPerHostCluster)
  const vpcs = Math.ceil(clusters / clustersPerVpc)
  const loadBalancers = services / servicesPerBalancer
  const tasks = services * tasksPerService
  const repositories = services / servicesPerRepository
  const hosts = hostClusters * hostsPerCluster
  return {
    clusters,
    services,
    servicesPerCluster: services / clusters,
    tasks,
    tasksPerCluster: tasks / clusters,
    /** Clusters with container instances, each with an Auto Scaling group, launch template and capacity provider. */
    hostClusters,
    hosts,
    families,
    revisions: families * revisions + changed,
    serviceRevisions: services,
    /** Fargate's two are in every account. */
    capacityProviders: 2 + hostClusters,
    accountSettings: 9,
    vpcs,
    subnets: vpcs * 6,
    routeTables: vpcs * 5,
    /** Of each service, of each load balancer, and in each VPC its own and that of its hosts. */
    securityGroups: services + loadBalancers + vpcs * 2,
    /** Of each task, each host and each NAT gateway. */
    networkInterfaces: tasks + hosts + vpcs * 3,
    machineImages: 1,
    loadBalancers,
    targetGroups: services / servicesPerTargetGroup,
    listeners: loadBalancers * 2,
    scalableTargets: services / servicesPerScalableTarget,
    repositories,
    /** One in each repository, which its services run; two where only some of them have moved on. */
    images: repositories + (changed % servicesPerRepository === 0 ? 0 : 1),
    /** Of each family, and that of Container Insights of each cluster. */
    logGroups: families + clusters,
    /** The account's own are `accountCounts`. */
    roles: services * 2,
  }
}

/** What the account has once, whatever its regions hold. */
export const accountCounts = { roles: 7, policies: 5 }
