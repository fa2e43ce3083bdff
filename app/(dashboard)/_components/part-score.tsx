import { requireViewer } from '#app/_lib/viewer.ts'
import { ScoreTrend } from '#app/(dashboard)/_components/score-trend.tsx'
import { Section } from '#components/page/section.tsx'
import { percent } from '#components/score/format.ts'
import { readPartTrend } from '#lib/data/posture/part-trend.ts'

/** The score of one service or cluster, and how it came to it; nothing before its first scan. `part` is its ARN. */
export async function PartScore({ account, part }: { account: string; part: string }) {
  const points = await readPartTrend(await requireViewer(), { account, part })
  const last = points.at(-1)
  if (!last) return null
  if (points.length > 1) return <ScoreTrend points={points} first={false} />
  return (
    <Section id="trend" title="Score">
      <p>
        {last.value === undefined
          ? `No score: ${percent(last.coverage)} could be judged.`
          : `${last.value}, grade ${last.grade}, at ${percent(last.coverage)} coverage.`}{' '}
        Its course is drawn from the second day on.
      </p>
    </Section>
  )
}
