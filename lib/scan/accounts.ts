import { identify } from '#lib/collect/identify.ts'
import { verifyRole } from '#lib/collect/verify-role.ts'
import { type AccountDetail, addAccount, findAccount, recordVerification } from '#lib/data/accounts.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import { requirePermission, type Viewer } from '#lib/data/viewer.ts'
import { sentenceFor } from './sentence.ts'

/** What verifying an account found; the same words stand on its page. */
export type Verification =
  | { ok: true; account: string; regions: readonly string[] }
  | {
      ok: false
      /** One sentence that says what to do. */
      sentence: string
    }

/**
 * Tries an account as a scan would, and notes what it found. A role that can be assumed without its external id is
 * refused.
 * @throws Forbidden, or InvalidInput when there is no such account
 */
export async function verifyAccount(viewer: Viewer, id: string): Promise<Verification> {
  requirePermission(viewer, 'manage-accounts')
  const account = await findAccount(viewer, id)
  if (!account) throw new InvalidInput(`There is no account ${id}: add it first.`)
  const found = account.kind === 'role' ? await tryRole(account) : await tryServer(id)
  await recordVerification(viewer, id, found.ok ? undefined : found.sentence)
  return found
}

/**
 * Adds the account of the server's own credentials, to be scanned with them.
 * @throws CollectError when the server has no usable credentials; Forbidden; InvalidInput when the account is there already
 */
export async function addServerAccount(viewer: Viewer, alias: string): Promise<AccountDetail> {
  requirePermission(viewer, 'manage-accounts')
  const { account, partition } = await identify()
  return addAccount(viewer, { id: account, alias, partition, kind: 'server-credentials' })
}

async function tryRole({ roleArn, externalId }: AccountDetail): Promise<Verification> {
  if (!roleArn || !externalId) throw new Error('an account that is read with a role has no role')
  const verdict = await verifyRole({ roleArn, externalId })
  if (verdict.status === 'refused') return { ok: false, sentence: verdict.sentence }
  return { ok: true, account: verdict.identity.account, regions: verdict.regions }
}

async function tryServer(id: string): Promise<Verification> {
  try {
    const { account } = await identify()
    if (account === id) return { ok: true, account, regions: [] }
    return { ok: false, sentence: `The credentials of this server belong to account ${account}, not to ${id}.` }
  } catch (error) {
    const sentence = sentenceFor(error)
    if (sentence === undefined) throw error
    return { ok: false, sentence }
  }
}
