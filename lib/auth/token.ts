import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 bits for a link that works once. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: its sha256, hexadecimal. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
