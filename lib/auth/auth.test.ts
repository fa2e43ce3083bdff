import { beforeEach, describe, expect, test } from 'vitest'
import { pool } from '#lib/data/client.ts'
import { setDisabled } from '#lib/data/people/change.ts'
import { findPerson } from '#lib/data/people/list.ts'
import { setupTestDatabase } from '#lib/data/testing/database.ts'
import { auth } from './auth.ts'
import { AuthError } from './errors.ts'
import { invite, linkDays, personInvited, redeemPasswordLink, renewLink } from './password-link.ts'
import { signedIn } from './session.ts'
import { ABSOLUTE_SECONDS, IDLE_SECONDS } from './session-limits.ts'
import { createSetupLink, isOpen, redeemSetupLink } from './setup-link.ts'
import { signIn, signOut } from './sign-in.ts'

setupTestDatabase()

const person = { name: 'Ada', email: 'ada@example.com', password: 'a long enough sentence' }
const base = 'http://localhost:3000'
let address = 1

/** Headers of a browser at an address of its own, so that one test's attempts do not count for the next. */
const browser = (cookies: readonly string[] = []) =>
  new Headers({
    host: 'localhost:3000',
    'x-forwarded-for': `192.0.2.${address}`,
    ...(cookies.length > 0 && { cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }),
  })

const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? ''

async function makeAdministrator(): Promise<void> {
  await redeemSetupLink(tokenOf(await createSetupLink(base)), person)
}

beforeEach(async () => {
  address += 1
  await pool().query('delete from "user"')
})

describe('the one-time administrator link', () => {
  test('makes an administrator who can sign in', async () => {
    await makeAdministrator()
    const user = await signedIn(browser(await signIn(person, browser())))
    expect(user).toMatchObject({ name: 'Ada', viewer: { role: 'admin', accounts: 'all' } })
  })

  test('works once', async () => {
    const token = tokenOf(await createSetupLink(base))
    await redeemSetupLink(token, person)
    await expect(redeemSetupLink(token, { ...person, email: 'eve@example.com' })).rejects.toThrow(AuthError)
    expect(await isOpen(token)).toBe(false)
  })

  test('used by two at the same moment makes one administrator', async () => {
    const token = tokenOf(await createSetupLink(base))
    const both = await Promise.allSettled([
      redeemSetupLink(token, person),
      redeemSetupLink(token, { ...person, email: 'eve@example.com' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('works for 30 minutes', async () => {
    const made = new Date()
    const token = tokenOf(await createSetupLink(base, made))
    expect(await isOpen(token, new Date(made.getTime() + 29 * 60_000))).toBe(true)
    await expect(redeemSetupLink(token, person, new Date(made.getTime() + 31 * 60_000))).rejects.toThrow(AuthError)
  })

  test('is void once a newer one is made', async () => {
    const token = tokenOf(await createSetupLink(base))
    await createSetupLink(base)
    expect(await isOpen(token)).toBe(false)
  })

  test('is kept as a hash only', async () => {
    const token = tokenOf(await createSetupLink(base))
    const { rows } = await pool().query('select * from installation')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('gives someone who is there a new password and ends their sessions', async () => {
    await makeAdministrator()
    const old = browser(await signIn(person, browser()))
    await redeemSetupLink(tokenOf(await createSetupLink(base)), { ...person, password: 'another long sentence' })
    expect(await signedIn(old)).toBeUndefined()
    await expect(signIn(person, browser())).rejects.toThrow(AuthError)
    expect(await signIn({ ...person, password: 'another long sentence' }, browser())).not.toEqual([])
  })
})

describe('an invitation', () => {
  const grace = { name: 'Grace', email: 'Grace@example.com', role: 'auditor', accounts: 'all' } as const
  const password = 'a sentence of her own'
  const administrator = async () => {
    await makeAdministrator()
    const user = await signedIn(browser(await signIn(person, browser())))
    if (!user) throw new Error('The administrator is not signed in.')
    return user.viewer
  }

  test('lets somebody in with the password that they choose, in the role they were given', async () => {
    const { link } = await invite(await administrator(), grace, base)
    expect(link).toMatch(/^http:\/\/localhost:3000\/join\?token=[\w-]{43}$/)
    expect(await personInvited(tokenOf(link))).toEqual({ name: 'Grace', email: 'grace@example.com' })
    const email = await redeemPasswordLink(tokenOf(link), password)
    const user = await signedIn(browser(await signIn({ email, password }, browser())))
    expect(user).toMatchObject({ name: 'Grace', viewer: { role: 'auditor', accounts: 'all' } })
  })

  test('works once, of two who come at the same moment for one', async () => {
    const { link } = await invite(await administrator(), grace, base)
    const both = await Promise.allSettled([0, 1].map(() => redeemPasswordLink(tokenOf(link), password)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await personInvited(tokenOf(link))).toBeUndefined()
  })

  test('works for three days, until a newer one is made', async () => {
    const made = new Date()
    const later = (hours: number) => new Date(made.getTime() + (linkDays * 24 + hours) * 3_600_000)
    const viewer = await administrator()
    const { id, link } = await invite(viewer, grace, base, made)
    expect(await personInvited(tokenOf(link), later(-1))).toBeDefined()
    await expect(redeemPasswordLink(tokenOf(link), password, later(1))).rejects.toThrow('older than 3 days')
    await renewLink(viewer, id, base)
    expect(await personInvited(tokenOf(link))).toBeUndefined()
  })

  test('and a new password stand in the audit log without the token, which is kept as a hash only', async () => {
    const { link } = await invite(await administrator(), grace, base)
    const { rows } = await pool().query('select * from password_link')
    await redeemPasswordLink(tokenOf(link), password)
    const log = await pool().query('select verb, name, after from audit_log order by id desc limit 2')
    expect(log.rows).toMatchObject([
      { verb: 'user.set-password', name: 'Grace' },
      { verb: 'user.invite', name: 'Ada', after: { email: 'grace@example.com', role: 'auditor', accounts: 'all' } },
    ])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify([rows, log.rows])).not.toContain(tokenOf(link))
  })

  test('of somebody who comes in with the link of an administrator instead is void', async () => {
    const { link } = await invite(await administrator(), grace, base)
    await redeemSetupLink(tokenOf(await createSetupLink(base)), { ...grace, password })
    expect(await personInvited(tokenOf(link))).toBeUndefined()
    const user = await signedIn(browser(await signIn({ email: grace.email, password }, browser())))
    expect(user?.viewer.role).toBe('admin')
  })

  test('a new link ends the sessions of before and the old password', async () => {
    const viewer = await administrator()
    const { id, link } = await invite(viewer, grace, base)
    const email = await redeemPasswordLink(tokenOf(link), password)
    const old = browser(await signIn({ email, password }, browser()))
    await redeemPasswordLink(tokenOf((await renewLink(viewer, id, base)).link), 'another sentence of hers')
    expect(await signedIn(old)).toBeUndefined()
    await expect(signIn({ email, password }, browser())).rejects.toThrow('No account')
  })

  test('somebody who was disabled is out at once, is told so, and comes back when enabled', async () => {
    const viewer = await administrator()
    const { id, link } = await invite(viewer, grace, base)
    const email = await redeemPasswordLink(tokenOf(link), password)
    const session = browser(await signIn({ email, password }, browser()))
    const renewed = await renewLink(viewer, id, base)
    await setDisabled(viewer, id, true)
    expect(await signedIn(session)).toBeUndefined()
    await expect(signIn({ email, password }, browser())).rejects.toThrow('You were disabled here')
    await expect(signIn({ email, password: 'not this one at all' }, browser())).rejects.toThrow('No account')
    await expect(redeemPasswordLink(tokenOf(renewed.link), password)).rejects.toThrow(AuthError)
    await setDisabled(viewer, id, false)
    expect(await signIn({ email, password }, browser())).not.toEqual([])
  })
})

describe('signing in', () => {
  test('with a wrong password and with an unknown address say the same', async () => {
    await makeAdministrator()
    const wrong = await signIn({ ...person, password: 'not this one at all' }, browser()).catch(String)
    const unknown = await signIn({ ...person, email: 'eve@example.com' }, browser()).catch(String)
    expect(wrong).toContain('No account has this e-mail address and password')
    expect(unknown).toBe(wrong)
  })

  test('is refused after five attempts a minute from one address, even with the right password', async () => {
    await makeAdministrator()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(signIn({ ...person, password: 'not this one at all' }, browser())).rejects.toThrow('No account')
    }
    await expect(signIn(person, browser())).rejects.toThrow('Too many attempts')
    address += 1
    expect(await signIn(person, browser())).not.toEqual([])
  })

  test('and becoming an administrator stand in the audit log', async () => {
    await makeAdministrator()
    await signIn(person, browser())
    const { rows } = await pool().query('select verb, name from audit_log order by id desc limit 2')
    expect(rows).toEqual([
      { verb: 'user.sign-in', name: 'Ada' },
      { verb: 'user.make-administrator', name: 'Ada' },
    ])
  })

  test('is noted on whoever came in', async () => {
    await makeAdministrator()
    const user = await signedIn(browser(await signIn(person, browser())))
    if (!user) throw new Error('The administrator is not signed in.')
    const { lastSignIn } = (await findPerson(user.viewer, user.viewer.userId)) ?? {}
    expect(Date.now() - Date.parse(lastSignIn ?? '')).toBeLessThan(60_000)
  })

  test('nobody can sign up', async () => {
    const service = await auth()
    await expect(service.api.signUpEmail({ body: person })).rejects.toThrow()
  })

  test('keeps passwords as hashes and cookies away from scripts', async () => {
    await makeAdministrator()
    const cookies = await signIn(person, browser())
    expect(cookies.find((cookie) => cookie.includes('session_token'))).toMatch(/HttpOnly/i)
    const { rows } = await pool().query('select password from auth_account')
    expect(JSON.stringify(rows)).not.toContain(person.password)
  })
})

describe('a session', () => {
  test('is gone after signing out', async () => {
    await makeAdministrator()
    const headers = browser(await signIn(person, browser()))
    await signOut(headers)
    expect(await signedIn(headers)).toBeUndefined()
  })

  test('ends when idle and when a day old, and lives on when used', async () => {
    await makeAdministrator()
    const headers = browser(await signIn(person, browser()))
    const start = Date.now()
    const later = (seconds: number) => signedIn(headers, new Date(start + seconds * 1000))
    expect(await later(IDLE_SECONDS - 10)).toBeDefined()
    expect(await later(IDLE_SECONDS * 2 - 30)).toBeDefined()
    expect(await later(IDLE_SECONDS * 4)).toBeUndefined()
    await pool().query('update session set updated_at = $1', [new Date(start + ABSOLUTE_SECONDS * 1000)])
    expect(await later(ABSOLUTE_SECONDS + 60)).toBeUndefined()
  })

  test('of a forged cookie is nobody', async () => {
    expect(await signedIn(browser(['tidewaiter.session_token=abc.def']))).toBeUndefined()
  })

  test('of someone who was shut out is nobody', async () => {
    await makeAdministrator()
    const headers = browser(await signIn(person, browser()))
    await pool().query('update "user" set banned = true')
    expect(await signedIn(headers)).toBeUndefined()
  })

  test('carries the accounts somebody is limited to', async () => {
    await makeAdministrator()
    await pool().query(`update "user" set role = 'viewer', limited = true, accounts = '{111122223333}'`)
    const user = await signedIn(browser(await signIn(person, browser())))
    expect(user?.viewer).toMatchObject({ role: 'viewer', accounts: ['111122223333'] })
  })
})
