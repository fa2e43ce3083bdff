import { recordAudit } from '#lib/data/audit.ts'
import { auth } from './auth.ts'

export interface NewAdministrator {
  name: string
  email: string
  password: string
}

/**
 * Makes someone an administrator. Someone with that e-mail address who is there already becomes one, gets the new
 * password, may see all accounts again and is signed out everywhere.
 */
export async function makeAdministrator(person: NewAdministrator): Promise<void> {
  const id = await createOrPromote(person)
  const viewer = { userId: id, role: 'admin', accounts: 'all' } as const
  await recordAudit(viewer, { verb: 'user.make-administrator', target: `user/${id}`, after: { email: person.email } })
}

async function createOrPromote(person: NewAdministrator): Promise<string> {
  const service = await auth()
  const { internalAdapter, password } = await service.$context
  const known = await internalAdapter.findUserByEmail(person.email.toLowerCase())
  if (!known) {
    const { user } = await service.api.createUser({ body: { ...person, role: 'admin' } })
    return user.id
  }
  const { id } = known.user
  await internalAdapter.updateUser(id, { role: 'admin', banned: false, limited: false })
  await internalAdapter.updatePassword(id, await password.hash(person.password))
  await internalAdapter.deleteUserSessions(id)
  return id
}
