import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import type { Caller } from './call.ts'
import type { AwsCredentials } from './clients.ts'
import { CollectError } from './collect-error.ts'
import type { Timing } from './timing.ts'

const EARLY_MS = 5 * 60_000
const PAUSE_MS = 60_000

/**
 * Credentials that are fetched again five minutes before they end, and once more when AWS calls them expired. However
 * short they live, they are not fetched more often than once a minute; a failed early fetch leaves the present ones in
 * use, and a failed late one is not tried again for that minute.
 */
export function keepFresh(fetch: () => Promise<AwsCredentials>, timing: Timing): Pick<Caller, 'credentials' | 'renew'> {
  let current: { credentials: AwsCredentials; fetchedAt: number } | undefined
  let failed: { error: unknown; at: number } | undefined
  let pending: Promise<AwsCredentials> | undefined

  async function refresh(): Promise<AwsCredentials> {
    const before = current?.credentials
    try {
      current = { credentials: await fetch(), fetchedAt: timing.now() }
    } catch (error) {
      if (!before?.expiration || before.expiration.getTime() <= timing.now()) {
        failed = { error, at: timing.now() }
        throw error
      }
      current = { credentials: before, fetchedAt: timing.now() }
    } finally {
      pending = undefined
    }
    return current.credentials
  }

  return {
    async credentials() {
      if (current && !isDue(current, timing.now())) return current.credentials
      if (failed && timing.now() - failed.at < PAUSE_MS) throw failed.error
      pending ??= refresh()
      return pending
    },
    renew(expired) {
      if (current?.credentials === expired) current = undefined
    },
  }
}

function isDue({ credentials, fetchedAt }: { credentials: AwsCredentials; fetchedAt: number }, now: number): boolean {
  if (!credentials.expiration) return false
  return now >= Math.max(credentials.expiration.getTime() - EARLY_MS, fetchedAt + PAUSE_MS)
}

/**
 * Credentials of the machine this runs on: environment, profile, single sign-on, container or instance role.
 * @throws CollectError when there are none
 */
export async function ownCredentials(): Promise<AwsCredentials> {
  try {
    return await fromNodeProviderChain()({ forceRefresh: true })
  } catch (error) {
    if (!(error instanceof Error) || !/Credentials|Token/.test(error.name)) throw error
    throw new CollectError(
      'no-credentials',
      'No AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run with an instance or task role.',
    )
  }
}
