import { auth } from './auth.ts'
import { AuthError } from './errors.ts'

export interface Credentials {
  email: string
  password: string
}

/** What the attempt is told of the browser: for its limit per address, and for the list of sessions. */
const forwarded = ['host', 'user-agent', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host']

/**
 * Signs somebody in. Attempts are limited per network address.
 * @param headers of the browser's request
 * @returns the values of the Set-Cookie headers for the browser
 * @throws AuthError
 */
export async function signIn(credentials: Credentials, headers: Headers): Promise<string[]> {
  const service = await auth()
  const response = await service.handler(attempt(credentials, headers))
  if (response.ok) return response.headers.getSetCookie()
  if (response.status === 429) {
    const seconds = response.headers.get('x-retry-after') ?? '60'
    throw new AuthError(`Too many attempts from your address: wait ${seconds} seconds and try again.`)
  }
  if (response.status === 403 && (await codeOf(response)) === 'BANNED_USER') {
    throw new AuthError('You were disabled here: ask an administrator to enable you again.')
  }
  if (response.status >= 500) throw new Error(`signing in failed with ${response.status}`)
  throw new AuthError('No account has this e-mail address and password: check both and try again.')
}

/** Ends the session of a request. @returns the values of the Set-Cookie headers that make the browser forget it */
export async function signOut(headers: Headers): Promise<string[]> {
  const service = await auth()
  const response = await service.api.signOut({ headers, asResponse: true })
  return response.headers.getSetCookie()
}

async function codeOf(response: Response): Promise<unknown> {
  const body: { code?: unknown } = await response.json()
  return body.code
}

function attempt(credentials: Credentials, headers: Headers): Request {
  const url = new URL('/api/auth/sign-in/email', `http://${headers.get('host') ?? 'localhost'}`)
  const own = new Headers({ 'content-type': 'application/json' })
  for (const name of forwarded) {
    const value = headers.get(name)
    if (value !== null) own.set(name, value)
  }
  return new Request(url, { method: 'POST', headers: own, body: JSON.stringify(credentials) })
}
