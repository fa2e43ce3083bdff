import type { Operation, Operations } from './operation.ts'

export interface WireRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string
}

export interface WireResponse {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

/** An error answer: what a client sees of it is the code, the message and the HTTP status. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** An error code with its HTTP status. */
export type Refusal = readonly [code: string, status: number]

/** The codes that every service of a protocol shares. */
export interface Refusals {
  denied: Refusal
  /** The credentials belong to nobody, or the account has not enabled this region. */
  unknownToken: Refusal
  expiredToken: Refusal
  throttled: Refusal
  /** The request was signed more than five minutes before or after the service's own time. */
  skewed: Refusal
  unknownOperation: Refusal
  internal: Refusal
  unavailable: Refusal
}

export function refusal([code, status]: Refusal, message: string): AwsError {
  return new AwsError(code, message, status)
}

export interface Protocol {
  refusals: Refusals
  /** The name of the operation that the request asks for, also when the simulator does not know it. */
  operationName(request: WireRequest, operations: Operations): string | undefined
  /** @throws InputError when the request does not fit the operation's schema */
  readInput(request: WireRequest, operation: Operation): unknown
  writeOutput(operation: Operation, output: object, requestId: string): WireResponse
  writeError(error: AwsError, requestId: string): WireResponse
}
