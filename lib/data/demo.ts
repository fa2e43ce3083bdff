import { pool } from './client.ts'

const key = 'demo'

/** Marks this installation as a demo, once. Returns when its sample estate was first looked at: its dates count from then. */
export async function markDemo(now: Date): Promise<Date> {
  await pool().query('insert into setting (key, value) values ($1, $2) on conflict do nothing', [
    key,
    JSON.stringify({ since: now.toISOString() }),
  ])
  const { rows } = await pool().query<{ since: string }>(
    `select value->>'since' as since from setting where key = $1`,
    [key],
  )
  const [row] = rows
  if (!row) throw new Error('the mark of the demo is missing')
  return new Date(row.since)
}

/** Whether everything in this installation is a sample. */
export async function isDemo(): Promise<boolean> {
  const { rowCount } = await pool().query('select 1 from setting where key = $1', [key])
  return rowCount === 1
}
