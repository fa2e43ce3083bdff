import { CallError } from './failure.ts'

export type CollectErrorKind =
  | 'bad-role-arn'
  | 'bad-external-id'
  | 'bad-region'
  | 'no-credentials'
  | 'bad-credentials'
  | 'expired-credentials'
  | 'role-denied'
  | 'assumable-without-external-id'
  | 'denied'
  | 'region-disabled'
  | 'unreachable'
  | 'not-found'
  | 'failed'

/** Why an account cannot be read at all, in one sentence that says what to do. */
export class CollectError extends Error {
  readonly kind: CollectErrorKind
  readonly sentence: string

  constructor(kind: CollectErrorKind, sentence: string) {
    super(sentence)
    this.name = 'CollectError'
    this.kind = kind
    this.sentence = sentence
  }
}

/** Explains a failed call to STS, or to EC2 for the list of regions. Errors of other kinds pass through as they are. */
export function explain(error: unknown, { roleArn, endpoint }: { roleArn?: string; endpoint?: string }): unknown {
  if (!(error instanceof CallError)) return error
  const { action, region, failure } = error
  const { kind, code } = failure
  if (kind === 'denied' && action === 'sts:AssumeRole') {
    return new CollectError(
      'role-denied',
      `AWS refuses the role ${roleArn}: it does not exist, does not trust the identity this product runs as, or expects another external id.`,
    )
  }
  if (kind === 'denied') {
    return new CollectError(
      'denied',
      `AWS denies ${action}: attach the policy that "tidewaiter policy" prints to the role.`,
    )
  }
  if (code === 'RegionDisabledException') {
    return new CollectError('region-disabled', `The account has switched off STS in ${region}: choose another region.`)
  }
  if (kind === 'bad-token' || /^(SignatureDoesNotMatch|IncompleteSignature|InvalidSignature)/.test(code)) {
    return new CollectError(
      'bad-credentials',
      `AWS does not accept the credentials in ${region} (${code}): check the access key, and that the account has enabled the region.`,
    )
  }
  if (kind === 'expired') {
    return new CollectError('expired-credentials', 'The AWS credentials have expired: sign in again or renew them.')
  }
  if (kind === 'no-answer') {
    const custom = endpoint ?? process.env.AWS_ENDPOINT_URL
    const where = custom && URL.canParse(custom) ? new URL(custom).origin : `the endpoints of ${region}`
    return new CollectError(
      'unreachable',
      `AWS cannot be reached at ${where} (${code}): check the network and the endpoint.`,
    )
  }
  return new CollectError('failed', `AWS answered ${action} with ${code}: try again later.`)
}
