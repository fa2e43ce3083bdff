import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { inTransaction } from '../transaction.ts'
import { requirePermission, type Viewer } from '../viewer.ts'
import { type RetentionDays, readRetentionDays, requireDays } from './days.ts'
import { type Part, parts, type Removal } from './parts.ts'

const dayMs = 86_400_000
const system: Viewer = { userId: 'system', role: 'admin', accounts: 'all' }

/** What would go now if it were kept for these days; nothing is removed. */
export async function previewRetention(viewer: Viewer, given: RetentionDays, now = new Date()): Promise<Removal[]> {
  requirePermission(viewer, 'administer')
  const days = requireDays(given)
  return inTransaction(async (client) => {
    const removals: Removal[] = []
    for (const part of parts) removals.push(await part.measure(client, beforeOf(part, days, now)))
    return removals
  })
}

/** Removes what is older than it is to be kept, and writes in the audit log what went. Safe to be cut off anywhere. */
export async function applyRetention(now = new Date()): Promise<Removal[]> {
  const days = await readRetentionDays()
  const removed: Removal[] = []
  for (const part of parts) {
    const before = beforeOf(part, days, now)
    const removal = await inTransaction(async (client) => {
      const measured = await part.measure(client, before)
      if (measured.rows + measured.partitions === 0) return undefined
      await part.remove(client, before)
      const { kind, ...after } = measured
      await appendAudit(client, system, {
        verb: 'retention.remove',
        target: `retention/${kind}`,
        after: { ...after, before },
      })
      return measured
    })
    if (removal) removed.push(removal)
  }
  return removed
}

function beforeOf({ kind }: Part, days: RetentionDays, now: Date): string {
  return new Date(now.getTime() - days[kind] * dayMs).toISOString()
}

export interface StoredSize {
  /** What it holds, in words. */
  what: string
  /** With indexes and what is kept apart. */
  bytes: number
}

const groups: readonly { what: string; tables: readonly string[] }[] = [
  { what: 'Findings and outcomes as they are', tables: ['finding', 'outcome', 'tally'] },
  { what: 'History', tables: ['finding_event', 'score_snapshot', 'part_score'] },
  { what: 'Evidence', tables: ['attestation_file', 'resource', 'attestation', 'attested_subject'] },
  {
    what: 'Ledgers',
    tables: ['api_call', 'gap', 'scan', 'scan_unit', 'scan_checkpoint', 'scheduled_scan'],
  },
  { what: 'Task definition revisions', tables: ['task_definition_revision'] },
  { what: 'Audit log, never removed', tables: ['audit_log'] },
]

/** How much room each kind takes in the database. */
export async function readSizes(viewer: Viewer): Promise<StoredSize[]> {
  requirePermission(viewer, 'administer')
  const { rows } = await pool().query<{ name: string; bytes: number }>(
    `select t.name, sum(pg_total_relation_size(p.relid))::float8 as bytes
     from unnest($1::text[]) as t(name), pg_partition_tree(t.name::regclass) p group by 1
     union all
     select t.name, pg_total_relation_size(t.name::regclass)::float8 from unnest($1::text[]) as t(name)
     where not exists (select from pg_partition_tree(t.name::regclass))`,
    [groups.flatMap(({ tables }) => tables)],
  )
  const sizes = new Map(rows.map(({ name, bytes }) => [name, bytes]))
  return groups.map(({ what, tables }) => ({
    what,
    bytes: tables.reduce((sum, table) => sum + (sizes.get(table) ?? 0), 0),
  }))
}
