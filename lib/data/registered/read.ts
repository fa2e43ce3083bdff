import { pool } from '../client.ts'
import type { AccountName } from '../findings/row.ts'
import { keyset, type Page, type PageRequest, pageOf } from '../page.ts'
import type { Key } from '../place.ts'
import { all, type Binder, binder, containing, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

/** A task definition revision that is ACTIVE and that nothing used at the last scan which could tell. */
export interface UnusedRevision {
  account: AccountName
  region: string
  family: string
  revision: number
  /** ISO 8601; absent while no scan or sweep has read it. */
  registeredAt?: string
  /** ISO 8601: the first scan that saw it unused; absent when no scan saw it in use. */
  leftUse?: string
  /**
   * Why somebody may need it. newest: of its family, so that whatever names the family without a number runs it. rollback:
   * the one before what is in use, or in use within the last 30 days.
   */
  caution?: 'newest' | 'rollback'
}

export interface UnusedFilter {
  accounts?: readonly string[]
  /** Words that must all be in the family's name. */
  text?: string
}

const rollbackDays = 30

const source = `from registered_family f join aws_account a on a.id = f.account
  cross join lateral unnest(f.active) revision
  cross join lateral (
    select case
      when revision = f.active[cardinality(f.active)] then 'newest'
      when (f.left_use->>revision::text)::timestamptz > now() - interval '${rollbackDays} days'
        or revision = (
          select max(earlier) from unnest(f.active) earlier
          where earlier <> all(f.used) and earlier < (select max(one) from unnest(f.used) one)
        ) then 'rollback'
      end as caution
  ) judged`

const order: readonly Key[] = [
  { sql: 'f.account', type: 'text' },
  { sql: 'f.region', type: 'text' },
  { sql: 'f.family', type: 'text' },
  { sql: 'revision', type: 'int' },
]

/** By account, region, family and revision. */
export async function listUnusedRevisions(
  viewer: Viewer,
  filter: UnusedFilter,
  request: PageRequest = {},
): Promise<Page<UnusedRevision>> {
  const sql = binder()
  const page = keyset(sql, order, request)
  const { rows } = await pool().query(
    `with page as (
       select f.account, a.alias, f.region, f.family, revision, f.left_use->>revision::text as left_use, caution,
         concat('arn:', a.partition, ':ecs:', f.region, ':', f.account, ':task-definition/', f.family, ':', revision) as arn,
         ${page.place}
       ${source} where ${all([...conditions(viewer, filter, sql), page.where])}
       order by ${page.orderBy} limit ${page.limit}
     )
     select page.*, d.definition->>'registeredAt' as registered_at
     from page left join task_definition_revision d on d.arn = page.arn order by ${page.orderBy.replaceAll('f.', '')}`,
    sql.values,
  )
  return pageOf(rows, request, (row) => ({
    account: { id: row.account, alias: row.alias },
    region: row.region,
    family: row.family,
    revision: row.revision,
    ...(row.registered_at && { registeredAt: row.registered_at }),
    ...(row.left_use && { leftUse: row.left_use }),
    ...(row.caution && { caution: row.caution }),
  }))
}

export interface UnusedCounts {
  revisions: number
  families: number
  /** Of the revisions: with a caution. */
  cautions: number
}

export async function countUnusedRevisions(viewer: Viewer, filter: UnusedFilter): Promise<UnusedCounts> {
  const sql = binder()
  const { rows } = await pool().query<UnusedCounts>(
    `select count(*)::int as revisions, count(distinct (f.account, f.region, f.family))::int as families,
       count(caution)::int as cautions
     ${source} where ${all(conditions(viewer, filter, sql))}`,
    sql.values,
  )
  return rows[0] ?? { revisions: 0, families: 0, cautions: 0 }
}

/** A region whose use of revisions is not known, or not as of the latest scan. */
export interface UntoldRegion {
  account: AccountName
  region: string
  /** ISO 8601: the last scan that could tell; absent when none could. */
  toldAt?: string
}

/** Regions of the latest scans of the whole account in which something that could use a revision was not read. */
export async function readUntoldRegions(viewer: Viewer, { accounts }: UnusedFilter): Promise<UntoldRegion[]> {
  const sql = binder()
  const where = all([oneOf(sql, 'a.id', visibleAccounts(viewer, accounts))])
  const { rows } = await pool().query<{ account: string; alias: string; region: string; read_at: Date | null }>(
    `select a.id as account, a.alias, scanned.region, r.read_at
     from aws_account a join score_snapshot s on s.scan = a.last_scan and s.scope = 'account'
       join scan on scan.id = a.last_scan cross join lateral unnest(scan.regions) scanned(region)
       left join registered_region r on r.account = a.id and r.region = scanned.region
     where ${where} and (r.read_at is null or r.read_at < s.at) order by a.alias, scanned.region`,
    sql.values,
  )
  return rows.map(({ account, alias, region, read_at }) => ({
    account: { id: account, alias },
    region,
    ...(read_at && { toldAt: read_at.toISOString() }),
  }))
}

function conditions(viewer: Viewer, { accounts, text }: UnusedFilter, sql: Binder): (string | undefined)[] {
  const words = text?.trim()
  return [
    'revision <> all(f.used)',
    oneOf(sql, 'f.account', visibleAccounts(viewer, accounts)),
    words ? `lower(f.family) like all(${sql.bind(words.split(/\s+/).map(containing))})` : undefined,
  ]
}
