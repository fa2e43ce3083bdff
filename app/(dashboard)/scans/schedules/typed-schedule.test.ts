import { describe, expect, test } from 'vitest'
import { blankSchedule, readTypedSchedule, type TypedSchedule, typedFrom } from './typed-schedule.ts'

const typed = (change: Partial<TypedSchedule>): TypedSchedule => ({ ...blankSchedule, name: 'Nightly', ...change })

describe('the form of a schedule', () => {
  test.each<[string, Partial<TypedSchedule>, string]>([
    ['every day', { repeat: 'daily', time: '02:00' }, '0 2 * * *'],
    ['weekdays', { repeat: 'weekdays', time: '23:05' }, '5 23 * * 1-5'],
    ['every Sunday', { repeat: 'weekly', time: '6:30', weekday: '0' }, '30 6 * * 0'],
    ['every month', { repeat: 'monthly', time: '00:00', day: '28' }, '0 0 28 * *'],
    ['as cron says', { repeat: 'cron', cron: '0 */6 * * *' }, '0 */6 * * *'],
  ])('%s: what it makes, it shows again', (_, change, cron) => {
    const input = readTypedSchedule(typed(change))
    expect(input.cron).toBe(cron)
    expect(readTypedSchedule(typedFrom(input))).toEqual(input)
  })

  test.each(['0 2 31 * *', '0 2 1 * 1', '0 2 * 6 *', '0 2 * * 7', '0,30 2 * * *'])(
    'cron %s is kept as it is, for no choice makes it',
    (cron) =>
      expect(typedFrom(readTypedSchedule(typed({ repeat: 'cron', cron })))).toMatchObject({ repeat: 'cron', cron }),
  )

  test.each([
    ['all', { kind: 'all' }],
    ['environment:staging', { kind: 'environment', environment: 'staging' }],
    ['accounts', { kind: 'accounts', accounts: ['111111111111', '222222222222'] }],
  ])('target %s', (target, expected) => {
    const input = readTypedSchedule(typed({ target, accounts: '111111111111,222222222222' }))
    expect(input.target).toEqual(expected)
    expect(readTypedSchedule(typedFrom(input)).target).toEqual(expected)
  })

  test.each(['25:00', '2am', '', '12:60'])('the time "%s" is refused in one sentence', (time) => {
    expect(() => readTypedSchedule(typed({ time }))).toThrow('Write the time with 24 hours, such as 02:00.')
  })
})
