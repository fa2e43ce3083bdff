import type { ResourceRelation } from '#lib/engine/resources.ts'
import type { Json } from '#lib/inventory/evidence.ts'
import { pool } from '../client.ts'
import { type FindingRow, findingRow, type RawFinding, rowColumns } from '../findings/row.ts'
import { source } from '../findings/where.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import { type RawResource, type ResourceRow, resourceColumns, resourceRow } from './resources.ts'

/** A relation, with what is known of its other end. */
export interface KnownRelation extends ResourceRelation {
  id?: number
  name?: string
  type?: string
}

export interface ResourceDetail extends ResourceRow {
  tags: Record<string, string>
  /** Redacted; absent when only outcomes name the resource. */
  configuration?: Json
  /** What it uses, and what uses it. */
  relations: KnownRelation[]
  usedBy: KnownRelation[]
  /** ISO 8601. */
  firstSeen: string
  changedAt: string
  goneAt?: string
  /** Open first, the most urgent first; then the latest resolved. At most 200. */
  findings: FindingRow[]
  /** Checks that pass, cannot tell or do not apply, with what they say. */
  others: { fingerprint: string; check: string; status: string; name: string; message: string }[]
}

interface RawDetail extends RawResource {
  tags: Record<string, string>
  relations: ResourceRelation[]
  configuration: Json
  first_seen: Date
  changed_at: Date
  gone_at: Date | null
}

/** By id, ARN or key; undefined when there is none that the viewer may see. */
export async function findResource(viewer: Viewer, id: number | string): Promise<ResourceDetail | undefined> {
  const raw = await readResource(viewer, id)
  if (!raw) return undefined
  const [relations, usedBy, findings, others] = await Promise.all([
    readTargets(raw),
    readUsers(raw),
    readFindings(raw.id),
    readOutcomes(raw.id),
  ])
  return {
    ...resourceRow(raw),
    tags: raw.tags,
    ...(raw.configuration !== null && { configuration: raw.configuration }),
    relations,
    usedBy,
    firstSeen: raw.first_seen.toISOString(),
    changedAt: raw.changed_at.toISOString(),
    ...(raw.gone_at && { goneAt: raw.gone_at.toISOString() }),
    findings,
    others,
  }
}

async function readResource(viewer: Viewer, id: number | string): Promise<RawDetail | undefined> {
  const sql = binder()
  const isNumber = typeof id === 'number' || /^\d{1,9}$/.test(id)
  const wanted = isNumber ? `r.id = ${sql.bind(id)}` : `(r.arn = ${sql.bind(id)} or r.key = ${sql.bind(id)})`
  const where = all([wanted, oneOf(sql, 'r.account', visibleAccounts(viewer))])
  const { rows } = await pool().query<RawDetail>(
    `with found as (
       select r.*, a.alias from resource r join aws_account a on a.id = r.account where ${where}
       order by r.gone_at nulls first, r.id limit 1
     )
     select ${resourceColumns('r')}, r.tags, r.relations, r.configuration, r.first_seen, r.changed_at, r.gone_at
     from found r`,
    sql.values,
  )
  return rows[0]
}

/** Ends of the relations that are resources of the same account. */
async function readTargets({ account, relations }: RawDetail): Promise<KnownRelation[]> {
  const { rows } = await pool().query<{ key: string; id: number; name: string; type: string }>(
    'select key, id, name, type from resource where account = $1 and key = any($2)',
    [account, relations.map(({ to }) => to)],
  )
  const known = new Map(rows.map(({ key, ...rest }) => [key, rest]))
  return relations.map((relation) => ({ ...relation, ...known.get(relation.to) }))
}

async function readUsers({ account, key }: RawDetail): Promise<KnownRelation[]> {
  const { rows } = await pool().query<KnownRelation>(
    `select r.key as "to", r.id, r.name, r.type, relation->>'kind' as kind
     from resource r cross join jsonb_array_elements(r.relations) relation
     where r.account = $1 and r.gone_at is null and relation->>'to' = $2 order by r.type, r.name limit 200`,
    [account, key],
  )
  return rows
}

async function readFindings(resource: number): Promise<FindingRow[]> {
  const { rows } = await pool().query<RawFinding>(
    `select ${rowColumns('open')} from ${source('open')} where s.resource_id = $1
     order by s.state, case when s.state = 'open' then s.rank end, s.resolved_at desc, s.number limit 200`,
    [resource],
  )
  return rows.map(findingRow)
}

async function readOutcomes(resource: number): Promise<ResourceDetail['others']> {
  const { rows } = await pool().query<ResourceDetail['others'][number]>(
    `select fingerprint, check_id as check, status, subject_name as name, message from outcome
     where resource_id = $1 and status <> 'fail' order by status, check_id, subject_name limit 500`,
    [resource],
  )
  return rows
}
