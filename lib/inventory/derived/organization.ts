import type { Look } from '../look.ts'

/**
 * Whether an account belongs to the organization of the scanned one. Undefined when it may: who its members are is not read,
 * so of those only the named ones (policy.organizationAccounts) and the managing account are known.
 */
export function inOrganization(look: Look<'organization'>, account: string): boolean | undefined {
  const { organizationAccounts } = look.policy
  if (account === look.account || organizationAccounts.includes(account)) return true
  const [organization] = look.all('organization')
  if (!organization) return false
  if (account === organization.MasterAccountId) return true
  return organizationAccounts.length > 0 || !/^\d{12}$/.test(account) ? false : undefined
}
