import { pool } from '../client.ts'
import { type Viewer, visibleAccounts } from '../viewer.ts'

export interface ScheduledRun {
  account: string
  alias: string
  /** ISO 8601. */
  dueAt: string
  runAt: string
  state: 'waiting' | 'started' | 'refused' | 'missed'
  scan?: number
  note?: string
}

/** What came of the latest times of a schedule, the newest first, 50 at most; of the accounts that the viewer may see. */
export async function listRuns(viewer: Viewer, schedule: number): Promise<ScheduledRun[]> {
  const { rows } = await pool().query(
    `select r.account, a.alias, r.due_at, r.run_at, r.state, r.scan, r.note
     from scheduled_scan r join aws_account a on a.id = r.account
     where r.schedule = $1 and ($2::text[] is null or r.account = any($2))
     order by r.due_at desc, a.alias limit 50`,
    [schedule, visibleAccounts(viewer) ?? null],
  )
  return rows.map((row) => ({
    account: row.account,
    alias: row.alias,
    dueAt: row.due_at.toISOString(),
    runAt: row.run_at.toISOString(),
    state: row.state,
    scan: row.scan ?? undefined,
    note: row.note ?? undefined,
  }))
}
