import { pool } from '../client.ts'
import { all, binder } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { requireScope } from './scope.ts'

/** How many people beside the requester could approve an exception in an account, or in all of them. */
export async function countOtherApprovers(viewer: Viewer, requester: string, account?: string): Promise<number> {
  requireScope(viewer, account)
  const sql = binder()
  const where = all([
    `role in ('auditor', 'admin') and not coalesce(banned, false) and id <> ${sql.bind(requester)}`,
    account === undefined ? 'not limited' : `(not limited or ${sql.bind(account)} = any(accounts))`,
  ])
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count from "user" where ${where}`,
    sql.values,
  )
  return rows[0]?.count ?? 0
}
