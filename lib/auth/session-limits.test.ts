import { describe, expect, test } from 'vitest'
import { ABSOLUTE_SECONDS, hasEnded, IDLE_SECONDS, needsTouch, TOUCH_SECONDS } from './session-limits.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

describe('a session', () => {
  test('ends after an hour without use', () => {
    expect(hasEnded({ createdAt: ago(IDLE_SECONDS * 2), updatedAt: ago(IDLE_SECONDS) }, now)).toBe(false)
    expect(hasEnded({ createdAt: ago(IDLE_SECONDS * 2), updatedAt: ago(IDLE_SECONDS + 1) }, now)).toBe(true)
  })

  test('ends after a day however much it is used', () => {
    expect(hasEnded({ createdAt: ago(ABSOLUTE_SECONDS), updatedAt: now }, now)).toBe(false)
    expect(hasEnded({ createdAt: ago(ABSOLUTE_SECONDS + 1), updatedAt: now }, now)).toBe(true)
  })

  test('notes its use at most once a minute', () => {
    expect(needsTouch({ createdAt: now, updatedAt: ago(TOUCH_SECONDS) }, now)).toBe(false)
    expect(needsTouch({ createdAt: now, updatedAt: ago(TOUCH_SECONDS + 1) }, now)).toBe(true)
  })
})
