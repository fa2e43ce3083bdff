import { identify } from '#lib/collect/identify.ts'
import { type Preflight, preflight } from '#lib/collect/preflight.ts'
import { verifyRole } from '#lib/collect/verify-role.ts'
import { type AccountDetail, addAccount, findAccount, recordVerification } from '#lib/data/accounts.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import { requirePermission, type Viewer } from '#lib/data/viewer.ts'
import { sentenceFor } from './sentence.ts'

/** What verifying an account found; the same words stand on its page. */
export type Verification =
  | { ok: true; account: string; found: Preflight }
  | {
      ok: false
      /** One sentence that says what to do. */
      sentence: string
    }

/**
 * Tries an account as a scan would, and notes what it found. A role that can be assumed without its external id is
 * refused. A denied action is no reason to refuse: what it would have told stays unknown.
 * @throws Forbidden, or InvalidInput when there is no such account
 */
export async function verifyAccount(viewer: Viewer, id: string): Promise<Verification> {
  requirePermission(viewer, 'manage-accounts')
  const account = await findAccount(viewer, id)
  if (!account) throw new InvalidInput(`There is no account ${id}: add it first.`)
  const found = await tryAccount(account)
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

/**
 * Whom a role has to trust: the identity that this server runs as, or one sentence why it has none. Of an assumed role
 * the trust policy names the role itself.
 */
export async function findTrustedPrincipal(viewer: Viewer): Promise<{ arn: string } | { sentence: string }> {
  requirePermission(viewer, 'manage-accounts')
  try {
    const { arn } = await identify()
    return { arn: arn.replace(/:sts::(\d{12}):assumed-role\/([^/]+)\/.+$/, ':iam::$1:role/$2') }
  } catch (error) {
    const sentence = sentenceFor(error)
    if (sentence === undefined) throw error
    return { sentence }
  }
}

async function tryAccount(account: AccountDetail): Promise<Verification> {
  try {
    const role = account.kind === 'role' ? await proveRole(account) : await proveServer(account)
    return { ok: true, account: account.id, found: await preflight(role) }
  } catch (error) {
    const sentence = sentenceFor(error)
    if (sentence === undefined) throw error
    return { ok: false, sentence }
  }
}

async function proveRole({ roleArn, externalId }: AccountDetail) {
  if (!roleArn || !externalId) throw new Error('an account that is read with a role has no role')
  const verdict = await verifyRole({ roleArn, externalId })
  if (verdict.status === 'refused') throw new InvalidInput(verdict.sentence)
  return { roleArn, externalId }
}

async function proveServer({ id }: AccountDetail): Promise<undefined> {
  const { account } = await identify()
  if (account === id) return
  throw new InvalidInput(
    `The credentials of this server belong to account ${account}, not to ${id}: start it with those of ${id}.`,
  )
}
