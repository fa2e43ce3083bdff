import { kindWord } from '#app/_lib/kinds.ts'
import { answerHref } from '#app/(dashboard)/attestations/search-params.ts'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { ChangeTag } from '#components/tags/change-tag.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { UsageBadge } from '#components/tags/usage-badge.tsx'
import type { Instant } from '#components/time/format.ts'
import { Age } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { RecommendationSubject } from '#lib/data/guide/subjects.ts'
import { type Grouping, groupSubjects, type SubjectList } from '../subject-lists.ts'

/** The subjects of one list, grouped; what fails links to its finding, everything else to its resource. */
export function SubjectTable({
  list,
  words,
  subjects,
  group,
  asks,
  now,
}: {
  list: SubjectList
  /** What the list holds: "failing". */
  words: string
  subjects: readonly RecommendationSubject[]
  group: Grouping
  /** A person may answer for each. */
  asks: boolean
  now: Instant
}) {
  const groups = groupSubjects(subjects, group).map(({ title, subjects: rows }) => ({
    key: title,
    title,
    note: `${rows.length} ${words}`,
    rows,
  }))
  return (
    <DataTable
      caption={`${words}, by ${group}, ${subjects.length} rows`}
      columns={columnsFor(list, subjects[0]?.subject.type ?? '', asks, now)}
      rows={{ groups }}
      rowKey={(row) => row.fingerprint}
      density={list === 'fail' ? 'two' : 'normal'}
    />
  )
}

function columnsFor(list: SubjectList, kind: string, asks: boolean, now: Instant): Column<RecommendationSubject>[] {
  const columns: Column<RecommendationSubject>[] = [
    {
      id: 'name',
      header: kindWord(kind),
      rowHeader: true,
      width: 'w-48',
      cell: ({ id, subject, resource, change }) => (
        <>
          <TextLink href={id.startsWith('F-') ? `/findings/${id}` : `/resources/${resource}`} plain>
            <span title={subject.name}>{subject.name}</span>
          </TextLink>{' '}
          {change && <ChangeTag kind={change} />}
        </>
      ),
    },
    {
      id: 'message',
      header: 'What we saw',
      className: 'text-ink-2',
      narrow: 'wide',
      cell: ({ message, status }) => (
        <span title={message}>
          {list === 'registered' && <StatusTag status={status} />} {message}
        </span>
      ),
    },
    {
      id: 'place',
      header: 'Account, region',
      width: 'w-53',
      cell: ({ account, region }) => <AccountRegion alias={account.alias} region={region} />,
    },
    {
      id: 'usage',
      header: 'In use',
      width: 'w-22',
      cell: ({ usage }) => usage && <UsageBadge usage={usage} />,
    },
    ...(asks ? [answer] : []),
  ]
  if (list !== 'fail' && list !== 'excepted') return columns
  return [
    ...columns,
    {
      id: 'age',
      header: 'Failing for',
      numeric: true,
      width: 'w-19',
      narrowLabel: 'failing',
      cell: ({ firstSeen }) => firstSeen && <Age since={firstSeen} now={now} />,
    },
  ]
}

const answer: Column<RecommendationSubject> = {
  id: 'answer',
  header: 'Answer',
  quietHeader: true,
  width: 'w-18',
  cell: ({ fingerprint, subject }) => (
    <TextLink href={answerHref(fingerprint)}>
      Answer<span className="sr-only"> for {subject.name}</span>
    </TextLink>
  ),
}
