import { pool } from './client.ts'

/** A worker that was silent for so long counts as dead. */
const silenceSeconds = 15
const forgetSeconds = 3600

/** Says that this worker is alive. Workers that have been silent for an hour are forgotten. @param id of the process */
export async function beat(id: string): Promise<void> {
  await pool().query('insert into worker (id) values ($1) on conflict (id) do update set seen_at = now()', [id])
  await pool().query('delete from worker where seen_at < now() - make_interval(secs => $1)', [forgetSeconds])
}

/** Says that this worker ends. */
export async function leave(id: string): Promise<void> {
  await pool().query('delete from worker where id = $1', [id])
}

/** Whether any worker is alive. */
export async function hasWorker(): Promise<boolean> {
  const { rowCount } = await pool().query(
    'select 1 from worker where seen_at > now() - make_interval(secs => $1) limit 1',
    [silenceSeconds],
  )
  return rowCount === 1
}

/** Whether the database answers. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await pool().query('select 1')
    return true
  } catch {
    return false
  }
}
