import { assertTimely, type Caller, identify, isAllowed, readScope, unknownToken } from './admit.ts'
import { type Call, callerArn } from './call.ts'
import type { LoggedCall } from './call-log.ts'
import { type FaultKind, faultError, type Strike } from './faults.ts'
import { type Loaded, loadService } from './load-service.ts'
import { resourcesOf } from './policy.ts'
import { iamActionOf } from './service.ts'
import type { Throttle } from './throttle.ts'
import { problemsOf } from './wire/conform.ts'
import { writeJsonError } from './wire/json.ts'
import type { Operation } from './wire/operation.ts'
import { AwsError, refusal, type WireRequest, type WireResponse } from './wire/protocol.ts'
import { assertComplete, InputError, isShape, type Shape } from './wire/shape.ts'
import { digits, type World } from './world.ts'

/** What makes the simulator behave worse than AWS on a good day. */
export interface Conditions {
  /** IAM actions that nobody may call, in lower case. */
  denied: ReadonlySet<string>
  throttle: Throttle
  strike: Strike
  /** Requests must be signed at the simulator's own time. */
  timed: boolean
  /** An output that its schema does not allow is an internal error. */
  strict: boolean
}

export interface Answer {
  response: WireResponse
  logged: LoggedCall
  /** What the connection still has to do to the response. */
  fault?: FaultKind
}

interface Asked {
  request: WireRequest
  loaded: Loaded
  region: string
  name: string
  action: string
  fault: FaultKind | undefined
}

/** Answers one AWS request. Every refusal is an answer in the service's own protocol. */
export async function answer(request: WireRequest, world: World, conditions: Conditions): Promise<Answer> {
  const time = world.clock().toISOString()
  const scope = readScope(request)
  const loaded = scope && (await loadService(scope.service))
  if (!scope || !loaded) return refuseUnknown(scope?.service, time)

  const { service, operations } = loaded
  const name = service.protocol.operationName(request, operations) ?? 'Unknown'
  const action = iamActionOf(service, name)
  const logged = { action, account: '', region: scope.region, time }
  const requestId = requestIdOf(request)
  const fault = conditions.strike(action)
  try {
    if (conditions.timed) assertTimely(request, service, world.clock())
    const caller = identify(request, service, world)
    logged.account = caller.account.id
    const { operation, output } = perform(
      { request, loaded, region: scope.region, name, action, fault },
      caller,
      world,
      conditions,
    )
    const problems = conditions.strict ? problemsOf(operation.output, output) : []
    if (problems.length > 0) throw new Error(`${action}: ${problems.join('; ')}`)
    const response = service.protocol.writeOutput(operation, output, requestId)
    return { response, logged: { ...logged, status: response.status }, fault }
  } catch (error) {
    const refused = toAwsError(error, loaded)
    const response = service.protocol.writeError(refused, requestId)
    return { response, logged: { ...logged, status: response.status, code: refused.code } }
  }
}

/** In the order in which AWS refuses: region, operation, rate, permission, input. */
function perform(
  asked: Asked,
  caller: Caller,
  world: World,
  { denied, throttle }: Conditions,
): { operation: Operation; output: object } {
  const { request, loaded, region, name, action, fault } = asked
  const { service, operations } = loaded
  const { refusals } = service.protocol
  const estate = caller.account.regions[region]
  if (!estate) throw unknownToken(service)
  const operation = operations.get(name)
  const handler = service.operations[name]
  if (!operation || !handler) throw refusal(refusals.unknownOperation, `The simulator does not answer ${action}.`)

  const input = readInput(asked, operation)
  const broken = fault && faultError(fault, refusals)
  if (broken) throw broken
  if (!throttle({ action, account: caller.account.id, region, input }))
    throw refusal(refusals.throttled, 'Rate exceeded')

  const fingerprint = fingerprintOf(action, caller, region, input)
  const call: Call = {
    service,
    action,
    ...caller,
    region,
    estate,
    world,
    fault,
    origin: originOf(request),
    fingerprint,
  }
  const resources = resourcesOf(action, region, caller.account.id, input)
  if (!isAllowed(action, resources, caller, denied)) {
    throw refusal(refusals.denied, `User: ${callerArn(call)} is not authorized to perform: ${action}`)
  }
  assertComplete(operation.input, input)
  // The schema that the input was read with is the one that the handler's input type was generated from.
  return { operation, output: handler(input as never, call) }
}

function readInput({ request, loaded }: Asked, operation: Operation): Shape {
  const input = loaded.service.protocol.readInput(request, operation)
  if (!isShape(input)) throw new InputError('The request has no input')
  return input
}

function toAwsError(error: unknown, { service }: Loaded): AwsError {
  if (error instanceof AwsError) return error
  if (error instanceof InputError) return new AwsError(service.invalidInput, error.message)
  return refusal(
    service.protocol.refusals.internal,
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
}

function refuseUnknown(service: string | undefined, time: string): Answer {
  const error = service
    ? new AwsError('UnknownOperationException', `The simulator has no service ${service}.`, 404)
    : new AwsError('MissingAuthenticationTokenException', 'The request is not signed.', 403)
  const response = writeJsonError(error, 'application/x-amz-json-1.1', digits(32, time))
  const action = `${service ?? 'unsigned'}:Unknown`
  return { response, logged: { action, account: '', region: '', status: response.status, time, code: error.code } }
}

const pageFields =
  /^(next_?token|marker|position|paginationToken|max(results|items|records|datapoints)|pageSize|resourcesPerPage|limit)$/i

/** A page token is good for the request it was given to, whatever page size that asks for next. */
function fingerprintOf(action: string, { account }: Caller, region: string, input: Shape): string {
  const asked = Object.entries(input).filter(([name]) => !pageFields.test(name))
  return digits(16, action, account.id, region, JSON.stringify(asked.sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** Follows from the request, so that the same request gets the same bytes. */
function requestIdOf({ method, path, query, headers, body }: WireRequest): string {
  const id = digits(32, method, path, query.toString(), String(headers['x-amz-target']), body)
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function originOf({ headers }: WireRequest): string {
  return `http://${headers.host}`
}
