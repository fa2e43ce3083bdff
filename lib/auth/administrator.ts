import { recordAudit } from '#lib/data/audit.ts'
import { dropPasswordLink } from '#lib/data/people/password-link.ts'
import { auth } from './auth.ts'
import { setPassword } from './set-password.ts'

export interface NewAdministrator {
  name: string
  email: string
  password: string
}

/**
 * Makes someone an administrator. Someone with that e-mail address who is there already becomes one, gets the new
 * password, may see all accounts again and is signed out everywhere; a link of theirs is void.
 */
export async function makeAdministrator(person: NewAdministrator): Promise<void> {
  const id = await createOrPromote(person)
  const viewer = { userId: id, role: 'admin', accounts: 'all' } as const
  await recordAudit(viewer, { verb: 'user.make-administrator', target: `user/${id}`, after: { email: person.email } })
}

async function createOrPromote(person: NewAdministrator): Promise<string> {
  const service = await auth()
  const { internalAdapter } = await service.$context
  const known = await internalAdapter.findUserByEmail(person.email.toLowerCase())
  if (!known) {
    const { user } = await service.api.createUser({ body: { ...person, role: 'admin' } })
    return user.id
  }
  const { id } = known.user
  await internalAdapter.updateUser(id, { role: 'admin', banned: false, limited: false })
  await dropPasswordLink(id)
  await setPassword(id, person.password)
  return id
}
