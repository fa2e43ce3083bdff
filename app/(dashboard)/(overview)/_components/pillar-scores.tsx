import { pillars, pillarWords } from '#app/_lib/words.ts'
import { Figures } from '#components/page/facts.tsx'
import { grouped, percent } from '#components/score/format.ts'
import { Score, ScoreBar, shownScore } from '#components/score/score.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { Posture, ScoreWithDelta } from '#lib/data/posture/posture.ts'
import { type FindingsQuery, findingsHref } from '../../findings/search-params.ts'
import { gradeNote } from '../verdict.ts'

/** The score of everything and of each pillar, with what it rests on. */
export function PillarScores({ posture, account }: { posture: Posture; account?: string[] }) {
  const { overall } = posture
  return (
    <Figures
      figures={[
        {
          title: 'All pillars',
          wide: true,
          content: <Pillar score={overall} query={{ account }} note={gradeNote(overall)} grade />,
        },
        ...pillars.flatMap((pillar) => {
          const score = posture.pillars.find((each) => each.pillar === pillar)
          if (!score) return []
          return [
            { title: pillarWords[pillar], content: <Pillar score={score} query={{ account, pillar: [pillar] }} /> },
          ]
        }),
      ]}
    />
  )
}

function Pillar({
  score,
  query,
  note,
  grade = false,
}: {
  score: ScoreWithDelta
  query: Partial<FindingsQuery>
  note?: string
  grade?: boolean
}) {
  const value = { score: score.exact ?? null, coverage: score.coverage }
  const isLow = shownScore(value) === null
  return (
    <>
      <Score value={value} delta={score.delta}>
        {grade && score.grade && (
          <span className="ml-auto">
            Grade <b className={score.grade === score.uncapped ? 'text-lg' : 'text-lg text-fail'}>{score.grade}</b>
          </span>
        )}
      </Score>
      <ScoreBar value={value} />
      <p className="mt-1.5 text-sm text-ink-2">
        <TextLink
          href={findingsHref({ ...query, tab: 'unknown' })}
          plain
          className={isLow ? 'text-unknown' : undefined}
        >
          {percent(score.coverage)} covered
        </TextLink>
        <br />
        {note ?? (
          <TextLink href={findingsHref(query)} plain>
            {grouped(score.open)} open
          </TextLink>
        )}
      </p>
    </>
  )
}
