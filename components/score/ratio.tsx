import { grouped } from '#components/score/format.ts'
import { Bar } from './bar.tsx'

export type Judged = {
  failing: number
  /** Pass and fail together; excepted and unknown are beside it, never in it. */
  judged: number
  excepted?: number
  unknown?: number
}

/** "6 of 20" over what was judged, with a bar over everything in use. */
export function Ratio({ failing, judged, excepted = 0, unknown = 0 }: Judged) {
  const all = judged + excepted + unknown
  const share = (count: number) => (all === 0 ? 0 : (count * 100) / all)
  return (
    <span className="ratio">
      <Bar
        parts={[
          { kind: 'got', percent: share(failing) },
          { kind: 'except', percent: share(excepted) },
          { kind: 'unknown', percent: share(unknown) },
        ]}
      />
      {grouped(failing)} of {grouped(judged)}
    </span>
  )
}
