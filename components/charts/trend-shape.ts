import { passedBetween, utcDay } from '#components/time/format.ts'
import { roundStep } from './scale.ts'
import type { TrendPoint } from './trend-chart.tsx'

const sizes = {
  normal: { width: 552, height: 132, plot: { left: 32, right: 536, top: 8, bottom: 108, pad: 20 } },
  small: { width: 280, height: 64, plot: { left: 24, right: 276, top: 0, bottom: 46, pad: 22 } },
}

export type TrendSize = keyof typeof sizes

/** Where everything of a trend stands, in the coordinates of its view box. Pure, so that it can be tested. */
export function trendShape(points: TrendPoint[], size: TrendSize) {
  const { width, height, plot } = sizes[size]
  // Text at the right half runs to the left.
  const isLate = (x: number) => x > (plot.left + plot.right) / 2
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]))
  const { low, high, step } = scale(known)
  const first = points.at(0)?.at ?? new Date(0)
  const span = Math.max(1, passedBetween(first, points.at(-1)?.at ?? first))
  const x = (point: TrendPoint) => round(plot.left + (passedBetween(first, point.at) / span) * (plot.right - plot.left))
  const y = (value: number) =>
    round(plot.bottom - 6 - ((value - low) / (high - low)) * (plot.bottom - plot.top - plot.pad))
  const pitch = points.length > 1 ? (plot.right - plot.left) / (points.length - 1) : 0
  const gapWidth = Math.min(14, Math.max(4, pitch * 0.8))
  const lastKnown = points.findLast(({ value }) => value !== null)

  return {
    width,
    height,
    plot,
    gridLines: gridValues(low, high, step).map((value) => ({ value, y: y(value) })),
    segments: runs(points).map((run) => run.map((point) => `${x(point)},${y(point.value ?? low)}`).join(' ')),
    marks: points.flatMap((point) => (point.mark ? [{ x: x(point), text: point.mark, end: isLate(x(point)) }] : [])),
    gaps: points.flatMap((point) =>
      point.value === null
        ? [{ x: x(point) - gapWidth / 2, width: gapWidth, text: point.gap ?? 'no score', end: isLate(x(point)) }]
        : [],
    ),
    last: lastKnown && { x: x(lastKnown), y: y(lastKnown.value ?? low), value: lastKnown.value ?? low },
    labels: ends(points).map((point, index) => ({
      x: x(point),
      text: utcDay(point.at),
      anchor: index === 0 ? ('start' as const) : ('end' as const),
    })),
  }
}

/** Unbroken stretches of points that have a value. */
function runs(points: TrendPoint[]): TrendPoint[][] {
  const found: TrendPoint[][] = [[]]
  for (const point of points) {
    if (point.value === null) found.push([])
    else found.at(-1)?.push(point)
  }
  return found.filter((run) => run.length > 0)
}

/** Round bounds around all values and a round step, never finer than a third of ten: one point must not look like a cliff. */
function scale(values: number[]): { low: number; high: number; step: number } {
  if (values.length === 0) return { low: 0, high: 100, step: 50 }
  const least = Math.min(...values)
  const most = Math.max(...values)
  const step = roundStep(Math.max(most - least, 10) / 3)
  const low = Math.floor(least / step) * step
  const high = Math.ceil(most / step) * step
  if (high > low) return { low, high, step }
  return low > 0 ? { low: low - step, high, step } : { low, high: high + step, step }
}

function gridValues(low: number, high: number, step: number): number[] {
  return Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => low + index * step)
}

function ends(points: TrendPoint[]): TrendPoint[] {
  return points.length < 2 ? points : points.filter((_, index) => index === 0 || index === points.length - 1)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
