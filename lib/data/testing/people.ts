import { pool } from '../client.ts'
import type { Role, Viewer } from '../viewer.ts'

/** A person who can sign in, as the viewer that they are. @param accounts those that they are limited to */
export async function addTestPerson(id: string, role: Role, accounts: Viewer['accounts'] = 'all'): Promise<Viewer> {
  const limited = accounts !== 'all'
  await pool().query('insert into "user" (id, name, email, role, limited, accounts) values ($1, $2, $3, $4, $5, $6)', [
    id,
    id[0]?.toUpperCase() + id.slice(1),
    `${id}@example.com`,
    role,
    limited,
    limited ? accounts : [],
  ])
  await pool().query(
    `insert into auth_account (id, account_id, provider_id, user_id, password, updated_at)
     values ($1, $1, 'credential', $1, 'x', now())`,
    [id],
  )
  return { userId: id, role, accounts }
}
