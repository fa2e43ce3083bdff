import { invitePerson, type NewPerson } from '#lib/data/people/invite.ts'
import { personOfLink, savePasswordLink, takePasswordLink } from '#lib/data/people/password-link.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AuthError } from './errors.ts'
import { setPassword } from './set-password.ts'
import { hashOf, newToken } from './token.ts'

/** Days that the link of an invitation, or of a new password, works for. */
export const linkDays = 3

/** A link to hand on; it can be read this once, for only its hash is kept. */
export interface HandedLink {
  id: string
  link: string
}

/**
 * Adds somebody, who chooses a password with the link. Throws Forbidden or InvalidInput.
 * @param base where the pages are, such as http://localhost:3000
 */
export async function invite(viewer: Viewer, person: NewPerson, base: string, now = new Date()): Promise<HandedLink> {
  const { token, kept } = newLink(now)
  return { id: await invitePerson(viewer, person, kept), link: linkOf(token, base) }
}

/** A new link for somebody who lost theirs, or their password. Throws Forbidden or InvalidInput. */
export async function renewLink(viewer: Viewer, id: string, base: string, now = new Date()): Promise<HandedLink> {
  const { token, kept } = newLink(now)
  await savePasswordLink(viewer, id, kept)
  return { id, link: linkOf(token, base) }
}

/** Whose link this is, while it works. */
export function personInvited(token: string, now = new Date()): Promise<{ name: string; email: string } | undefined> {
  return personOfLink(hashOf(token), now)
}

/**
 * Uses the link up and gives its person the password.
 * @returns the e-mail address to sign in with
 * @throws AuthError when the link has been used or is too old
 */
export async function redeemPasswordLink(token: string, password: string, now = new Date()): Promise<string> {
  const person = await takePasswordLink(hashOf(token), now)
  if (!person) {
    throw new AuthError(
      `This link has been used or is older than ${linkDays} days: ask an administrator for a new one.`,
    )
  }
  await setPassword(person.id, password)
  return person.email
}

function newLink(now: Date) {
  const token = newToken()
  return { token, kept: { hash: hashOf(token), expires: new Date(now.getTime() + linkDays * 86_400_000) } }
}

function linkOf(token: string, base: string): string {
  return new URL(`/join?${new URLSearchParams({ token })}`, base).href
}
