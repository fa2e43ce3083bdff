import { type Severity, severities } from '#lib/checks/result.ts'
import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import { keyset, type Page, type PageRequest, pageOf } from '../page.ts'
import type { Key } from '../place.ts'
import { all, type Binder, binder, containing, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

export interface ResourceFilter {
  accounts?: readonly string[]
  regions?: readonly string[]
  types?: readonly string[]
  owners?: readonly string[]
  /** Only resources without an owner tag. */
  unowned?: boolean
  exposed?: boolean
  /** Words that must all be in the name, owner or containers. */
  text?: string
}

export interface ResourceRow {
  /** Opens the detail. */
  id: number
  /** Stable key: ARN without revision, or id. */
  key: string
  type: string
  name: string
  arn?: string
  account: AccountName
  region: string
  owner?: string
  environment?: string
  exposed: boolean
  /** Open findings, not under exception. */
  open: Record<Severity, number>
}

/** Resources that are there, by account and name. */
export async function listResources(
  viewer: Viewer,
  filter: ResourceFilter,
  request: PageRequest = {},
): Promise<Page<ResourceRow>> {
  const sql = binder()
  const keys: Key[] = [
    { sql: 'r.account', type: 'text' },
    { sql: 'r.name', type: 'text' },
    { sql: 'r.id', type: 'int' },
  ]
  const page = keyset(sql, keys, request)
  const { rows } = await pool().query(
    `with page as (
       select r.*, a.alias, ${page.place} from resource r join aws_account a on a.id = r.account
       where ${all([...conditions(viewer, filter, sql), page.where])} order by ${page.orderBy} limit ${page.limit}
     )
     select ${resourceColumns('r')}, place from page r order by ${page.orderBy}`,
    sql.values,
  )
  return pageOf(rows, request, resourceRow)
}

export interface ResourceCounts {
  total: number
  /** The most frequent first. */
  byType: { type: string; count: number }[]
  byRegion: { region: string; count: number }[]
  unowned: number
  exposed: number
}

export async function countResources(viewer: Viewer, filter: ResourceFilter): Promise<ResourceCounts> {
  const sql = binder()
  const { rows } = await pool().query<Counted>(
    `select r.type, r.region, count(*)::int as count, (count(*) filter (where r.owner is null))::int as unowned,
       (count(*) filter (where r.exposed))::int as exposed
     from resource r where ${all(conditions(viewer, filter, sql))} group by 1, 2`,
    sql.values,
  )
  const sum = (field: 'count' | 'unowned' | 'exposed') => rows.reduce((total, row) => total + row[field], 0)
  return {
    total: sum('count'),
    byType: totals(rows, ({ type }) => type).map(([type, count]) => ({ type, count })),
    byRegion: totals(rows, ({ region }) => region).map(([region, count]) => ({ region, count })),
    unowned: sum('unowned'),
    exposed: sum('exposed'),
  }
}

interface Counted {
  type: string
  region: string
  count: number
  unowned: number
  exposed: number
}

/** Number of resources for each name, the most frequent first. */
function totals(rows: readonly Counted[], nameOf: (row: Counted) => string): [string, number][] {
  const groups = [...Map.groupBy(rows, nameOf)]
  return groups
    .map(([name, own]): [string, number] => [name, own.reduce((total, { count }) => total + count, 0)])
    .toSorted(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
}

function conditions(viewer: Viewer, filter: ResourceFilter, sql: Binder): (string | undefined)[] {
  const words = filter.text?.trim()
  return [
    'r.gone_at is null',
    oneOf(sql, 'r.account', visibleAccounts(viewer, filter.accounts)),
    oneOf(sql, 'r.region', filter.regions),
    oneOf(sql, 'r.type', filter.types),
    oneOf(sql, 'r.owner', filter.owners),
    filter.unowned ? 'r.owner is null' : undefined,
    filter.exposed === undefined ? undefined : `r.exposed = ${sql.bind(filter.exposed)}`,
    ...(words ? words.split(/\s+/).map((word) => `r.search like ${sql.bind(containing(word))}`) : []),
  ]
}

/** The columns of a row, with `alias` beside it in the same relation. */
export function resourceColumns(alias: string): string {
  const columns = ['id', 'key', 'type', 'name', 'arn', 'account', 'alias', 'region', 'owner', 'environment', 'exposed']
  return `${columns.map((column) => `${alias}.${column}`).join(', ')},
    (select coalesce(jsonb_object_agg(severity, count), '{}') from (
       select f.severity, count(*) from finding f
       where f.resource_id = ${alias}.id and f.state = 'open' and not f.excepted and f.counted_in is null
       group by 1
     ) counts) as open`
}

export interface RawResource {
  id: number
  key: string
  type: string
  name: string
  arn: string | null
  account: string
  alias: string
  region: string
  owner: string | null
  environment: string | null
  exposed: boolean
  open: Partial<Record<Severity, number>>
}

export function resourceRow(raw: RawResource): ResourceRow {
  const { id, key, type, name, arn, account, alias, region, owner, environment, exposed, open } = raw
  const [critical = 0, high = 0, medium = 0, low = 0, info = 0] = severities.map((severity) => open[severity])
  return {
    id,
    key,
    type,
    name,
    ...(arn && { arn }),
    account: { id: account, alias },
    region,
    ...(owner && { owner }),
    ...(environment && { environment }),
    exposed,
    open: { critical, high, medium, low, info },
  }
}
