import pLimit from 'p-limit'
import { UnlistedAction } from './actions.ts'
import type { AwsCredentials, Clients } from './clients.ts'
import { CallError, type Failure, failureOf } from './failure.ts'
import type { Ledger } from './ledger.ts'
import type { Pace } from './pace.ts'
import { backoffMs, mayRetry, type RetryBudget } from './retry.ts'
import { type Meter, makeReady, send } from './send.ts'
import { type InputOf, iamActionOf, type OutputOf } from './services.ts'
import type { Timing } from './timing.ts'

/** Whose credentials a call is signed with. */
export interface Caller {
  /** Empty until AWS has said who the credentials belong to. */
  account: string
  endpoint?: string
  credentials(): Promise<AwsCredentials>
  /** AWS has answered a call that was signed with these. */
  accepted(credentials: AwsCredentials): void
  /** AWS takes these no longer: the next `credentials()` gets others, unless it has already. */
  renew(refused: AwsCredentials, why: { expired: boolean }): void
}

/** What every call of one scan shares. */
export interface Line {
  caller: Caller
  clients: Clients
  pace: Pace
  ledger: Ledger
  budget: RetryBudget
  timing: Timing
  signal?: AbortSignal
}

/** The one way to AWS: paced, retried, recorded. An account-wide service is asked through some region too. */
export type Call = <A extends string>(action: A, input: InputOf<A>, region: string) => Promise<OutputOf<A>>

interface Physical<Input> {
  action: string
  region: string
  input: Input
  credentials: AwsCredentials
  retry: boolean
}

/** Renewals one call may cause; fewer when nobody was ever answered with what came. */
const mostRenewals = 10
const mostInVain = 3

/** Calls of one scan that are under way at once: a prepared request that only waits for a connection costs memory. */
const mostUnderWay = 64

/**
 * Opens the line. A call
 * @throws CallError when it has failed for good, and the signal's reason when the scan was cancelled
 */
export function createCall(line: Line): Call {
  const { caller, clients, pace, ledger, budget, timing, signal } = line
  /** Credentials that AWS has accepted at least once. */
  const proven = new WeakSet<AwsCredentials>()
  /** Regions in which some call was answered: they are enabled. */
  const enabled = new Set<string>()
  const inTurn = pLimit(mostUnderWay)

  /** One physical call, recorded however it ends. */
  async function sendOnce<A extends string>(
    operation: A,
    { action, region, input, credentials, retry }: Physical<InputOf<A>>,
  ): Promise<{ output: OutputOf<A> } | { failure: Failure }> {
    const meter: Meter = { bytes: 0 }
    const sentAt = timing.now()
    const record = (end: 'answered' | 'throttled' | 'denied' | 'failed') =>
      ledger.record({ action, region, end, retry, bytes: meter.bytes, millis: timing.now() - sentAt })
    try {
      const connection = { region, credentials, endpoint: caller.endpoint }
      const output = await send(clients, connection, operation, input, { meter, signal })
      record('answered')
      budget.earn()
      proven.add(credentials)
      enabled.add(region)
      caller.accepted(credentials)
      return { output }
    } catch (error) {
      if (error instanceof UnlistedAction) throw error
      const failure = failureOf(error, meter.status)
      record(failure.kind === 'throttled' || failure.kind === 'denied' ? failure.kind : 'failed')
      signal?.throwIfAborted()
      return { failure }
    }
  }

  return async (operation, input, region) => {
    const action = iamActionOf(operation)
    const paced = { account: caller.account, region, action, input }
    let renewals = 0
    let inVain = 0
    await makeReady(action)
    for (let attempt = 1; ; attempt += 1) {
      const release = await pace.take(paced, signal)
      let credentials: AwsCredentials
      let failure: Failure
      try {
        signal?.throwIfAborted()
        credentials = await caller.credentials()
        const call = { action, region, input, credentials, retry: attempt > 1 }
        const end = await inTurn(() => sendOnce(operation, call))
        if ('output' in end) return end.output
        failure = end.failure
      } finally {
        release()
      }
      if (failure.kind === 'throttled') pace.throttled(paced)
      const isUnknown = failure.unknownToken === true && enabled.has(region) && renewals === 0
      if (failure.kind === 'expired' || isUnknown) {
        renewals += 1
        if (!proven.has(credentials)) inVain += 1
        if (renewals > mostRenewals || inVain > mostInVain) throw new CallError(action, region, failure)
        caller.renew(credentials, { expired: failure.kind === 'expired' })
        continue
      }
      if (!mayRetry(failure, attempt) || !budget.spend()) {
        const isRefusal = failure.kind === 'failed'
        throw new CallError(action, region, failure, isRefusal ? () => ledger.recount({ action, region }) : undefined)
      }
      await timing.sleep(backoffMs(failure, attempt, timing.random), signal)
    }
  }
}
