import type { PoolClient } from 'pg'
import { appendAudit } from '../audit.ts'
import { pool } from '../client.ts'
import { InvalidInput } from '../invalid.ts'
import { inTransaction } from '../transaction.ts'
import type { Viewer } from '../viewer.ts'
import { requirePerson } from './change.ts'

/** A one-time link with which somebody chooses a password; only the hash of its token is kept. */
export interface PasswordLink {
  /** sha256 of the token, hexadecimal. */
  hash: string
  expires: Date
}

/** Somebody's new link; the one before is void. Throws Forbidden, or InvalidInput when they are disabled. */
export async function savePasswordLink(viewer: Viewer, id: string, link: PasswordLink): Promise<void> {
  const { name, state } = await requirePerson(viewer, id)
  if (state === 'disabled') throw new InvalidInput(`${name} is disabled: enable them first.`)
  await inTransaction(async (client) => {
    await writeLink(client, id, link)
    await appendAudit(client, viewer, {
      verb: 'user.password-link',
      target: `user/${id}`,
      after: { linkUntil: link.expires.toISOString() },
    })
  })
}

export async function writeLink(client: PoolClient, id: string, { hash, expires }: PasswordLink): Promise<void> {
  await client.query(
    `insert into password_link (user_id, token_hash, expires_at) values ($1, $2, $3)
     on conflict (user_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [id, hash, expires],
  )
}

/** Somebody's link is void: they came in another way. */
export async function dropPasswordLink(id: string): Promise<void> {
  await pool().query('delete from password_link where user_id = $1', [id])
}

/** Whose link it is; undefined when it has been used or is too old. */
export async function personOfLink(hash: string, now: Date): Promise<{ name: string; email: string } | undefined> {
  const { rows } = await pool().query<{ name: string; email: string }>(
    `select u.name, u.email from password_link l join "user" u on u.id = l.user_id
     where l.token_hash = $1 and l.expires_at > $2`,
    [hash, now],
  )
  return rows[0]
}

/** Uses the link up; of two who come with it at once, one is told whose it was. */
export async function takePasswordLink(hash: string, now: Date): Promise<{ id: string; email: string } | undefined> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string; email: string }>(
      `delete from password_link l using "user" u
       where l.token_hash = $1 and l.expires_at > $2 and u.id = l.user_id and not coalesce(u.banned, false)
       returning u.id, u.email`,
      [hash, now],
    )
    const [person] = rows
    if (!person) return undefined
    const viewer = { userId: person.id, role: 'viewer', accounts: [] } as const
    await appendAudit(client, viewer, { verb: 'user.set-password', target: `user/${person.id}` })
    return person
  })
}
