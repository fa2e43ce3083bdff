import { betterAuth } from 'better-auth'
import { createAccessControl } from 'better-auth/plugins/access'
import { admin } from 'better-auth/plugins/admin'
import { defaultStatements } from 'better-auth/plugins/admin/access'
import { authStore, recordSignIn } from '#lib/data/auth-store.ts'
import { readSecrets } from '#lib/data/installation.ts'
import { cookiePrefix } from './cookie.ts'
import { passwordLength } from './password.ts'
import { ABSOLUTE_SECONDS } from './session-limits.ts'

const signInAttempts = { window: 60, max: 5 }

let made: Promise<Auth> | undefined

export type Auth = Awaited<ReturnType<typeof makeAuth>>

/** The sign-in service of this process: e-mail and password, sessions in the database, no public sign-up. Needs the database. */
export function auth(): Promise<Auth> {
  made ??= makeAuth().catch((error) => {
    made = undefined
    throw error
  })
  return made
}

async function makeAuth() {
  const { authSecret } = await readSecrets()
  const url = process.env.TIDEWAITER_URL
  return betterAuth({
    appName: 'Tidewaiter',
    secret: authSecret,
    baseURL: url,
    database: authStore(),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: {
      additionalFields: {
        limited: { type: 'boolean', defaultValue: false, input: false },
        accounts: { type: 'string[]', defaultValue: [], input: false },
      },
    },
    account: { modelName: 'authAccount' },
    session: { expiresIn: ABSOLUTE_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    rateLimit: { enabled: true, storage: 'database', customRules: { '/sign-in/email': signInAttempts } },
    advanced: { cookiePrefix, useSecureCookies: url?.startsWith('https://') ?? false },
    trustedOrigins: url ? [new URL(url).origin] : [],
    // Every way in ends in a new session.
    databaseHooks: { session: { create: { after: ({ userId }) => recordSignIn(userId) } } },
    logger: { level: 'error' },
    telemetry: { enabled: false },
    plugins: [admin({ ac, roles, defaultRole: 'viewer', adminRoles: ['admin'] })],
  })
}

const ac = createAccessControl(defaultStatements)
const nothing = ac.newRole({ user: [], session: [] })

/** What better-auth itself allows each role: only administrators manage people. The rest is decided in lib/data. */
const roles = {
  viewer: nothing,
  auditor: nothing,
  operator: nothing,
  admin: ac.newRole({
    user: ['create', 'list', 'get', 'update', 'set-role', 'ban', 'set-password', 'delete'],
    session: ['list', 'revoke'],
  }),
}
