import type { ReactNode } from 'react'
import { WithRail } from '#components/page/columns.tsx'
import { grouped } from '#components/score/format.ts'
import { PopulationBar } from '#components/score/population-bar.tsx'
import type { Instant } from '#components/time/format.ts'
import type { Rule } from '#lib/checks/define-check.ts'
import type { RecommendationDetail } from '#lib/data/guide/recommendation.ts'
import type { Standing } from '#lib/data/guide/standings.ts'
import { type RecommendationQuery, recommendationHref } from '../search-params.ts'
import { type SubjectList, sizesOf, splitSubjects, subjectLists, unknownCauses } from '../subject-lists.ts'
import { RecommendationFigures } from './figures.tsx'
import { Remedy } from './remedy.tsx'
import { Subjects } from './subjects.tsx'
import { Unknowns } from './unknowns.tsx'

/** How the estate stands on a check that has run: figures, population, subjects, and what to do. */
export function Standings({
  check,
  standing,
  detail,
  query,
  mayAttest,
  decisions,
  now,
  children,
}: {
  check: Rule
  standing: Standing
  detail: RecommendationDetail
  query: RecommendationQuery
  mayAttest: boolean
  /** What people accepted and answered. */
  decisions: ReactNode
  now: Instant
  /** Stands in the rail. */
  children: ReactNode
}) {
  const lists = splitSubjects(detail.subjects)
  const sizes = sizesOf(standing, lists)
  const list = query.show ?? subjectLists.find((each) => sizes[each] > 0) ?? 'fail'
  const hrefTo = (show: SubjectList) => recommendationHref(check.id, { ...query, show })
  return (
    <>
      <RecommendationFigures
        check={check}
        standing={standing}
        detail={detail}
        failing={lists.fail}
        account={query.account}
      />
      <PopulationBar
        counts={{
          fail: sizes.fail,
          pass: sizes.pass,
          excepted: sizes.excepted,
          unknown: sizes.unknown,
          not_applicable: sizes.not_applicable,
        }}
        hrefs={{
          fail: hrefTo('fail'),
          pass: hrefTo('pass'),
          excepted: hrefTo('excepted'),
          unknown: hrefTo('unknown'),
          not_applicable: hrefTo('not_applicable'),
        }}
        note={sizes.registered > 0 ? `${grouped(sizes.registered)} registered only, not scored` : undefined}
      />
      <div className="mt-4">
        <WithRail railLabel="About this recommendation" rail={children}>
          <Subjects
            id={check.id}
            query={query}
            list={list}
            sizes={sizes}
            subjects={lists[list]}
            mayAnswer={mayAttest && (list === 'manual' || (list === 'fail' && check.answerable !== undefined))}
            now={now}
          />
          <Unknowns count={sizes.unknown} causes={unknownCauses(lists.unknown)} />
          {decisions}
          <Remedy rule={check} />
        </WithRail>
      </div>
    </>
  )
}
