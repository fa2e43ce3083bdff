import type { PoolClient } from 'pg'
import type { RetentionKind } from './days.ts'

/** What is removed of one table, or what would be. */
export interface Removal {
  kind: RetentionKind
  /** In words: "events of findings". */
  what: string
  rows: number
  /** Monthly partitions that go whole. */
  partitions: number
  /** Of the rows, or of the whole partitions with their indexes. */
  bytes: number
}

/** One table of which old rows go. Both take the moment before which they are old, ISO 8601. */
export interface Part {
  kind: RetentionKind
  what: string
  measure(client: PoolClient, before: string): Promise<Removal>
  remove(client: PoolClient, before: string): Promise<void>
}

const isOldScan = (column: string) =>
  `exists (select from scan c where c.id = ${column} and c.finished_at < $1)
   and not exists (select from aws_account a where a.last_scan = ${column})`

/** Rows of `t` that go; `$1` is the moment. */
function rowsOf(kind: RetentionKind, what: string, table: string, where: string): Part {
  return simple(kind, what, { table, where, size: 't', remove: `delete from ${table} t where ${where}` })
}

/** Values that are emptied, while the row that tells of them stays. */
function valuesOf(
  kind: RetentionKind,
  what: string,
  { table, column, where: old, set }: { table: string; column: string; where: string; set: string },
): Part {
  const where = `t.${column} is not null and ${old}`
  return simple(kind, what, {
    table,
    where,
    size: `t.${column}`,
    remove: `update ${table} t set ${set} where ${where}`,
  })
}

function simple(
  kind: RetentionKind,
  what: string,
  { table, where, size, remove }: { table: string; where: string; size: string; remove: string },
): Part {
  const sum = `select count(*)::int as rows, coalesce(sum(pg_column_size(${size})), 0)::float8 as bytes
    from ${table} t where ${where}`
  return {
    kind,
    what,
    measure: (client, before) => measured(client, { kind, what }, sum, before),
    async remove(client, before) {
      await client.query(remove, [before])
    },
  }
}

async function measured(
  client: PoolClient,
  named: Pick<Removal, 'kind' | 'what'>,
  sql: string,
  before: string,
): Promise<Removal> {
  const { rows } = await client.query<{ rows: number; bytes: number }>(sql, [before])
  const [row] = rows
  if (!row) throw new Error('an aggregate has one row')
  return { ...named, ...row, partitions: 0 }
}

/**
 * A table with a partition a month. A partition that is old and holds nothing to be kept goes whole; of others the rows
 * go, where there is a condition for rows at all.
 */
function monthsOf(kind: RetentionKind, what: string, table: string, row?: string): Part {
  const goes = `t.at < $1 and ${row ?? 'true'}`
  return {
    kind,
    what,
    async measure(client, before) {
      const total: Removal = { kind, what, rows: 0, partitions: 0, bytes: 0 }
      for (const { name, whole } of await partitions(client, table, goes, before)) {
        if (!whole && !row) continue
        const size = whole ? `pg_total_relation_size('${name}')` : 'coalesce(sum(pg_column_size(t)), 0)'
        const sql = `select count(*)::int as rows, ${size}::float8 as bytes from "${name}" t where ${goes}`
        const { rows, bytes } = await measured(client, total, sql, before)
        total.rows += rows
        total.bytes += bytes
        if (whole) total.partitions += 1
      }
      return total
    },
    async remove(client, before) {
      // Whoever reads the table must not wait long for a month of it to go: another night will do.
      await client.query(`set local lock_timeout = '10s'`)
      for (const { name, whole } of await partitions(client, table, goes, before)) {
        if (whole) await client.query(`drop table "${name}"`)
        else if (row) await client.query(`delete from "${name}" t where ${goes}`, [before])
      }
    },
  }
}

/** Partitions that begin before the moment, and whether they go whole. Their names are our own: TABLE_YYYY_MM. */
async function partitions(client: PoolClient, table: string, goes: string, before: string) {
  const { rows } = await client.query<{ name: string; is_past: boolean }>(
    `select name, (month + interval '1 month') at time zone 'UTC' <= $2 as is_past
     from (select c.relname as name, to_date(right(c.relname, 7), 'YYYY_MM')::timestamp as month
       from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass) p
     where month at time zone 'UTC' < $2 order by name`,
    [table, before],
  )
  const found: { name: string; whole: boolean }[] = []
  for (const { name, is_past } of rows) {
    const kept = await client.query(`select 1 from "${name}" t where (${goes}) is not true limit 1`, [before])
    found.push({ name, whole: is_past && kept.rowCount === 0 })
  }
  return found
}

/** That a finding was opened and came back stays as long as it is open: its age is never lost. */
const isNoOpening = `not (t.kind in ('opened', 'reopened')
  and exists (select from finding f where f.number = t.finding and f.state = 'open'))`

/** Of a service or cluster a score holds until the next one: it goes when that one is old, too. */
const isReplaced = `t.at < $1 and exists (select from part_score n
  where n.account = t.account and n.part = t.part and n.at > t.at and n.at < $1)`

/** Everything that is removed when it is old. Never the audit log, accounts, findings or their outcomes. */
export const parts: readonly Part[] = [
  monthsOf('history', 'events of findings', 'finding_event', isNoOpening),
  rowsOf('history', 'scores of past scans', 'score_snapshot', isOldScan('t.scan')),
  rowsOf('history', 'past scores of services and clusters', 'part_score', isReplaced),
  valuesOf('evidence', 'files of answers that ended', {
    table: 'attestation_file',
    column: 'data',
    where: `exists (select from attestation a where a.id = t.attestation and a.state in ('ended', 'declined')
      and coalesce(a.ended_at, a.reviewed_at) < $1)`,
    set: 'data = null, removed_at = now()',
  }),
  valuesOf('evidence', 'configurations of resources that are gone', {
    table: 'resource',
    column: 'configuration',
    where: 't.gone_at < $1',
    // Should it come back as it was, it is written anew.
    set: `configuration = null, hash = ''`,
  }),
  monthsOf('ledgers', 'calls to AWS', 'api_call'),
  rowsOf('ledgers', 'gaps of past scans', 'gap', isOldScan('t.scan')),
  rowsOf('ledgers', 'steps of past scans', 'scan_unit', isOldScan('t.scan')),
  rowsOf('ledgers', 'times at which schedules fell due', 'scheduled_scan', `t.due_at < $1 and t.state <> 'waiting'`),
]
