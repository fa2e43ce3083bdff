import { pool } from '#lib/data/client.ts'

export interface StoredFinding {
  fingerprint: string
  check: string
  subject: string
  state: 'open' | 'resolved'
  firstSeen: string
  reason: string | null
}

/** Every finding of an account as it is stored, by fingerprint. */
export async function storedFindings(account: string): Promise<Map<string, StoredFinding>> {
  const { rows } = await pool().query<StoredFinding>(
    `select fingerprint, check_id as "check", subject_key as subject, state, first_seen::text as "firstSeen",
       resolved_reason as reason
     from finding where account = $1 order by fingerprint`,
    [account],
  )
  return new Map(rows.map((row) => [row.fingerprint, row]))
}

/** Numbers of rows that only a change may add to. */
export async function rowCounts(): Promise<Record<string, number>> {
  const { rows } = await pool().query(
    `select (select count(*) from outcome)::int as outcomes, (select count(*) from finding)::int as findings,
       (select count(*) from finding_event)::int as events`,
  )
  return rows[0]
}

/** The whole database as text: every column of every table, as one would find it in a dump. */
export async function databaseText(): Promise<string> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const texts = []
  for (const { name } of tables) {
    const { rows } = await pool().query<{ row: string }>(`select t::text as row from ${name} t`)
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}
