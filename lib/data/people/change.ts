import type { PoolClient } from 'pg'
import { appendAudit } from '../audit.ts'
import { InvalidInput } from '../invalid.ts'
import { inTransaction } from '../transaction.ts'
import type { Role, Viewer } from '../viewer.ts'
import { comesIn, findPerson, type PersonRow } from './list.ts'
import { requirePeople } from './reach.ts'

/** What somebody may do, and where. */
export interface Access {
  role: Role
  accounts: Viewer['accounts']
}

/**
 * Holds from their next click on. Throws Forbidden, or InvalidInput when no administrator were left or an account is not
 * there.
 */
export async function changeAccess(viewer: Viewer, id: string, access: Access): Promise<void> {
  await requirePerson(viewer, id)
  await inTransaction(async (client) => {
    await requireAccounts(client, access)
    await lockAdministrators(client)
    const before = await replaceAccess(client, id, access)
    await requireAdministrator(client)
    await appendAudit(client, viewer, {
      verb: 'user.change',
      target: `user/${id}`,
      before,
      after: { role: access.role, accounts: access.accounts },
    })
  })
}

/** @returns what it was; of two who change it at once, the second is told what the first made of it */
async function replaceAccess(client: PoolClient, id: string, { role, accounts }: Access): Promise<Access | undefined> {
  const { rows } = await client.query<{ role: Role; limited: boolean; accounts: string[] }>(
    `with before as (select id, role, limited, accounts from "user" where id = $1 for update)
     update "user" u set role = $2, limited = $3, accounts = $4, updated_at = now()
     from before where u.id = before.id returning before.role, before.limited, before.accounts`,
    [id, role, accounts !== 'all', accounts === 'all' ? [] : accounts],
  )
  const [before] = rows
  return before && { role: before.role, accounts: before.limited ? before.accounts : 'all' }
}

/**
 * Whoever is disabled is out at once and cannot sign in; what they did stays under their name. Throws Forbidden, or
 * InvalidInput when they are the viewer or the last administrator.
 */
export async function setDisabled(viewer: Viewer, id: string, disabled: boolean): Promise<void> {
  await requirePerson(viewer, id)
  if (disabled && id === viewer.userId) {
    throw new InvalidInput('You cannot disable yourself: ask another administrator.')
  }
  await inTransaction(async (client) => {
    await lockAdministrators(client)
    await client.query('update "user" set banned = $2, updated_at = now() where id = $1', [id, disabled])
    if (disabled) {
      await client.query('delete from session where user_id = $1', [id])
      await client.query('delete from password_link where user_id = $1', [id])
    }
    await requireAdministrator(client)
    await appendAudit(client, viewer, { verb: disabled ? 'user.disable' : 'user.enable', target: `user/${id}` })
  })
}

export async function requirePerson(viewer: Viewer, id: string): Promise<PersonRow> {
  requirePeople(viewer)
  const person = await findPerson(viewer, id)
  if (!person) throw new InvalidInput('There is no such person: go back to the list of people.')
  return person
}

/** Throws InvalidInput when somebody is limited to nothing, or to an account that was not added. */
export async function requireAccounts(client: PoolClient, { accounts }: Access): Promise<void> {
  if (accounts === 'all') return
  if (accounts.length === 0) throw new InvalidInput('Tick at least one account, or let them see all.')
  const { rows } = await client.query<{ id: string }>('select id from aws_account where id = any($1)', [accounts])
  const missing = accounts.find((account) => rows.every(({ id }) => id !== account))
  if (missing) throw new InvalidInput(`Account ${missing} was not added: tick another.`)
}

/** Of two administrators who take each other's role at once, the second waits and sees what the first did. */
async function lockAdministrators(client: PoolClient): Promise<void> {
  await client.query(`select id from "user" where role = 'admin' order by id for update`)
}

async function requireAdministrator(client: PoolClient): Promise<void> {
  const { rowCount } = await client.query(
    `select 1 from "user" u where u.role = 'admin' and not u.limited and ${comesIn} limit 1`,
  )
  if (rowCount === 0) {
    throw new InvalidInput(
      'No administrator would be left who sees every account and can sign in: make somebody else one first.',
    )
  }
}
