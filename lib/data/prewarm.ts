import { pool } from './client.ts'

/** What lists, searches and counts of open findings are read from, the most asked for first. Of outcomes, only indexes. */
const relations = [
  'finding_by_rank',
  'finding_by_account',
  'finding_by_check',
  'resource',
  'resource_pkey',
  'resource_owner_account_id_idx',
  'resource_exposed',
  'resource_tags_idx',
  'resource_search_idx',
  'finding_pkey',
  'finding_by_resource',
  'finding',
  'finding_by_first_seen',
  'resource_name_id_account_idx',
  'resource_counts',
  'resource_account_name_id_idx',
  'outcome_account_check_id_status_idx',
  'outcome_unknown',
  'outcome_registered',
  'finding_by_resolved',
  'finding_excepted',
  'finding_opened_scan_idx',
  'finding_by_reopened_scan',
]

/** Of Postgres's own memory; the rest is left to what else is read and written. */
const mostOfBuffers = 0.8

/**
 * Reads them from disk into Postgres's memory, in one go: page by page, as the first lists would, takes a hundred times as
 * long. Does nothing where the extension pg_prewarm is missing.
 *
 * @returns megabytes read
 */
export async function prewarm(): Promise<number> {
  const { rowCount } = await pool().query(`select from pg_extension where extname = 'pg_prewarm'`)
  if (rowCount === 0) return 0
  const { rows } = await pool().query<{ megabytes: number }>(
    `with sized as (
       select name::regclass as relation, sum(pg_relation_size(name::regclass)) over (order by place) as so_far
       from unnest($1::text[]) with ordinality as listed(name, place)
     )
     select coalesce(sum(pg_prewarm(relation)), 0) * current_setting('block_size')::int / 1048576.0 as megabytes from sized
     where so_far <= pg_size_bytes(current_setting('shared_buffers')) * $2::float8`,
    [relations, mostOfBuffers],
  )
  return Number(rows[0]?.megabytes)
}
