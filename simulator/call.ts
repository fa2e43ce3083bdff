import type { AccountEstate, RegionEstate } from './estate.ts'
import type { FaultKind } from './faults.ts'
import type { Service } from './service.ts'
import { AwsError } from './wire/protocol.ts'
import type { Session, World } from './world.ts'

/** One request, once it is known who asks for what and where. */
export interface Call {
  service: Service
  /** The IAM action, such as `ecs:DescribeServices`. */
  action: string
  account: AccountEstate
  region: string
  /** What exists in that account and region. Handlers that change it replace a collection, never an item in it. */
  estate: RegionEstate
  /** Absent for an access key of the account's own. */
  session?: Session
  world: World
  /** Where the caller reached the simulator, without a trailing slash. */
  origin: string
  /** A scripted fault that the handler's pages have to show. */
  fault?: FaultKind
  /** The same for requests that differ in their page alone. */
  fingerprint: string
}

/** An error in the service's own code for input that it does not accept. */
export function invalid({ service }: Call, message: string): AwsError {
  return new AwsError(service.invalidInput, message)
}

/** @throws AwsError when a batch is larger than the API takes */
export function assertBatch(call: Call, batch: readonly unknown[] | undefined, max: number, name: string): void {
  if (batch && batch.length > max) throw invalid(call, `${name} can have at most ${max} items.`)
}

/** The ARN of the identity that signed the call. */
export function callerArn({ account, session }: Call): string {
  return session?.arn ?? `arn:aws:iam::${account.id}:user/operator`
}
