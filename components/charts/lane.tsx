import { roundStep } from './scale.ts'

/** Work in seconds since the scan's start, or words in place of a bar: "waiting", "with eu-west-1". */
export type LaneContent = { from: number; to: number; kind: 'done' | 'run' | 'gap' } | { text: string }

/** Shorter work than this share of the axis (per cent) would not be seen. */
const thinnest = 0.8

/** One collector in one region on an axis of `seconds`; a line marks `now` while the scan runs. */
export function Lane({ content, seconds, now }: { content: LaneContent | null; seconds: number; now?: number }) {
  if (content === null) return null
  if ('text' in content) return <span className="text-sm text-ink-3">{content.text}</span>
  const share = (time: number) => Math.min(100, (time * 100) / seconds)
  const from = share(content.from)
  const width = Math.max(share(content.to) - from, thinnest)
  return (
    <svg className="lane" role="img" aria-label={label(content)}>
      <line className="axis" x1="0" x2="0" y1="0" y2="100%" />
      <rect
        className={content.kind}
        x={`${from}%`}
        width={`${width}%`}
        y="50%"
        height="8"
        transform="translate(0 -4)"
      />
      {now !== undefined && <line className="now" x1={`${share(now)}%`} x2={`${share(now)}%`} y1="0" y2="100%" />}
    </svg>
  )
}

/** The seconds along the top of a lane, inside its header cell. */
export function LaneAxis({ seconds }: { seconds: number }) {
  const step = roundStep(Math.max(1, seconds / 4))
  const ticks = Array.from({ length: Math.floor(seconds / step) }, (_, index) => (index + 1) * step)
  return (
    <svg className="lane-axis" aria-hidden="true">
      {ticks
        .map((tick) => ({ tick, at: (tick * 100) / seconds }))
        .filter(({ at }) => at > 30 && at < 95)
        .map(({ tick, at }) => (
          <text key={tick} x={`${at}%`} y="18" textAnchor="middle">
            {tick}
          </text>
        ))}
    </svg>
  )
}

const verbs = { done: 'worked', run: 'working', gap: 'met a gap' }

function label({ from, to, kind }: Exclude<LaneContent, { text: string }>): string {
  return `${verbs[kind]} from second ${Math.round(from)} to ${Math.round(to)}`
}
