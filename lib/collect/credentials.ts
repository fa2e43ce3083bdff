import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import type { Caller } from './call.ts'
import type { AwsCredentials } from './clients.ts'
import { CollectError } from './collect-error.ts'
import type { Timing } from './timing.ts'

const EARLY_MS = 5 * 60_000
const PAUSE_MS = 60_000

interface Lent {
  credentials: AwsCredentials
  fetchedAt: number
  /** Calls they were given to, and calls that AWS answered with them. */
  given: number
  answered: number
}

/**
 * Credentials that are fetched again five minutes before they end, and once more when AWS calls them expired. From then
 * on none are given to more calls than those lasted for, so that each renewal brings at least one call further.
 * However short they live, they are not fetched more often than once a minute for that; a failed early fetch leaves the
 * present ones in use, and a failed late one is not tried again for that minute.
 */
export function keepFresh(
  fetch: () => Promise<AwsCredentials>,
  timing: Timing,
): Pick<Caller, 'credentials' | 'accepted' | 'renew'> {
  let current: Lent | undefined
  let failed: { error: unknown; at: number } | undefined
  let pending: Promise<void> | undefined
  /** Calls that credentials last for. */
  let lasting = Number.POSITIVE_INFINITY

  const lend = (credentials: AwsCredentials) => {
    current = { credentials, fetchedAt: timing.now(), given: 0, answered: 0 }
  }

  async function refresh(): Promise<void> {
    const before = current?.credentials
    try {
      lend(await fetch())
    } catch (error) {
      if (!before?.expiration || before.expiration.getTime() <= timing.now()) {
        failed = { error, at: timing.now() }
        throw error
      }
      lend(before)
    } finally {
      pending = undefined
    }
  }

  return {
    async credentials() {
      for (;;) {
        if (current && current.given < lasting && !isDue(current, timing.now())) {
          current.given += 1
          return current.credentials
        }
        if (failed && timing.now() - failed.at < PAUSE_MS) throw failed.error
        pending ??= refresh()
        await pending
      }
    },
    accepted(credentials) {
      if (current?.credentials === credentials) current.answered += 1
    },
    renew(refused, { expired }) {
      if (current?.credentials !== refused) return
      // Learned once: sets that are refused all the same do not end by the number of their calls.
      if (expired && current.answered > 0 && lasting === Number.POSITIVE_INFINITY) lasting = current.answered
      current = undefined
    },
  }
}

function isDue({ credentials, fetchedAt }: Lent, now: number): boolean {
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
