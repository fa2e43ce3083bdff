import { AwsError, type Refusals, refusal } from './wire/protocol.ts'

export const faultKinds = [
  'throttle',
  '429',
  '500',
  '503',
  'expired',
  'reset',
  'truncated',
  'malformed',
  'slow',
  'empty-page',
  'repeated-token',
  'duplicate-page',
  'vanish',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** Strikes the first `times` calls of each action it names, or of every action. */
export interface Fault {
  kind: FaultKind
  action?: string
  times: number
}

/** Reads `KIND[:ACTION[:N]]`, such as `500`, `reset:ecs:ListTasks` or `throttle:iam:GetAccountAuthorizationDetails:3`. */
export function parseFault(text: string): Fault | undefined {
  const {
    kind,
    action,
    times = '1',
  } = /^(?<kind>[\w-]+?)(?::(?<action>[\w-]+:\w+))?(?::(?<times>\d+))?$/.exec(text)?.groups ?? {}
  return isFaultKind(kind) ? { kind, action, times: Number(times) } : undefined
}

/** The fault that strikes this call, counting it. */
export type Strike = (action: string) => FaultKind | undefined

export function createStrike(faults: readonly Fault[]): Strike {
  const struck = new Map<string, number>()
  return (action) =>
    faults.find((fault, index) => {
      if (fault.action !== undefined && fault.action.toLowerCase() !== action.toLowerCase()) return false
      const key = `${index} ${action}`
      const count = struck.get(key) ?? 0
      if (count >= fault.times) return false
      struck.set(key, count + 1)
      return true
    })?.kind
}

function isFaultKind(text: string | undefined): text is FaultKind {
  return faultKinds.some((kind) => kind === text)
}

/** The error answer that a fault stands for, or undefined for a fault of pages or of the connection. */
export function faultError(kind: FaultKind, refusals: Refusals): AwsError | undefined {
  if (kind === 'throttle') return refusal(refusals.throttled, 'Rate exceeded')
  if (kind === '429') return new AwsError('TooManyRequestsException', 'Too many requests', 429)
  if (kind === '500') return refusal(refusals.internal, 'We encountered an internal error. Please try again.')
  if (kind === '503') return refusal(refusals.unavailable, 'The service is unavailable. Please try again shortly.')
  if (kind === 'expired') return refusal(refusals.expiredToken, 'The security token included in the request is expired')
  return undefined
}
