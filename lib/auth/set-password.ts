import { auth } from './auth.ts'

/** Gives somebody a password, their first or a new one, and ends their sessions. */
export async function setPassword(userId: string, password: string): Promise<void> {
  const { internalAdapter, password: hasher } = await (await auth()).$context
  const hash = await hasher.hash(password)
  const known = await internalAdapter.findAccounts(userId)
  if (known.some(({ providerId }) => providerId === 'credential')) await internalAdapter.updatePassword(userId, hash)
  else await internalAdapter.createAccount({ userId, accountId: userId, providerId: 'credential', password: hash })
  await internalAdapter.deleteUserSessions(userId)
}
