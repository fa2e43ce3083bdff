import { randomBytes } from 'node:crypto'
import { pool } from './client.ts'

export interface Secrets {
  /** Signs session cookies. */
  authSecret: string
  /** Key of the digests that stand for redacted values. */
  digestKey: string
}

/** The secrets of this installation, made on first use; of two processes that start at once, one makes them. */
export async function readSecrets(): Promise<Secrets> {
  const secret = () => randomBytes(32).toString('base64url')
  await pool().query(
    'insert into installation (id, auth_secret, digest_key) values (1, $1, $2) on conflict do nothing',
    [secret(), secret()],
  )
  const { rows } = await pool().query<{ auth_secret: string; digest_key: string }>(
    'select auth_secret, digest_key from installation where id = 1',
  )
  const [row] = rows
  if (!row) throw new Error('the installation row is missing')
  return { authSecret: row.auth_secret, digestKey: row.digest_key }
}

/**
 * Remembers the hash of a new one-time administrator link; the one before is void.
 * @param hash sha256 of the token, hexadecimal
 */
export async function saveSetupToken(hash: string, expires: Date): Promise<void> {
  await readSecrets()
  await pool().query('update installation set setup_token_hash = $1, setup_token_expires = $2 where id = 1', [
    hash,
    expires,
  ])
}

/** Whether the link may still be used. */
export async function isSetupToken(hash: string, now: Date): Promise<boolean> {
  const { rowCount } = await pool().query(
    'select 1 from installation where setup_token_hash = $1 and setup_token_expires > $2',
    [hash, now],
  )
  return rowCount === 1
}

/** Uses the link up. Of two who come with it at once, one gets true. */
export async function takeSetupToken(hash: string, now: Date): Promise<boolean> {
  const { rowCount } = await pool().query(
    `update installation set setup_token_hash = null, setup_token_expires = null
     where setup_token_hash = $1 and setup_token_expires > $2`,
    [hash, now],
  )
  return rowCount === 1
}
