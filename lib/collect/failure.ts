import type { GapReason } from '#lib/inventory/inventory.ts'

/** A call to AWS that failed for good, after all retries. The service's message is dropped: it quotes hostile text. */
export class CallError extends Error {
  readonly action: string
  readonly region: string
  readonly failure: Failure
  #recount: (() => void) | undefined

  /** @param recount moves the call from the failed to the answered ones */
  constructor(action: string, region: string, failure: Failure, recount?: () => void) {
    super(`${action} in ${region}: ${failure.code}`)
    this.name = 'CallError'
    this.action = action
    this.region = region
    this.failure = failure
    this.#recount = recount
  }

  /** Tells the ledger, once, that this was an answer: only who asked knows what a code says about what was asked for. */
  countAsAnswer(): void {
    this.#recount?.()
    this.#recount = undefined
  }
}

/**
 * `failed`: AWS refused the request itself. `server-error`: AWS failed. `no-answer`: the network did. `bad-token`: the
 * credentials are unknown here, as in a region that is not enabled.
 */
export type FailureKind = Exclude<GapReason, 'region-disabled'> | 'bad-token' | 'no-answer' | 'server-error'

export interface Failure {
  kind: FailureKind
  /** Error code of AWS or of the transport; letters, digits and a few signs only. */
  code: string
  /** The clock is off by more than AWS tolerates; the SDK has measured by how much, so the next try may succeed. */
  skewed?: true
  /** AWS does not know the credentials: the region is not enabled, or they have expired longer ago. */
  unknownToken?: true
}

const kindsByCode: Readonly<Record<string, FailureKind>> = {
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  AuthorizationError: 'denied',
  AuthorizationErrorException: 'denied',
  NotAuthorized: 'denied',
  UnauthorizedAccess: 'denied',
  UnauthorizedOperation: 'denied',
  BandwidthLimitExceeded: 'throttled',
  EC2ThrottledException: 'throttled',
  // Application Auto Scaling calls CloudWatch for DescribeScalingPolicies and passes its throttle on under this name.
  FailedResourceAccessException: 'throttled',
  PriorRequestNotComplete: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  RequestThrottledException: 'throttled',
  SlowDown: 'throttled',
  Throttling: 'throttled',
  ThrottledException: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  TokenRefreshRequired: 'expired',
  // What EC2 calls both a request signed too long ago and credentials that have expired.
  RequestExpired: 'expired',
  InvalidAccessKeyId: 'bad-token',
  OptInRequired: 'bad-token',
  SubscriptionRequiredException: 'bad-token',
}
const unknownTokenCodes = ['AuthFailure', 'InvalidClientTokenId', 'UnrecognizedClientException']
const skewCodes = ['RequestInTheFuture', 'RequestTimeTooSkewed']
/** What else AWS may mean by these is told by the SDK: it says whether the clock was off. */
const signatureCodes = ['InvalidSignatureException', 'SignatureDoesNotMatch']

/**
 * What an attempt failed with. `status` is the HTTP status when an answer arrived; an answer that could not be read is
 * malformed if AWS called it a success.
 */
export function failureOf(error: unknown, status: number | undefined): Failure {
  const code = codeOf(error)
  const known = kindsByCode[code]
  if (unknownTokenCodes.includes(code)) return { kind: 'bad-token', code, unknownToken: true }
  if (known) return { kind: known, code }
  if (skewCodes.includes(code) || (signatureCodes.includes(code) && isClockCorrected(error)))
    return { kind: 'failed', code, skewed: true }
  if (status === undefined) return { kind: 'no-answer', code }
  if (status === 429) return { kind: 'throttled', code }
  if (status >= 500) return { kind: 'server-error', code: isServiceException(error) ? code : `Http${status}` }
  if (status < 300) return { kind: 'malformed', code: 'UnreadableAnswer' }
  return { kind: 'failed', code: isServiceException(error) ? code : `Http${status}` }
}

/** Credentials work in the region where they were issued; where AWS does not know them, the region is not enabled. */
export function gapReasonOf({ kind }: Failure): GapReason {
  if (kind === 'bad-token') return 'region-disabled'
  return kind === 'no-answer' || kind === 'server-error' ? 'failed' : kind
}

/** The code of a network error sits in `code`, that of a service exception in `name`. */
function codeOf(error: unknown): string {
  const { code, name } = isRecord(error) ? error : {}
  const text = typeof code === 'string' && !isServiceException(error) ? code : name
  return typeof text === 'string' && /^[\w.:-]{1,80}$/.test(text) ? text : 'UnknownError'
}

function isClockCorrected(error: unknown): boolean {
  return isRecord(error) && isRecord(error.$metadata) && error.$metadata.clockSkewCorrected === true
}

function isServiceException(error: unknown): boolean {
  return isRecord(error) && (error.$fault === 'client' || error.$fault === 'server')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
