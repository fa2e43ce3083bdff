import { XmlShapeSerializer } from '@aws-sdk/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Operation, Operations } from './operation.ts'
import type { AwsError, Protocol, Refusals, WireRequest, WireResponse } from './protocol.ts'
import type { Shape } from './shape.ts'

const isoTime = 5

const refusals: Refusals = {
  denied: ['AccessDenied', 403],
  unknownToken: ['InvalidAccessKeyId', 403],
  expiredToken: ['ExpiredToken', 400],
  skewed: ['RequestTimeTooSkewed', 403],
  throttled: ['SlowDown', 503],
  unknownOperation: ['MethodNotAllowed', 405],
  internal: ['InternalError', 500],
  unavailable: ['ServiceUnavailable', 503],
}

/**
 * REST-XML as far as reads of buckets go: the words of the query string choose the operation, the path is the bucket or an
 * operation's own, and the answer is the one member that is the operation's payload.
 */
export const restXml: Protocol = {
  refusals,
  operationName: (request, operations) => matchRoute(request, operations)?.name,
  readInput,
  writeOutput: (operation, output, requestId) => ({
    status: operation.http?.status ?? 200,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: payloadText(operation, output),
  }),
  writeError,
}

function matchRoute(request: WireRequest, operations: Operations): Operation | undefined {
  return [...operations.values()]
    .filter(({ http }) => {
      if (http?.method !== request.method) return false
      const { path, words } = routeOf(http.path)
      const samePath = path === '/' ? bucketOf(request) !== undefined : path === request.path
      return samePath && words.every((word) => request.query.has(word))
    })
    .sort((a, b) => routeOf(b.http?.path ?? '').words.length - routeOf(a.http?.path ?? '').words.length)[0]
}

function routeOf(template: string): { path: string; words: string[] } {
  const [path = '', query = ''] = template.split('?')
  return { path, words: [...new URLSearchParams(query).keys()] }
}

/** Reached by an address, S3 takes the bucket's name from the path. */
function bucketOf({ path }: WireRequest): string | undefined {
  return /^\/([a-z0-9.-]{3,63})\/?$/.exec(path)?.[1]
}

function readInput(request: WireRequest, operation: Operation): Shape {
  const input: Shape = {}
  for (const [name, member] of operation.input.structIterator()) {
    const { httpHeader } = member.getMergedTraits()
    const header = typeof httpHeader === 'string' ? request.headers[httpHeader.toLowerCase()] : undefined
    if (header !== undefined) input[name] = header
    if (name === 'Bucket') input[name] = bucketOf(request)
  }
  return input
}

function payloadText(operation: Operation, output: object): string {
  const members: [string, NormalizedSchema][] = [...operation.output.structIterator()]
  const [name, member] = members.find(([, schema]) => schema.getMergedTraits().httpPayload !== undefined) ?? []
  const value: unknown = name && Reflect.get(output, name)
  if (!member || value === undefined) return ''
  if (member.isStringSchema()) return String(value)
  const serializer = new XmlShapeSerializer({
    xmlNamespace: '',
    serviceNamespace: '',
    timestampFormat: { useTrait: true, default: isoTime },
    httpBindings: false,
  })
  serializer.write(member, value)
  return String(serializer.flush())
}

function writeError({ code, message, status }: AwsError, requestId: string): WireResponse {
  const text = message.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: `<Error><Code>${code}</Code><Message>${text}</Message><RequestId>${requestId}</RequestId></Error>`,
  }
}
