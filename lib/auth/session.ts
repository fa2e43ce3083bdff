import { touchSession } from '#lib/data/auth-store.ts'
import { type Role, roles, type Viewer } from '#lib/data/viewer.ts'
import { auth } from './auth.ts'
import { hasEnded, needsTouch } from './session-limits.ts'

/** Someone who has signed in: what they may see and do, and what they are called. */
export interface SignedIn {
  viewer: Viewer
  name: string
  email: string
}

/** Who a request comes from; undefined without a session, or when it has ended. @param headers of the request */
export async function signedIn(headers: Headers, now = new Date()): Promise<SignedIn | undefined> {
  const service = await auth()
  const found = await service.api.getSession({ headers, query: { disableCookieCache: true } })
  if (!found) return undefined
  const { session, user } = found
  if (hasEnded(session, now) || user.banned || !isRole(user.role)) return undefined
  if (needsTouch(session, now)) await touchSession(session.token, now)
  const accounts = user.limited ? (user.accounts ?? []) : 'all'
  return { viewer: { userId: user.id, role: user.role, accounts }, name: user.name, email: user.email }
}

function isRole(role: unknown): role is Role {
  return roles.some((known) => known === role)
}
