import clsx from 'clsx'
import { type Instant, isoTime, utcDay } from '#components/time/format.ts'
import { type TrendSize, trendShape } from './trend-shape.ts'

export type TrendPoint = {
  at: Instant
  /** Null where no score could be given. */
  value: number | null
  /** Says why there is none: "coverage 71 %, no score". */
  gap?: string
  /** Drawn as a line across: the set of checks changed, so that points on both sides do not compare. */
  mark?: string
}

/**
 * A figure over time, oldest first, drawn on the server. `summary` says it in a sentence; the numbers stand in a table
 * for those who cannot or will not read a chart. The small one is for a row of key figures and leaves the words out.
 */
export function TrendChart({
  summary,
  unit,
  points,
  size = 'normal',
}: {
  summary: string
  unit: string
  points: TrendPoint[]
  size?: TrendSize
}) {
  const shape = trendShape(points, size)
  const { width, height, plot, last } = shape
  const words = size === 'normal'
  return (
    <figure>
      <svg className={`chart chart-${size}`} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary}>
        {shape.gridLines.map(({ y, value }) => (
          <g key={value}>
            <line className="grid" x1={plot.left} x2={plot.right} y1={y} y2={y} />
            <text x={plot.left - 8} y={y + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {shape.marks.map((mark) => (
          <g key={mark.x}>
            <line className="mark" x1={mark.x} x2={mark.x} y1={plot.top} y2={plot.bottom} />
            {words && <Label {...mark} y={plot.top + 10} distance={6} />}
          </g>
        ))}
        {shape.gaps.map((gap) => (
          <g key={gap.x}>
            <rect className="dark" x={gap.x} y={plot.top} width={gap.width} height={plot.bottom - plot.top} />
            {words && <Label {...gap} className="u" y={plot.bottom - 6} distance={gap.end ? 6 : gap.width + 6} />}
          </g>
        ))}
        {shape.segments.map((segment) => (
          <polyline key={segment} className="line" points={segment} />
        ))}
        {last && (
          <>
            <circle className="point" cx={last.x} cy={last.y} r="3" />
            <text className="b" x={last.x} y={last.y - 8} textAnchor="end">
              {Math.floor(last.value)}
            </text>
          </>
        )}
        {shape.labels.map(({ x, text, anchor }) => (
          <text key={anchor} x={x} y={height - 6} textAnchor={anchor}>
            {text}
          </text>
        ))}
      </svg>
      <details className={clsx('mt-1 text-sm text-ink-2 print:hidden', !words && 'sr-only')}>
        <summary>As a table</summary>
        <TrendTable unit={unit} points={points} />
      </details>
    </figure>
  )
}

/** A word beside a vertical line, on the side where there is room. */
function Label(props: { x: number; y: number; distance: number; end: boolean; text: string; className?: string }) {
  const { x, y, distance, end, text, className } = props
  return (
    <text className={className} x={end ? x - distance : x + distance} y={y} textAnchor={end ? 'end' : 'start'}>
      {text}
    </text>
  )
}

function TrendTable({ unit, points }: { unit: string; points: TrendPoint[] }) {
  return (
    <table className="table table-dense mt-1">
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" className="num w-20">
            {unit}
          </th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ at, value, gap, mark }) => (
          <tr key={isoTime(at)}>
            <th scope="row">{utcDay(at)}</th>
            <td className="num">{value === null ? 'none' : Math.floor(value)}</td>
            <td>{[gap, mark].filter(Boolean).join('; ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
