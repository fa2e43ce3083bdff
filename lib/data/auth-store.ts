import { prismaAdapter } from 'better-auth/adapters/prisma'
import { appendAudit } from './audit.ts'
import { pool, prisma } from './client.ts'
import { inTransaction } from './transaction.ts'

/** Where better-auth keeps people, sessions and sign-in attempts. */
export function authStore() {
  return prismaAdapter(prisma(), { provider: 'postgresql' })
}

/** Whether anybody can sign in yet. */
export async function hasUsers(): Promise<boolean> {
  const { rowCount } = await pool().query('select 1 from "user" limit 1')
  return rowCount === 1
}

/** Notes that a session was used just now: its idle time starts again. */
export async function touchSession(token: string, now: Date): Promise<void> {
  await pool().query('update session set updated_at = $2 where token = $1', [token, now])
}

/** Notes that somebody came in, on them and in the audit log. */
export async function recordSignIn(userId: string): Promise<void> {
  const viewer = { userId, role: 'viewer', accounts: [] } as const
  await inTransaction(async (client) => {
    await client.query('update "user" set last_sign_in_at = now() where id = $1', [userId])
    await appendAudit(client, viewer, { verb: 'user.sign-in', target: `user/${userId}` })
  })
}
