import { pool } from '../client.ts'
import type { Role, Viewer } from '../viewer.ts'
import { requirePeople } from './reach.ts'

/** Who may come in, in what role, and to which accounts. */
export interface PersonRow {
  id: string
  name: string
  email: string
  role: Role
  accounts: Viewer['accounts']
  /** invited: has not chosen a password yet. disabled: cannot sign in. */
  state: 'invited' | 'active' | 'disabled'
  /** ISO 8601, as all times here. */
  createdAt: string
  lastSignIn?: string
  /** Until when the one-time link works that they were given last. */
  linkUntil?: string
}

interface Raw {
  id: string
  name: string
  email: string
  role: Role
  limited: boolean
  accounts: string[]
  state: PersonRow['state']
  created_at: Date
  last_sign_in_at: Date | null
  link_until: Date | null
}

/** Condition on `u`: has a password, and is not disabled. */
export const comesIn = `not coalesce(u.banned, false)
  and exists (select 1 from auth_account a where a.user_id = u.id and a.password is not null)`

/** By name. */
export async function listPeople(viewer: Viewer): Promise<PersonRow[]> {
  requirePeople(viewer)
  return readPeople('true', [])
}

/** Undefined when there is none. */
export async function findPerson(viewer: Viewer, id: string): Promise<PersonRow | undefined> {
  requirePeople(viewer)
  const [person] = await readPeople('u.id = $1', [id])
  return person
}

async function readPeople(where: string, values: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await pool().query<Raw>(
    `select u.id, u.name, u.email, u.role, u.limited, u.accounts, u.created_at, u.last_sign_in_at,
       case when coalesce(u.banned, false) then 'disabled' when ${comesIn} then 'active' else 'invited' end as state,
       (select expires_at from password_link l where l.user_id = u.id and l.expires_at > now()) as link_until
     from "user" u where ${where} order by lower(u.name), u.id`,
    [...values],
  )
  return rows.map(toRow)
}

function toRow({ limited, accounts, created_at, last_sign_in_at, link_until, ...person }: Raw): PersonRow {
  return {
    ...person,
    accounts: limited ? accounts : 'all',
    createdAt: created_at.toISOString(),
    ...(last_sign_in_at && { lastSignIn: last_sign_in_at.toISOString() }),
    ...(link_until && { linkUntil: link_until.toISOString() }),
  }
}
