import { expect, test } from 'vitest'
import { localTime, targetWords, timesWords } from './schedule-words.ts'

test('a time is told in the time zone of its schedule', () => {
  expect(localTime('2026-11-23T01:00:00Z', 'Europe/Berlin')).toBe('Mon 23 Nov, 02:00')
  expect(localTime('2026-11-23T01:00:00Z', 'America/New_York')).toBe('Sun 22 Nov, 20:00')
})

test('what is scanned, and when, in words', () => {
  expect(targetWords({ kind: 'all' })).toBe('every account')
  expect(targetWords({ kind: 'environment', environment: 'staging' })).toBe('every staging account')
  expect(targetWords({ kind: 'accounts', accounts: ['1', '2'] })).toBe('2 accounts')
  expect(timesWords({ words: 'At 02:00', timeZone: 'America/New_York' })).toBe('At 02:00, America/New York')
})
