/** Who asks. Every read takes one and answers only for the accounts it may see. */
export interface Viewer {
  userId: string
  role: Role
  /** AWS account ids, or all of them. An empty list sees nothing. */
  accounts: 'all' | readonly string[]
}

export const roles = ['viewer', 'auditor', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** What each role may do beyond reading. The single table: screens, actions and the data layer all ask `can`. */
const permissions = {
  scan: ['operator', 'admin'],
  'manage-accounts': ['operator', 'admin'],
  triage: ['auditor', 'operator', 'admin'],
  'request-exception': ['auditor', 'admin'],
  'approve-exception': ['auditor', 'admin'],
  attest: ['auditor', 'admin'],
  export: ['viewer', 'auditor', 'operator', 'admin'],
  'read-audit-log': ['auditor', 'admin'],
  administer: ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function can(viewer: Viewer, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(viewer.role)
}

/** The viewer may not do this, or may not see the account. The message is one sentence for people. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** Throws Forbidden unless the viewer's role allows it. */
export function requirePermission(viewer: Viewer, permission: Permission): void {
  if (can(viewer, permission)) return
  throw new Forbidden(`Your role, ${viewer.role}, may not do this: ask an administrator.`)
}

function sees(viewer: Viewer, account: string): boolean {
  return viewer.accounts === 'all' || viewer.accounts.includes(account)
}

/** Throws Forbidden unless the viewer may see the account. Says nothing about whether it exists. */
export function requireAccount(viewer: Viewer, account: string): void {
  if (!sees(viewer, account)) throw new Forbidden(`You may not see account ${account}: ask an administrator.`)
}

/**
 * The accounts a read may touch: what the viewer sees, narrowed to what was asked for. `undefined` means all, so that
 * a query need not list them.
 */
export function visibleAccounts(viewer: Viewer, asked?: readonly string[]): readonly string[] | undefined {
  if (viewer.accounts === 'all') return asked
  return asked ? asked.filter((account) => sees(viewer, account)) : viewer.accounts
}
