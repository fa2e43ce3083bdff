import type { History } from '#lib/inventory/history.ts'
import { pool } from './client.ts'

/** What earlier scans of the account left for later ones; undefined before the first. */
export async function readHistory(account: string): Promise<History | undefined> {
  const { rows } = await pool().query<{ data: History }>('select data from account_history where account = $1', [
    account,
  ])
  return rows[0]?.data
}
