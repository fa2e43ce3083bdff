import { describe, expect, test } from 'vitest'
import { eventText, triageText, verdictOf } from './finding-words.ts'

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

  const done = { at: event.at, reasons: [], evidence: [], actor: 'R. Daly' }
  expect(eventText({ ...done, kind: 'triage', triage: 'in_progress' })).toBe('R. Daly set it to in progress')
  expect(eventText({ ...done, kind: 'assigned', assignee: 'H. Novak' })).toBe('R. Daly gave it to H. Novak')
  expect(eventText({ ...done, kind: 'assigned' })).toBe('R. Daly took it from whoever had it')
  expect(eventText({ ...done, kind: 'excepted', exception: 31 })).toBe('Under exception E-31, by R. Daly')
  const ended = { ...event, kind: 'exception-ended', exception: 31 } as const
  expect(eventText({ ...ended, why: 'expired' })).toBe('Back from exception E-31: its day has come')
  expect(eventText({ ...done, kind: 'exception-ended', exception: 31, why: 'revoked' })).toBe(
    'Back from exception E-31: it was revoked by R. Daly',
  )
})

test('what nobody has taken up says nothing, the rest how far it is and who has it', () => {
  expect(triageText({ triage: 'new' })).toBe('')
  expect(triageText({ triage: 'in_progress', assignee: { id: 'd', name: 'R. Daly' } })).toBe('in progress, R. Daly')
})
