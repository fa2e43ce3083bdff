import type { AccountEstate } from './estate.ts'
import { allows } from './policy.ts'
import type { Service } from './service.ts'
import { type AwsError, refusal, type WireRequest } from './wire/protocol.ts'
import type { Session, World } from './world.ts'

/** What the Authorization header's credential scope says. */
export interface Scope {
  region: string
  service: string
}

/** Where the request says it belongs, or undefined when it is not signed. */
export function readScope({ headers }: WireRequest): Scope | undefined {
  const [, region, service] =
    /Credential=[^/]+\/\d{8}\/([\w-]+)\/([\w-]+)\/aws4_request/.exec(String(headers.authorization)) ?? []
  return region && service ? { region, service } : undefined
}

export interface Caller {
  account: AccountEstate
  session?: Session
}

/**
 * Whose credentials these are, counting the call. Without a session token every access key is one of the first account's own.
 * @throws AwsError when the token is unknown or has expired
 */
export function identify({ headers }: WireRequest, service: Service, world: World): Caller {
  const token = headers['x-amz-security-token']
  const session = typeof token === 'string' ? world.sessions.get(token) : undefined
  const accountId = token === undefined ? world.accounts[0]?.id : session?.accountId
  const account = world.accounts.find(({ id }) => id === accountId)
  if (!account) throw unknownToken(service)
  if (session) session.calls += 1
  if (session && (session.expires <= world.clock() || session.calls > world.sessionCalls)) {
    throw refusal(service.protocol.refusals.expiredToken, 'The security token included in the request is expired')
  }
  return { account, session }
}

/** Five minutes, as Signature Version 4 demands of most services. */
const mostSkew = 300_000

/** @throws AwsError when the request was signed too long before or after the simulator's own time */
export function assertTimely({ headers }: WireRequest, { protocol }: Service, now: Date): void {
  const at = Date.parse(String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  if (Math.abs(at - now.getTime()) <= mostSkew) return
  throw refusal(protocol.refusals.skewed, `Signature not current: it is ${now.toISOString()}`)
}

/** AWS answers in a region that the account has not enabled as if the credentials did not exist. */
export function unknownToken({ protocol }: Service): AwsError {
  return refusal(protocol.refusals.unknownToken, 'The security token included in the request is invalid.')
}

/** Anyone may ask who he is; everything else a session policy or a scripted denial can refuse. */
export function isAllowed(
  action: string,
  resources: readonly string[],
  { session }: Caller,
  denied: ReadonlySet<string>,
): boolean {
  if (action === 'sts:GetCallerIdentity') return true
  if (denied.has(action.toLowerCase())) return false
  return !session?.policy || allows(session.policy, action, resources)
}
