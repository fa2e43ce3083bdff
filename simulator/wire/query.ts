import { XmlShapeSerializer } from '@aws-sdk/core/protocols'
import { readForm } from './form.ts'
import type { Operation } from './operation.ts'
import type { AwsError, Protocol, Refusals, WireRequest, WireResponse } from './protocol.ts'

const isoTime = 5

const queryRefusals: Refusals = {
  denied: ['AccessDenied', 403],
  unknownToken: ['InvalidClientTokenId', 403],
  expiredToken: ['ExpiredToken', 403],
  throttled: ['Throttling', 400],
  skewed: ['SignatureDoesNotMatch', 403],
  unknownOperation: ['InvalidAction', 400],
  internal: ['InternalFailure', 500],
  unavailable: ['ServiceUnavailable', 503],
}

const ec2Refusals: Refusals = {
  denied: ['UnauthorizedOperation', 403],
  unknownToken: ['AuthFailure', 401],
  expiredToken: ['RequestExpired', 400],
  throttled: ['RequestLimitExceeded', 503],
  skewed: ['RequestExpired', 400],
  unknownOperation: ['InvalidAction', 400],
  internal: ['InternalError', 500],
  unavailable: ['Unavailable', 503],
}

/** AWS Query: form in, XML with the result one level down out. */
export const awsQuery: Protocol = {
  refusals: queryRefusals,
  operationName: (request) => formOf(request).get('Action') ?? undefined,
  readInput: (request, operation) => readForm(operation.input, formOf(request), { ec2: false }),
  writeOutput: (operation, output, requestId) =>
    xml(
      200,
      `<${operation.name}Response><${operation.name}Result>${membersXml(operation, output)}</${operation.name}Result>` +
        `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation.name}Response>`,
    ),
  writeError: (error, requestId) =>
    xml(
      error.status,
      `<ErrorResponse><Error><Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type>${errorXml(error)}</Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`,
    ),
}

/** EC2 Query: flattened form in, XML with the members at the top out. */
export const ec2Query: Protocol = {
  refusals: ec2Refusals,
  operationName: (request) => formOf(request).get('Action') ?? undefined,
  readInput: (request, operation) => readForm(operation.input, formOf(request), { ec2: true }),
  writeOutput: (operation, output, requestId) =>
    xml(
      200,
      `<${operation.name}Response><requestId>${requestId}</requestId>${membersXml(operation, output)}</${operation.name}Response>`,
    ),
  writeError: (error, requestId) =>
    xml(
      error.status,
      `<Response><Errors><Error>${errorXml(error)}</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
    ),
}

function formOf({ body }: WireRequest): URLSearchParams {
  return new URLSearchParams(body)
}

/** The SDK writes a structure as one element; its content alone goes into our envelope. */
function membersXml(operation: Operation, output: object): string {
  if (operation.output.isUnitSchema()) return ''
  const serializer = new XmlShapeSerializer({
    xmlNamespace: '',
    serviceNamespace: '',
    timestampFormat: { useTrait: true, default: isoTime },
    httpBindings: false,
  })
  serializer.write(operation.output, output)
  const element = String(serializer.flush())
  return element.endsWith('/>') ? '' : element.slice(element.indexOf('>') + 1, element.lastIndexOf('</'))
}

function errorXml({ code, message }: AwsError): string {
  return `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function xml(status: number, body: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  }
}
