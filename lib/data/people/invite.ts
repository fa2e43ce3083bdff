import { randomUUID } from 'node:crypto'
import { appendAudit } from '../audit.ts'
import { InvalidInput } from '../invalid.ts'
import { inTransaction } from '../transaction.ts'
import type { Viewer } from '../viewer.ts'
import { type Access, requireAccounts } from './change.ts'
import { type PasswordLink, writeLink } from './password-link.ts'
import { requirePeople } from './reach.ts'

export interface NewPerson extends Access {
  name: string
  email: string
}

/**
 * Adds somebody who comes in with a link and chooses a password then. Throws Forbidden, or InvalidInput when the e-mail
 * address is taken or an account is not there.
 * @returns their id
 */
export async function invitePerson(viewer: Viewer, person: NewPerson, link: PasswordLink): Promise<string> {
  requirePeople(viewer)
  const { name, role, accounts } = person
  const email = person.email.toLowerCase()
  const id = randomUUID()
  await inTransaction(async (client) => {
    await requireAccounts(client, person)
    const { rowCount } = await client.query(
      `insert into "user" (id, name, email, role, limited, accounts, updated_at)
       values ($1, $2, $3, $4, $5, $6, now()) on conflict (email) do nothing`,
      [id, name, email, role, accounts !== 'all', accounts === 'all' ? [] : accounts],
    )
    if (rowCount === 0) throw new InvalidInput(`${email} is there already: open them in the list of people.`)
    await writeLink(client, id, link)
    await appendAudit(client, viewer, {
      verb: 'user.invite',
      target: `user/${id}`,
      after: { name, email, role, accounts, linkUntil: link.expires.toISOString() },
    })
  })
  return id
}
