import { describe, expect, test } from 'vitest'
import { eventText, verdictOf } from './finding-words.ts'

describe('the verdict on a finding', () => {
  test('names a container with its task definition', () => {
    const subject = { type: 'container', id: 'x#app', name: 'payments-api / app' }
    expect(verdictOf({ message: 'app runs as root.', subject })).toBe('payments-api / app runs as root')
    expect(verdictOf({ message: 'apple is no name of it.', subject })).toBe('apple is no name of it')
  })

  test('of anything else is its sentence', () => {
    const subject = { type: 'ecs-service', id: 'x', name: 'web' }
    expect(verdictOf({ message: 'web has no circuit breaker.', subject })).toBe('web has no circuit breaker')
  })
})

test('a line of the history says what happened, by which scan and why', () => {
  const event = { at: '2026-11-22T08:00:00.000Z', scan: 4, reasons: [], evidence: [] }
  expect(eventText({ ...event, kind: 'opened' })).toBe('Opened by scan 4')
  expect(eventText({ ...event, kind: 'resolved', reason: 'deleted' })).toBe('Resolved by scan 4: the resource is gone')
})
