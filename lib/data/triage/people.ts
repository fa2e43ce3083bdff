import { pool } from '../client.ts'
import { all, binder } from '../sql.ts'
import { can, requireAccount, roles, type Viewer } from '../viewer.ts'

export interface Assignee {
  id: string
  name: string
}

/**
 * Who may be given findings: those who may triage and see all of these accounts, by name.
 * @param accounts absent: all that the viewer may see
 */
export async function listAssignees(viewer: Viewer, accounts?: readonly string[]): Promise<Assignee[]> {
  for (const account of accounts ?? []) requireAccount(viewer, account)
  const sql = binder()
  const needed = accounts ?? viewer.accounts
  const triaging = roles.filter((role) => can({ userId: '', role, accounts: 'all' }, 'triage'))
  const sees = needed === 'all' ? 'not limited' : `(not limited or accounts @> ${sql.bind(needed)}::text[])`
  const where = all([`role = any(${sql.bind(triaging)}) and not coalesce(banned, false)`, sees])
  const { rows } = await pool().query<Assignee>(
    `select id, name from "user" where ${where} order by lower(name), id`,
    sql.values,
  )
  return rows
}
