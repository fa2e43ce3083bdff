import type { ResourceRelation } from '#lib/engine/resources.ts'
import type { Json } from '#lib/inventory/evidence.ts'
import { pool } from '../client.ts'
import { all, binder, oneOf } from '../sql.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'
import { type RawResource, type ResourceRow, resourceColumns, resourceRow } from './resources.ts'

/** A resource on the way from the internet to the secrets of a service. */
export interface PathResource extends ResourceRow {
  relations: readonly ResourceRelation[]
  /** Redacted; absent when only outcomes name the resource. */
  configuration?: Json
  /** Outcomes in use that do not fail. */
  judged: { pass: number; unknown: number }
}

export interface ServicePath {
  service: PathResource
  /** Its cluster, families, target groups and security groups; the roles of the families, the load balancers and their listeners. */
  reached: PathResource[]
}

interface RawPathResource extends RawResource {
  relations: ResourceRelation[]
  configuration: Json
  pass: number
  unknown: number
}

/** What a service stands behind, runs and assumes; undefined when the viewer may see no such service. */
export async function readServicePath(viewer: Viewer, id: number): Promise<ServicePath | undefined> {
  const sql = binder()
  const where = all([
    `r.id = ${sql.bind(id)}`,
    `r.type = 'ecs-service'`,
    oneOf(sql, 'r.account', visibleAccounts(viewer)),
  ])
  const { rows } = await pool().query<RawPathResource>(
    `with recursive steps(id, account, key, relations, depth) as (
       select r.id, r.account, r.key, r.relations, 0 from resource r where ${where}
       union
       select n.id, n.account, n.key, n.relations, s.depth + 1
       from steps s cross join jsonb_array_elements(s.relations) relation
         join resource n on n.account = s.account and n.key = relation->>'to' and n.gone_at is null
       where s.depth < 2
     ),
     reached as (
       select id, min(depth) as depth from steps group by 1
       union
       -- A listener's ARN continues that of its load balancer.
       select l.id, 3 from steps s join resource l on l.account = s.account and l.type = 'listener'
         and l.gone_at is null and starts_with(l.key, replace(s.key, ':loadbalancer/', ':listener/') || '/')
     ),
     judged as (
       select resource_id as id, count(*) filter (where status = 'pass')::int as pass,
         count(*) filter (where status = 'unknown')::int as unknown
       from outcome where resource_id in (select id from reached) and counted_in is null
         and usage is distinct from 'registered' group by 1
     ),
     found as (select r.*, a.alias from resource r join aws_account a on a.id = r.account)
     select ${resourceColumns('r')}, r.relations, r.configuration,
       coalesce(j.pass, 0) as pass, coalesce(j.unknown, 0) as unknown
     from reached join found r on r.id = reached.id left join judged j on j.id = r.id
     order by reached.depth, r.type, r.name, r.id`,
    sql.values,
  )
  const [service, ...reached] = rows.map(pathResource)
  return service && { service, reached }
}

function pathResource(raw: RawPathResource): PathResource {
  const { relations, configuration, pass, unknown } = raw
  return {
    ...resourceRow(raw),
    relations,
    ...(configuration !== null && { configuration }),
    judged: { pass, unknown },
  }
}
