import { pool } from '../client.ts'
import { InvalidInput } from '../invalid.ts'
import { all, binder } from '../sql.ts'
import { Forbidden, requireAccount, type Viewer, visibleAccounts } from '../viewer.ts'

/** The account an answer speaks of; absent: all. */
export interface Reach {
  account?: string
}

/** Whoever may see an answer: of their accounts, or of all. The placeholder of `sql` is over `a`, the attestation. */
export function visible(sql: ReturnType<typeof binder>, viewer: Viewer): string | undefined {
  const accounts = visibleAccounts(viewer)
  if (!accounts) return undefined
  return accounts.length === 0 ? 'false' : `(a.account is null or a.account = any(${sql.bind(accounts)}))`
}

/** @throws InvalidInput when there is no such answer that the viewer may see */
export async function reachOf(viewer: Viewer, id: number): Promise<Reach> {
  const sql = binder()
  const where = all([`a.id = ${sql.bind(id)}`, visible(sql, viewer)])
  const { rows } = await pool().query<{ account: string | null }>(
    `select a.account from attestation a where ${where}`,
    sql.values,
  )
  const [row] = rows
  if (!row) throw new InvalidInput(`There is no attestation A-${id}: go back to the list.`)
  return { account: row.account ?? undefined }
}

/** Who decides something must see all that it is about. */
export function requireReach(viewer: Viewer, { account }: Reach): void {
  if (account !== undefined) requireAccount(viewer, account)
  else if (viewer.accounts !== 'all') {
    throw new Forbidden('You may not see every account: this is for someone who does.')
  }
}
