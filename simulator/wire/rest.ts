import { readScalar } from './form.ts'
import { jsonRefusals, parseBody, writeJson, writeJsonError } from './json.ts'
import type { Operation, Operations } from './operation.ts'
import type { Protocol, Refusals, WireRequest } from './protocol.ts'
import { InputError, isShape, readJson, type Shape } from './shape.ts'

const type = 'application/json'

const refusals: Refusals = {
  ...jsonRefusals,
  denied: ['AccessDeniedException', 403],
  unknownToken: ['UnrecognizedClientException', 403],
  expiredToken: ['ExpiredTokenException', 403],
  throttled: ['ThrottlingException', 429],
  skewed: ['InvalidSignatureException', 403],
  unknownOperation: ['UnknownOperationException', 404],
}

/** REST-JSON: method and path choose the operation; members come from the path, the query string and the body. */
export const restJson: Protocol = {
  refusals,
  operationName: (request, operations) => matchRoute(request, operations)?.name,
  readInput: (request, operation) => (operation.input.isUnitSchema() ? {} : readInput(request, operation)),
  writeOutput: (operation, output, requestId) =>
    writeJson(operation, output, operation.http?.status ?? 200, type, requestId),
  writeError: (error, requestId) => writeJsonError(error, type, requestId),
}

function matchRoute(request: WireRequest, operations: Operations): Operation | undefined {
  return [...operations.values()].find(
    ({ http }) => http?.method === request.method && routePattern(http.path).test(request.path),
  )
}

/** `/tags/{ResourceArn}` as a pattern with one group per label; a label that ends in `+` spans slashes. */
function routePattern(template: string): RegExp {
  const [path = ''] = template.split('?')
  const pattern = path
    .replace(/[.$]/g, '\\$&')
    .replace(/\{(\w+)(\+?)\}/g, (_, name, greedy) => `(?<${name}>${greedy ? '.+' : '[^/]+'})`)
  return new RegExp(`^${pattern}/?$`)
}

function readInput(request: WireRequest, operation: Operation): Shape {
  const labels = routePattern(operation.http?.path ?? '').exec(request.path)?.groups ?? {}
  const body = parseBody(request)
  if (!isShape(body)) throw new InputError('The body must be an object')
  const bound: Shape = {}
  for (const [name, member] of operation.input.structIterator()) {
    const { httpLabel, httpQuery } = member.getMergedTraits()
    const label = labels[name]
    if (httpLabel && label !== undefined) bound[name] = readScalar(member, decodeURIComponent(label), name)
    if (typeof httpQuery === 'string' && request.query.has(httpQuery))
      bound[name] = readQuery(member, request.query.getAll(httpQuery), name)
  }
  const rest = readJson(operation.input, body)
  return { ...(isShape(rest) ? rest : {}), ...bound }
}

function readQuery(member: Operation['input'], values: string[], name: string): unknown {
  if (member.isListSchema()) return values.map((value) => readScalar(member.getValueSchema(), value, name))
  return readScalar(member, values[0] ?? '', name)
}
