import { JsonCodec2 } from '@aws-sdk/core/protocols'
import type { Operation } from './operation.ts'
import type { AwsError, Protocol, Refusals, WireRequest, WireResponse } from './protocol.ts'
import { InputError, readJson } from './shape.ts'

const epochSeconds = 7
const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: true })

export const jsonRefusals: Refusals = {
  denied: ['AccessDeniedException', 400],
  unknownToken: ['UnrecognizedClientException', 400],
  expiredToken: ['ExpiredTokenException', 400],
  throttled: ['ThrottlingException', 400],
  skewed: ['InvalidSignatureException', 400],
  unknownOperation: ['UnknownOperationException', 400],
  internal: ['InternalServerException', 500],
  unavailable: ['ServiceUnavailableException', 503],
}

/** AWS JSON 1.0 and 1.1: the operation stands in a header, everything else in the body. */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const type = `application/x-amz-json-${version}`
  return {
    refusals: jsonRefusals,
    operationName: ({ headers }) => String(headers['x-amz-target'] ?? '').split('.')[1],
    readInput: (request, operation) =>
      operation.input.isUnitSchema() ? {} : readJson(operation.input, parseBody(request)),
    writeOutput: (operation, output, requestId) => writeJson(operation, output, 200, type, requestId),
    writeError: (error, requestId) => writeJsonError(error, type, requestId),
  }
}

/** @throws InputError when the body is not JSON */
export function parseBody({ body }: WireRequest): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new InputError('The body is not JSON')
  }
}

export function writeJson(
  operation: Operation,
  output: object,
  status: number,
  type: string,
  requestId: string,
): WireResponse {
  const headers = { 'content-type': type, 'x-amzn-requestid': requestId }
  if (operation.output.isUnitSchema()) return { status, headers, body: '{}' }
  const serializer = codec.createSerializer()
  serializer.write(operation.output, output)
  // The SDK's own byte type warns when it is taken for a string, so the plain bytes under it are passed on.
  const { buffer, byteOffset, byteLength } = serializer.flush()
  return { status, headers, body: new Uint8Array(buffer, byteOffset, byteLength) }
}

/** The query-error header is what clients of a service that once spoke Query read; others ignore it. */
export function writeJsonError(error: AwsError, type: string, requestId: string): WireResponse {
  const fault = error.status < 500 ? 'Sender' : 'Receiver'
  return {
    status: error.status,
    headers: {
      'content-type': type,
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.code,
      'x-amzn-query-error': `${error.code};${fault}`,
    },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  }
}
