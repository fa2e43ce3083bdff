import type { MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { MetricSeries } from '#lib/inventory/types/scaling.ts'
import { need } from '../../shape.ts'
import { FIVE_MINUTES, HOUR, type Wanted } from './wanted.ts'

/** Milliseconds and value. */
type Point = readonly [number, number]

/** @throws MalformedAnswer when a time has no value */
export function toSeries(wanted: Wanted, since: Date, parts: readonly MetricDataResult[]): MetricSeries {
  const { metric, subject, period } = wanted
  const fine = pointsOf(parts)
  const points = period === FIVE_MINUTES ? byHour(fine, wanted.stat) : fine
  return {
    seriesKey: `${metric}/${subject}`,
    metric,
    subject,
    period: Math.max(period, HOUR),
    start: since.toISOString(),
    timestamps: points.map(([time]) => new Date(time).toISOString()),
    values: points.map(([, value]) => value),
    finest: period === FIVE_MINUTES ? figuresOf(fine, wanted.masked ?? []) : undefined,
  }
}

/** One value per time, oldest first; a series may come in several pages. */
function pointsOf(parts: readonly MetricDataResult[]): Point[] {
  const points = parts.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.map((time, index): [number, number] => [time.getTime(), need(Values[index], 'Values')]),
  )
  return [...new Map(points)].sort(([a], [b]) => a - b)
}

/** Sums are added up, everything else is averaged, to six digits. */
function byHour(points: readonly Point[], stat: string): Point[] {
  const hours = Map.groupBy(points, ([time]) => Math.floor(time / (HOUR * 1000)) * HOUR * 1000)
  return [...hours].map(([hour, inIt]): Point => {
    const sum = inIt.reduce((total, [, value]) => total + value, 0)
    return [hour, Number((stat === 'Sum' ? sum : sum / inIt.length).toPrecision(6))]
  })
}

/** Undefined where there is no value outside the masked times. Percentiles by the nearest rank. */
function figuresOf(points: readonly Point[], masked: NonNullable<Wanted['masked']>): MetricSeries['finest'] {
  const ordinary = points.filter(([time]) => !masked.some(([from, to]) => time >= from && time <= to))
  const values = ordinary.map(([, value]) => value).sort((a, b) => a - b)
  const rank = (share: number) => values[Math.ceil(share * values.length) - 1]
  const [p50, p95, max] = [rank(0.5), rank(0.95), values.at(-1)]
  if (p50 === undefined || p95 === undefined || max === undefined) return undefined
  return { period: FIVE_MINUTES, count: values.length, p50, p95, max }
}
