import { type NextRequest, NextResponse } from 'next/server'
import { securityHeaders } from '#app/_lib/security-headers.ts'
import { sessionCookieNames } from '#lib/auth/cookie.ts'

/** Pages that are for those who have not signed in. */
const open = ['/sign-in', '/setup', '/join']

/**
 * Sends visitors without a session cookie to the sign-in page, and gives every page its security headers. It decides
 * nothing: whether the session is real, and what it may do, is asked where data is read and changed.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const headers = securityHeaders({
    nonce,
    secure: process.env.TIDEWAITER_URL?.startsWith('https://') ?? false,
    development: process.env.NODE_ENV === 'development',
  })
  const response = needsSignIn(request) ? toSignIn(request) : render(request, headers['content-security-policy'])
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

/** Next reads the nonce from the request's policy and puts it on the scripts and styles it writes. */
function render(request: NextRequest, policy: string): NextResponse {
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  return NextResponse.next({ request: { headers } })
}

function needsSignIn({ nextUrl, cookies }: NextRequest): boolean {
  if (open.includes(nextUrl.pathname) || nextUrl.pathname.startsWith('/api/')) return false
  return !sessionCookieNames.some((name) => cookies.has(name))
}

function toSignIn(request: NextRequest): NextResponse {
  const target = request.nextUrl.clone()
  const { pathname, search } = target
  target.pathname = '/sign-in'
  target.search = pathname === '/' ? '' : `?${new URLSearchParams({ next: `${pathname}${search}` })}`
  return NextResponse.redirect(target, 303)
}

export const config = { matcher: ['/((?!_next/static/|_next/image|favicon\\.ico|.*\\.(?:svg|png|json|txt)$).*)'] }
