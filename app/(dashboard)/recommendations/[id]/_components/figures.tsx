import { effortWords } from '#app/_lib/words.ts'
import { findingsHref } from '#app/(dashboard)/findings/search-params.ts'
import { TrendChart } from '#components/charts/trend-chart.tsx'
import { type Figure, Figures } from '#components/page/facts.tsx'
import { counted, grouped, signed } from '#components/score/format.ts'
import { KeyNumber } from '#components/score/key-number.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { Rule } from '#lib/checks/define-check.ts'
import type { RecommendationDetail } from '#lib/data/guide/recommendation.ts'
import type { Standing } from '#lib/data/guide/standings.ts'
import type { RecommendationSubject } from '#lib/data/guide/subjects.ts'
import type { Score } from '#lib/score/score.ts'
import { weights } from '#lib/score/score.ts'

/** The row under the verdict: how bad, how many, what fixing gains and costs, and the way here. */
export function RecommendationFigures({
  check,
  standing,
  detail: { now, after, trend },
  failing,
  account,
}: {
  check: Rule
  standing: Standing
  detail: RecommendationDetail
  failing: readonly RecommendationSubject[]
  account?: string[]
}) {
  const judged = standing.pass + standing.fail
  const figures: Figure[] = [
    {
      title: 'Severity',
      content: (
        <>
          <SeverityTag severity={check.severity} />
          <p className="text-sm text-ink-2">
            weight {weights[check.severity]}
            {standing.worst && standing.worst !== check.severity && `, worst open ${standing.worst}`}
          </p>
        </>
      ),
    },
    {
      title: 'Failing',
      content: (
        <>
          <KeyNumber
            value={
              standing.fail > 0 ? (
                <TextLink href={findingsHref({ check: [check.id], account })} plain>
                  {grouped(standing.fail)}
                </TextLink>
              ) : (
                0
              )
            }
          >
            of {grouped(judged)} judged
          </KeyNumber>
          <Before before={trend.at(-2)?.failing} now={standing.fail} />
        </>
      ),
    },
    { title: 'Score if all fixed', content: <Gain gain={standing.gain} now={now} after={after} /> },
    {
      title: 'Effort',
      content: (
        <>
          <p>{effortWords[check.fix.effort]}</p>
          <p className="text-sm text-ink-2">{spread(failing, standing.fail)}</p>
        </>
      ),
    },
    ...(trend.length > 1 ? [trendFigure(trend)] : []),
  ]
  return <Figures figures={figures} />
}

function trendFigure(trend: RecommendationDetail['trend']): Figure {
  return {
    title: `Failing, ${counted(trend.length, 'day')}`,
    wide: true,
    content: (
      <TrendChart
        size="small"
        unit="Failing"
        summary={`Failing per day: ${trend.map(({ failing }) => failing).join(', ')}`}
        points={trend.map(({ day, failing }) => ({ at: day, value: failing }))}
      />
    ),
  }
}

function Before({ before, now }: { before: number | undefined; now: number }) {
  if (before === undefined) return <p className="text-sm text-ink-3">first day of scans</p>
  const tone = now < before ? 'text-pass' : now > before ? 'text-fail' : 'text-ink-3'
  return <p className={`text-sm ${tone}`}>{grouped(before)} the day before</p>
}

function Gain({ gain, now, after }: { gain?: number; now: Score; after: Score }) {
  if (now.exact === undefined || after.exact === undefined) {
    return <p className="text-unknown">No score under 80 % coverage</p>
  }
  return (
    <>
      <KeyNumber value={signed(Math.round((gain ?? 0) * 10) / 10)}>
        {now.exact.toFixed(1)} to {after.exact.toFixed(1)}
      </KeyNumber>
      <p className="text-sm text-ink-2">{gradeText(now, after)}</p>
    </>
  )
}

function gradeText(now: Score, after: Score): string {
  const grade = now.grade === after.grade ? `grade stays ${now.grade}` : `grade ${now.grade} to ${after.grade}`
  return after.critical > 0 ? `${grade}, ${grouped(after.critical)} critical open` : grade
}

/** How far the work is spread: "5 resources, 4 owners". Of more than the page lists it is known of these alone. */
function spread(failing: readonly RecommendationSubject[], all: number): string {
  if (failing.length === 0) return 'nothing to fix'
  const resources = new Set(failing.map(({ resource }) => resource)).size
  const owners = new Set(failing.flatMap(({ owner }) => owner ?? [])).size
  const least = all > failing.length ? 'at least ' : ''
  return `${least}${counted(resources, 'resource')}, ${counted(owners, 'owner')}`
}
