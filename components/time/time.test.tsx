import { describe, expect, test } from 'vitest'
import { html } from '#components/testing/render.tsx'
import { duration, relativeTime, utcDay, utcMoment, utcTime } from './format.ts'
import { Age, RelativeTime } from './relative-time.tsx'

const now = new Date('2026-11-22T14:06:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

describe('time', () => {
  test('is told in its largest unit, rounded down', () => {
    expect([41, 119, 3600 * 6 + 120, 86400 * 41 + 1].map((seconds) => relativeTime(ago(seconds), now))).toEqual([
      '41 s ago',
      '1 min ago',
      '6 h ago',
      '41 d ago',
    ])
  })

  test('ahead is told as ahead, and within ten seconds as now', () => {
    expect(relativeTime(ago(-86400 * 20), now)).toBe('in 20 d')
    expect([relativeTime(ago(9), now), relativeTime(ago(-9), now)]).toEqual(['just now', 'just now'])
  })

  test('a negative length, from clocks that disagree, is nothing', () => {
    expect(duration(-5000)).toBe('0 s')
  })

  test('relative times carry the exact UTC time for hover and for machines', () => {
    const markup = html(<RelativeTime at={new Date('2026-11-22T08:04:30Z')} now={now} />)
    expect(markup).toBe('<time dateTime="2026-11-22T08:04:30.000Z" title="2026-11-22 08:04 UTC">6 h ago</time>')
  })

  test('the text of the data layer is as good as a date', () => {
    expect(relativeTime('2026-11-22T08:04:30.000Z', now.toISOString())).toBe('6 h ago')
  })

  test('an age says since when', () => {
    expect(html(<Age since={ago(86400 * 41)} now={now} />)).toContain('title="since 2026-10-12 14:06 UTC">41 d<')
  })

  test('days and moments are UTC whatever the machine', () => {
    const late = new Date('2026-12-31T23:59:00Z')
    expect([utcTime(late), utcDay(late), utcMoment(late)]).toEqual([
      '2026-12-31 23:59 UTC',
      '31 Dec 2026',
      '31 Dec 23:59',
    ])
  })
})
