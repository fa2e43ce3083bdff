import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { cookies } from 'next/headers'

/** Passes Set-Cookie values of the sign-in service on to the browser. For server actions. */
export async function setCookies(values: readonly string[]): Promise<void> {
  const jar = await cookies()
  for (const value of values) {
    for (const [name, cookie] of parseSetCookieHeader(value)) jar.set(name, cookie.value, toCookieOptions(cookie))
  }
}
