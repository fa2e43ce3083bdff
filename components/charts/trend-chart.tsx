import { utcDay } from '#components/time/format.ts'
import { trendShape } from './trend-shape.ts'

export type TrendPoint = {
  at: Date
  /** Null where no score could be given. */
  value: number | null
  /** Says why there is none: "coverage 71 %, no score". */
  gap?: string
  /** Drawn as a line across: the set of checks changed, so that points on both sides do not compare. */
  mark?: string
}

/** A figure over time, drawn on the server; the same numbers stand in a table for those who cannot or will not read a chart. */
export function TrendChart({ summary, unit, points }: { summary: string; unit: string; points: TrendPoint[] }) {
  const { width, height, plot, gridLines, segments, marks, gaps, last, labels } = trendShape(points)
  return (
    <figure>
      <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary}>
        {gridLines.map(({ y, value }) => (
          <g key={value}>
            <line className="grid" x1={plot.left} x2={plot.right} y1={y} y2={y} />
            <text x={plot.left - 8} y={y + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {marks.map(({ x, text, end }) => (
          <g key={x}>
            <line className="mark" x1={x} x2={x} y1={plot.top} y2={plot.bottom} />
            <text x={end ? x - 6 : x + 6} y={plot.top + 10} textAnchor={end ? 'end' : 'start'}>
              {text}
            </text>
          </g>
        ))}
        {gaps.map(({ x, width: gapWidth, text, end }) => (
          <g key={x}>
            <rect className="dark" x={x} y={plot.top} width={gapWidth} height={plot.bottom - plot.top} />
            <text
              className="u"
              x={end ? x - 6 : x + gapWidth + 6}
              y={plot.bottom - 6}
              textAnchor={end ? 'end' : 'start'}
            >
              {text}
            </text>
          </g>
        ))}
        {segments.map((segment) => (
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
        {labels.map(({ x, text, anchor }) => (
          <text key={text} x={x} y={height - 6} textAnchor={anchor}>
            {text}
          </text>
        ))}
      </svg>
      <details className="mt-1 text-sm text-ink-2 print:hidden">
        <summary>As a table</summary>
        <TrendTable unit={unit} points={points} />
      </details>
    </figure>
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
          <tr key={at.toISOString()}>
            <th scope="row">{utcDay(at)}</th>
            <td className="num">{value === null ? 'none' : Math.floor(value)}</td>
            <td>{[gap, mark].filter(Boolean).join('; ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
