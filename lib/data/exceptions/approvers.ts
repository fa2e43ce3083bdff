import { pool } from '../client.ts'
import { comesIn } from '../people/list.ts'
import { all, binder } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { requireScope } from './scope.ts'

/** How many people beside the requester could approve an exception in an account, or in all of them. */
export async function countOtherApprovers(viewer: Viewer, requester: string, account?: string): Promise<number> {
  requireScope(viewer, account)
  const sql = binder()
  const where = all([
    `u.role in ('auditor', 'admin') and ${comesIn} and u.id <> ${sql.bind(requester)}`,
    account === undefined ? 'not u.limited' : `(not u.limited or ${sql.bind(account)} = any(u.accounts))`,
  ])
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count from "user" u where ${where}`,
    sql.values,
  )
  return rows[0]?.count ?? 0
}
