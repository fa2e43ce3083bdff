import { TrendChart } from '#components/charts/trend-chart.tsx'
import { Section } from '#components/page/section.tsx'
import { percent } from '#components/score/format.ts'
import type { TrendPoint } from '#lib/data/posture/trend.ts'

/** The score of the last 30 days; days without a score are gaps, changes of the check set are marked. */
export function ScoreTrend({ points, first = true }: { points: TrendPoint[]; first?: boolean }) {
  return (
    <Section id="trend" title="Score, 30 days" first={first} note="Comparisons skip scans before a check-set change">
      <TrendChart
        summary={summaryOf(points)}
        unit="Score"
        points={points.map(({ day, exact, coverage, checkSetChanged }) => ({
          at: day,
          value: exact ?? null,
          ...(exact === undefined && { gap: `coverage ${percent(coverage)}, no score` }),
          ...(checkSetChanged && { mark: `check set ${checkSetChanged.from} to ${checkSetChanged.to}` }),
        }))}
      />
    </Section>
  )
}

function summaryOf(points: TrendPoint[]): string {
  const known = points.filter(({ value }) => value !== undefined)
  const [first, last] = [known.at(0), known.at(-1)]
  if (!first || !last) return `No score on any of ${points.length} days.`
  return `Score ${first.value} on ${first.day}, ${last.value} on ${last.day}.`
}
