import { prismaAdapter } from 'better-auth/adapters/prisma'
import { pool, prisma } from './client.ts'

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
