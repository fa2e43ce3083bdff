import { expect, test } from 'vitest'
import { failureOf, gapReasonOf } from './failure.ts'

const service = (name: string) => Object.assign(new Error('quotes <hostile> text'), { name, $fault: 'client' })

test('every shape of a throttle is one', () => {
  const names = [
    'ThrottlingException',
    'Throttling',
    'RequestLimitExceeded',
    'TooManyRequestsException',
    'FailedResourceAccessException',
  ]
  for (const name of names) expect(failureOf(service(name), 400)).toEqual({ kind: 'throttled', code: name })
  expect(failureOf(service('SomethingElse'), 429).kind).toBe('throttled')
})

test('every shape of a denial is one', () => {
  for (const name of ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'AuthorizationError']) {
    expect(gapReasonOf(failureOf(service(name), 403))).toBe('denied')
  }
})

test('credentials that a region does not know mean that it is not enabled', () => {
  for (const name of ['UnrecognizedClientException', 'InvalidClientTokenId', 'AuthFailure', 'OptInRequired']) {
    expect(gapReasonOf(failureOf(service(name), 400))).toBe('region-disabled')
  }
})

test('an answer that cannot be read is malformed if it was a success, else a fault of the server', () => {
  expect(failureOf(new SyntaxError('Unexpected token'), 200).kind).toBe('malformed')
  expect(failureOf(new SyntaxError('Unexpected token'), 503)).toEqual({ kind: 'server-error', code: 'Http503' })
  expect(failureOf(new SyntaxError('Unexpected token'), 404)).toEqual({ kind: 'failed', code: 'Http404' })
})

test('without an answer the code is that of the transport', () => {
  const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  expect(failureOf(reset, undefined)).toEqual({ kind: 'no-answer', code: 'ECONNRESET' })
})

test('a code that is no code is not kept', () => {
  expect(failureOf(service('<img src=x onerror=alert(1)>'), 400).code).toBe('UnknownError')
  expect(failureOf('not even an error', undefined).code).toBe('UnknownError')
})
