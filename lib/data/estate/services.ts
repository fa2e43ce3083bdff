import { type Severity, severities } from '#lib/checks/result.ts'
import { familyArn } from '#lib/inventory/derived/arn.ts'
import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import type { Scope } from '../posture/scope.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

interface TreeNode {
  name: string
  key: string
  worst?: Severity
  /** Open findings that name it: of a service, those on whatever it uses; of a family, its own and its containers'. */
  open: number
}

export interface ContainerNode extends TreeNode {
  image?: string
}

export interface FamilyNode extends TreeNode {
  /** The resource page, when the family was described. */
  resource?: number
  /** Revisions in use, the newest first. */
  revisions: number[]
  containers: ContainerNode[]
}

export interface ServiceNode extends TreeNode {
  resource: number
  /** FARGATE, EC2, EXTERNAL, or the providers of its strategy. */
  launch: string
  desired: number
  running: number
  exposed: boolean
  owner?: string
  families: FamilyNode[]
}

export interface ClusterNode extends TreeNode {
  /** The resource page; absent when the cluster itself could not be read. */
  resource?: number
  account: AccountName
  region: string
  services: ServiceNode[]
}

/** Clusters, services, families and containers, each with the open findings that name it. */
export async function readServiceTree(viewer: Viewer, scope: Scope = {}): Promise<ClusterNode[]> {
  const [resources, open] = await Promise.all([readResources(viewer, scope), readOpen(viewer, scope)])
  const families = new Map(
    resources.filter((one) => one.type === 'task-definition').map((one) => [one.key, familyNode(one, open)]),
  )
  const services = resources.filter((one) => one.type === 'ecs-service')
  const byCluster = Map.groupBy(services, (one) => one.configuration.clusterArn ?? '')
  const described = resources.filter((one) => one.type === 'ecs-cluster')
  const known = new Set(described.map(({ key }) => key))
  const nodesOf = (key: string) => (byCluster.get(key) ?? []).map((one) => serviceNode(one, families, open))
  const placed = ({ account, alias, region }: TreeResource) => ({ account: { id: account, alias }, region })
  return [
    ...described.map((one) => ({
      ...nodeOf(one.key, one.name, open, []),
      resource: one.id,
      ...placed(one),
      services: nodesOf(one.key),
    })),
    ...[...byCluster].flatMap(([key, [first]]) =>
      first && !known.has(key)
        ? [{ ...nodeOf(key, lastName(key), open, []), ...placed(first), services: nodesOf(key) }]
        : [],
    ),
  ]
}

function lastName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

type Strategy = { capacityProvider: string }[]
type Rollout = { taskDefinition?: string; launchType?: string; capacityProviderStrategy?: Strategy }

interface TreeResource {
  id: number
  key: string
  type: string
  name: string
  account: string
  alias: string
  region: string
  owner: string | null
  exposed: boolean
  /** Only what the tree needs, as the engine described it. */
  configuration: {
    clusterArn?: string
    desiredCount?: number
    runningCount?: number
    launchType?: string
    capacityProviderStrategy?: Strategy
    taskDefinition?: string
    deployments?: Rollout[]
    taskSets?: Rollout[]
    revisionsInUse?: number[]
    containerDefinitions?: { name: string; image?: string }[]
  }
}

/** Open findings by what they name: family and container by their own key, service and cluster by ARN. */
type Open = ReadonlyMap<string, { open: number; worst: Severity }>

async function readResources(viewer: Viewer, scope: Scope): Promise<TreeResource[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'r.account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<TreeResource>(
    `select r.id, r.key, r.type, r.name, r.account, a.alias, r.region, r.owner, r.exposed,
       coalesce(r.configuration, '{}') as configuration
     from resource r join aws_account a on a.id = r.account
     where ${where} and r.gone_at is null and r.type in ('ecs-cluster', 'ecs-service', 'task-definition')
     order by a.alias, a.id, r.region, r.name`,
    sql.values,
  )
  return rows
}

async function readOpen(viewer: Viewer, scope: Scope): Promise<Open> {
  const sql = binder()
  const where = all([oneOf(sql, 'account', visibleAccounts(viewer, scope.accounts))])
  const { rows } = await pool().query<{ key: string; open: number; worst: Severity }>(
    `with opened as (
       select subject_type, subject_key, services, clusters, severity from finding
       where ${where} and state = 'open' and not excepted and counted_in is null
     ),
     named as (
       select subject_key as key, severity from opened where subject_type in ('task-definition', 'container')
       union all select unnest(services), severity from opened
       union all select unnest(clusters), severity from opened
     )
     select key, count(*)::int as open, min(severity) as worst from named group by 1`,
    sql.values,
  )
  return new Map(rows.map(({ key, ...rest }) => [key, rest]))
}

function familyNode(one: TreeResource, open: Open): FamilyNode {
  const containers = (one.configuration.containerDefinitions ?? []).map(({ name, image }) => ({
    ...nodeOf(`${one.key}#${name}`, name, open, []),
    ...(image && { image }),
  }))
  return {
    ...nodeOf(one.key, one.name, open, containers),
    resource: one.id,
    revisions: one.configuration.revisionsInUse ?? [],
    containers,
  }
}

function serviceNode(one: TreeResource, families: ReadonlyMap<string, FamilyNode>, open: Open): ServiceNode {
  const { taskDefinition, deployments = [], taskSets = [] } = one.configuration
  const used = [taskDefinition, ...[...deployments, ...taskSets].map((each) => each.taskDefinition)]
  const keys = [...new Set(used.flatMap((arn) => (arn ? [familyArn(arn)] : [])))]
  const own = keys.map(
    (key) =>
      families.get(key) ?? {
        ...nodeOf(key, lastName(key), open, []),
        revisions: [],
        containers: [],
      },
  )
  return {
    ...nodeOf(one.key, one.name, open, []),
    resource: one.id,
    launch: [one.configuration, ...taskSets, ...deployments].map(launchOf).find((launch) => launch !== undefined) ?? '',
    desired: one.configuration.desiredCount ?? 0,
    running: one.configuration.runningCount ?? 0,
    exposed: one.exposed,
    ...(one.owner && { owner: one.owner }),
    families: own,
  }
}

/** Services that CodeDeploy or others deploy say it in their task sets or deployments. */
function launchOf(where: Rollout): string | undefined {
  const providers = where.capacityProviderStrategy?.map((each) => each.capacityProvider) ?? []
  return where.launchType ?? (providers.length > 0 ? providers.join(', ') : undefined)
}

function nodeOf(key: string, name: string, open: Open, below: readonly TreeNode[]): TreeNode {
  const own = open.get(key)
  const all = [...(own ? [own] : []), ...below]
  const worst = severities.find((severity) => all.some((each) => each.worst === severity))
  return { key, name, open: all.reduce((sum, each) => sum + each.open, 0), ...(worst && { worst }) }
}
