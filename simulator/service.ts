import type { Call } from './call.ts'
import type { Sdk } from './wire/operation.ts'
import type { Protocol } from './wire/protocol.ts'

/** Answers one operation. Its input was read and completed from the operation's schema, so a handler may declare the SDK's input type. */
export type Handler = (input: never, call: Call) => object

/** One simulated AWS service: what the wire needs to know of it, and its operations. */
export interface Service {
  /** The service name in a request's credential scope. */
  signingName: string
  /** The prefix of its IAM actions, where that is another one. */
  iamPrefix?: string
  /** IAM actions of operations that have another name there, without the prefix. */
  iamActions?: Readonly<Record<string, string>>
  protocol: Protocol
  /** The SDK client whose schemas the service reads and writes with. It is loaded at the first call. */
  sdk: () => Promise<Sdk>
  /** The code for input that breaks the operation's schema or limits. */
  invalidInput: string
  /** The code for a page token that this request was not given. */
  invalidToken: string
  operations: Record<string, Handler>
}

/** The IAM action that permits an operation, such as `ecs:DescribeServices`. */
export function iamActionOf({ signingName, iamPrefix = signingName, iamActions = {} }: Service, name: string): string {
  return `${iamPrefix}:${iamActions[name] ?? name}`
}
