import { describe, expect, test } from 'vitest'
import { cronWords, nextTimes, requireTiming } from './cron.ts'

const now = new Date('2026-03-28T12:00:00Z')
const iso = (cron: string, timeZone: string, after: string, count: number) =>
  nextTimes({ cron, timeZone }, new Date(after), count).map((time) => time.toISOString())

describe('the next times of a schedule', () => {
  test('are local: 02:30 in Berlin moves with the clocks, and a night without it still has its scan', () => {
    expect(iso('30 2 * * *', 'Europe/Berlin', '2026-03-27T12:00:00Z', 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ])
  })

  test('an hour that the clocks repeat falls due once', () => {
    expect(iso('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ])
  })

  test('a day that a month does not have is left out', () => {
    expect(iso('0 4 31 * *', 'UTC', '2026-03-31T12:00:00Z', 2)).toEqual([
      '2026-05-31T04:00:00.000Z',
      '2026-07-31T04:00:00.000Z',
    ])
  })
})

test.each([
  ['0 2 * * *', 'At 02:00'],
  ['0 2 * * 1-5', 'At 02:00, Monday through Friday'],
  ['30 14 1 * *', 'At 14:30, on day 1 of the month'],
  ['0 */6 * * *', 'On the hour, every 6 hours'],
])('%s in words is "%s"', (cron, words) => expect(cronWords(cron)).toBe(words))

describe('a schedule is refused in one sentence', () => {
  test.each([
    ['six fields', '0 0 2 * * *', /five fields/],
    ['a nickname', '@daily', /five fields/],
    ['an hour that no day has', '0 25 * * *', /five fields/],
    ['a day that never comes', '0 2 31 2 *', /five fields/],
    ['nothing', '', /five fields/],
    ['markup', '0 2 * * <b>', /five fields/],
    ['every minute', '* * * * *', /every 15 minutes at most/],
    ['twice in five minutes', '0,5 2 * * *', /every 15 minutes at most/],
  ])('%s', (_, cron, sentence) => {
    expect(() => requireTiming({ cron, timeZone: 'UTC' }, now)).toThrow(sentence)
  })

  test('an unknown time zone', () => {
    expect(() => requireTiming({ cron: '0 2 * * *', timeZone: 'Mars/Olympus' }, now)).toThrow(/time zone/)
  })
})

test('what is accepted is kept with single blanks', () => {
  expect(requireTiming({ cron: ' 0  2 * *   1-5 ', timeZone: 'Europe/Berlin' }, now)).toEqual({
    cron: '0 2 * * 1-5',
    timeZone: 'Europe/Berlin',
  })
})
