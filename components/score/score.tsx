import type { ReactNode } from 'react'
import { Bar } from './bar.tsx'
import { signed } from './format.ts'

/** Below this coverage (per cent) no score is shown: the same bound as lib/score, kept here so that no page can forget it. */
const leastCoverage = 80

export type ScoreValue = {
  /** 0 to 100, unrounded; null where nothing was judged. */
  score: number | null
  /** Share of the weighted work that could be judged, 0 to 100. */
  coverage: number
}

/** The score as it may be shown: rounded down, or null where coverage is too low to show one. */
export function shownScore({ score, coverage }: ScoreValue): number | null {
  if (score === null || coverage < leastCoverage) return null
  return Math.floor(score)
}

/** The big number, or a dash and the words "no score"; `delta` is the change since the last comparable scan. */
export function Score({ value, delta, children }: { value: ScoreValue; delta?: number; children?: ReactNode }) {
  const shown = shownScore(value)
  return (
    <p className="score flex items-baseline gap-1.5 whitespace-nowrap">
      {shown === null ? (
        <>
          <b className="text-ink-3" aria-hidden="true">
            –
          </b>
          <span className="text-sm text-unknown">no score</span>
        </>
      ) : (
        <>
          <b>{shown}</b>
          {delta !== undefined && <Delta value={delta} />}
        </>
      )}
      {children}
    </p>
  )
}

/** The bar under a score: dark is what passed, grey what failed, dashed what could not be judged. */
export function ScoreBar({ value }: { value: ScoreValue }) {
  const shown = shownScore(value)
  const got = shown === null ? 0 : ((value.score ?? 0) * value.coverage) / 100
  return (
    <Bar
      parts={[
        { kind: 'got', percent: got },
        { kind: 'lost', percent: value.coverage - got },
        { kind: 'unknown', percent: 100 - value.coverage },
      ]}
    />
  )
}

/** Points gained or lost, in words of sign and colour; 0 is plain. */
function Delta({ value }: { value: number }) {
  const tone = value > 0 ? 'text-pass' : value < 0 ? 'text-fail' : 'text-ink-3'
  return <span className={`text-sm ${tone}`}>{signed(value)}</span>
}
