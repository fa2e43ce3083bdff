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
  const service = await auth()
  const { internalAdapter, password } = await service.$context
  const known = await internalAdapter.findUserByEmail(person.email.toLowerCase())
  if (!known) {
    await service.api.createUser({ body: { ...person, role: 'admin' } })
    return
  }
  const { id } = known.user
  await internalAdapter.updateUser(id, { role: 'admin', banned: false, limited: false })
  await internalAdapter.updatePassword(id, await password.hash(person.password))
  await internalAdapter.deleteUserSessions(id)
}
