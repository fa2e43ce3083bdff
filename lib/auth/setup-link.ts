import { isSetupToken, saveSetupToken, takeSetupToken } from '#lib/data/installation.ts'
import { makeAdministrator, type NewAdministrator } from './administrator.ts'
import { AuthError } from './errors.ts'
import { hashOf, newToken } from './token.ts'

/** A link lives for half an hour and works once. */
const LIFETIME_MS = 30 * 60 * 1000

/**
 * Makes the one-time link with which whoever runs the server becomes an administrator; the one before is void.
 * @param base where the pages are, such as http://localhost:3000
 */
export async function createSetupLink(base: string, now = new Date()): Promise<string> {
  const token = newToken()
  await saveSetupToken(hashOf(token), new Date(now.getTime() + LIFETIME_MS))
  return new URL(`/setup?${new URLSearchParams({ token })}`, base).href
}

/** Whether the link of this token still works. */
export function isOpen(token: string, now = new Date()): Promise<boolean> {
  return isSetupToken(hashOf(token), now)
}

/**
 * Uses the link up and makes the administrator.
 * @throws AuthError when the link has been used or is too old
 */
export async function redeemSetupLink(token: string, person: NewAdministrator, now = new Date()): Promise<void> {
  if (!(await takeSetupToken(hashOf(token), now))) {
    throw new AuthError(
      'This link has been used or is older than 30 minutes: run "npx tidewaiter admin-link" for a new one.',
    )
  }
  await makeAdministrator(person)
}
