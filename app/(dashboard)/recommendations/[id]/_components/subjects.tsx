import { EmptyState } from '#components/page/empty-state.tsx'
import { Section } from '#components/page/section.tsx'
import { grouped } from '#components/score/format.ts'
import type { Instant } from '#components/time/format.ts'
import { Segmented } from '#components/ui/segmented.tsx'
import { StateTabs } from '#components/ui/state-tabs.tsx'
import type { RecommendationSubject } from '#lib/data/guide/subjects.ts'
import { type RecommendationQuery, recommendationHref } from '../search-params.ts'
import { groupings, type SubjectList, subjectLists } from '../subject-lists.ts'
import { SubjectTable } from './subject-table.tsx'

const words: Record<SubjectList, string> = {
  fail: 'Failing',
  unknown: 'Unknown',
  manual: 'Attestation due',
  pass: 'Passing',
  not_applicable: 'Not applicable',
  excepted: 'Under exception',
  registered: 'Registered only',
  counted: 'Scored elsewhere',
}

const groupWords = { owner: 'Owner', service: 'Service', account: 'Account' }

/** Everything the check looked at, list by list. */
export function Subjects({
  id,
  query,
  list,
  sizes,
  subjects,
  mayAnswer,
  now,
}: {
  id: string
  query: RecommendationQuery
  /** The list that shows. */
  list: SubjectList
  sizes: Readonly<Record<SubjectList, number>>
  subjects: readonly RecommendationSubject[]
  /** Whether the viewer may answer for what this list asks. */
  mayAnswer: boolean
  now: Instant
}) {
  const { group = 'owner' } = query
  const shown = subjectLists.filter((each) => each === 'fail' || sizes[each] > 0)
  const left = sizes[list] - subjects.length
  return (
    <Section
      id="subjects"
      title={`${words[list]}, by ${group}`}
      first
      actions={
        <>
          <span className="text-ink-3">Group by</span>
          <Segmented
            label="Group by"
            options={groupings.map((each) => ({
              label: groupWords[each],
              href: recommendationHref(id, { ...query, group: each }),
              current: group === each,
            }))}
          />
        </>
      }
    >
      <StateTabs
        label="Outcomes"
        tabs={shown.map((each) => ({
          label: words[each],
          href: recommendationHref(id, { ...query, show: each }),
          count: sizes[each],
          current: list === each,
        }))}
      />
      {subjects.length === 0 ? (
        <EmptyState kind="clear" title={`${words[list]}: none in the latest scan`} />
      ) : (
        <SubjectTable
          list={list}
          words={words[list].toLowerCase()}
          subjects={subjects}
          group={group}
          asks={mayAnswer}
          now={now}
        />
      )}
      {left > 0 && <p className="mt-2 text-sm text-ink-3">{grouped(left)} more are not listed here.</p>}
    </Section>
  )
}
