import { describe, expect, test } from 'vitest'
import { html, spoken } from '#components/testing/render.tsx'
import { CollectorTimeline } from './collector-timeline.tsx'
import { roundStep } from './scale.ts'
import { ServicePath } from './service-path.tsx'
import { TrendChart, type TrendPoint } from './trend-chart.tsx'
import { trendShape } from './trend-shape.ts'

const day = (date: number) => new Date(Date.UTC(2026, 10, date))
const points: TrendPoint[] = [
  { at: day(1), value: 81.2 },
  { at: day(2), value: 84.9, mark: 'check set 196 to 200' },
  { at: day(3), value: null, gap: 'coverage 71 %, no score' },
  { at: day(4), value: 86.9 },
]

describe('a trend', () => {
  test('breaks where there was no score instead of drawing through it', () => {
    expect(trendShape(points, 'normal').segments).toHaveLength(2)
  })

  test('marks a changed check set and low coverage in words', () => {
    const text = spoken(<TrendChart summary="Score over four scans" unit="Score" points={points} />)
    expect(text).toContain('check set 196 to 200')
    expect(text).toContain('coverage 71 %, no score')
  })

  test('has a sentence for its picture and its numbers as a table, rounded down', () => {
    const markup = html(<TrendChart summary="Score over four scans" unit="Score" points={points} />)
    expect(markup).toContain('role="img" aria-label="Score over four scans"')
    expect(markup).toContain('<th scope="row">4 Nov 2026</th><td class="num">86</td>')
    expect(markup).toContain('<th scope="row">3 Nov 2026</th><td class="num">none</td>')
  })

  test.each([
    ['no point', []],
    ['one point', [{ at: day(1), value: 100 }]],
    ['no known value', [{ at: day(1), value: null }]],
    ['one value throughout', [1, 2, 3].map((date) => ({ at: day(date), value: 0 }))],
    ['large counts', [1, 2].map((date) => ({ at: day(date), value: date * 5000 }))],
  ])('stays within its frame with %s', (_name, given) => {
    const { gridLines, plot, segments, last } = trendShape(given, 'normal')
    const ys = [...gridLines.map(({ y }) => y), ...(last ? [last.y] : [])]
    expect(ys.every((y) => y >= plot.top && y <= plot.bottom)).toBe(true)
    expect(gridLines.length).toBeGreaterThan(1)
    expect(gridLines.length).toBeLessThan(8)
    expect(segments.join(' ')).not.toMatch(/NaN|Infinity/)
  })

  test('one point of change does not fill the frame', () => {
    const { gridLines } = trendShape(
      [87, 88].map((value, index) => ({ at: day(index + 1), value })),
      'normal',
    )
    const values = gridLines.map(({ value }) => value)
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(5)
  })

  test('lines stand at round distances', () => {
    expect([0.3, 1, 3.4, 7, 12, 260].map(roundStep)).toEqual([0.5, 1, 5, 10, 20, 500])
  })
})

describe('the collectors of a scan', () => {
  const timeline = (
    <CollectorTimeline
      regions={['eu-west-1']}
      seconds={60}
      now={41}
      rows={[
        { collector: 'images', state: 'running', gaps: 0, calls: 81, lanes: [{ from: 9.4, to: 41, kind: 'run' }] },
        { collector: 'secrets', state: 'done', gaps: 1, calls: 16, lanes: [{ from: 4, to: 5, kind: 'gap' }] },
        { collector: 'detection', state: 'waiting', gaps: 0, calls: 0, lanes: [{ text: 'waiting' }] },
      ]}
    />
  )

  test('say when each worked, in words', () => {
    expect(html(timeline)).toContain('role="img" aria-label="working from second 9 to 41"')
  })

  test('that met a gap are not shown as simply done', () => {
    expect(spoken(timeline)).toContain('Done, 1 gap')
    expect(html(timeline)).toContain('class="st st-unknown"')
  })

  test('carry no style attribute', () => {
    expect(html(timeline)).not.toContain('style=')
  })
})

describe('a path', () => {
  test('is the same as a list, whole where the drawing has to cut', () => {
    const name = 'a-service-with-a-name-longer-than-a-box'
    const path = (
      <ServicePath
        title="Path"
        nodes={[
          { kind: 'Internet', name: '0.0.0.0/0', facts: [] },
          { kind: 'Service', name, facts: ['6 tasks'], verdict: { severity: 'critical', text: 'secret in env' } },
        ]}
      />
    )
    expect(html(path)).toContain('a-service-…than-a-box')
    expect(spoken(path)).toContain(`Service ${name}: 6 tasks; Critical: secret in env`)
  })
})
