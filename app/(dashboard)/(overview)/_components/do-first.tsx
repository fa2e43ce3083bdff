import { failTitleOf, findCheck } from '#app/_lib/checks.ts'
import { effortWords } from '#app/_lib/words.ts'
import { Section } from '#components/page/section.tsx'
import { Ratio } from '#components/score/ratio.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { DoFirst as Row } from '#lib/data/posture/do-first.ts'
import type { Score } from '#lib/score/score.ts'
import { findingsHref } from '../../findings/search-params.ts'
import { afterNote, whyFirst } from '../verdict.ts'

/** The recommendations to begin with, and what they would bring. */
export function DoFirst({
  rows,
  before,
  after,
  failingChecks,
  account,
}: {
  rows: Row[]
  before: Score
  after: Score
  failingChecks: number
  account?: string[]
}) {
  const numbered = rows.map((row, index) => ({ ...row, place: index + 1 }))
  return (
    <Section
      id="do-first"
      title="Do these first"
      first
      note={afterNote(rows.length, before, after)}
      actions={
        failingChecks > 0 && (
          <TextLink href={findingsHref({ account, group: 'check' })}>
            {failingChecks === 1 ? 'The failing recommendation' : `All ${failingChecks} failing recommendations`}
          </TextLink>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-ink-2">Nothing is open that could be judged.</p>
      ) : (
        <DataTable
          caption="Recommendations to begin with, the most urgent first"
          density="two"
          rows={numbered}
          rowKey={({ check }) => check}
          columns={[
            {
              id: 'place',
              header: 'Place',
              quietHeader: true,
              width: 'w-7',
              narrow: 'hide',
              className: 'text-ink-3',
              cell: ({ place }) => place,
            },
            {
              id: 'severity',
              header: 'Severity',
              width: 'w-22',
              cell: ({ severity }) => <SeverityTag severity={severity} />,
            },
            {
              id: 'recommendation',
              header: 'Recommendation, and why it is first',
              rowHeader: true,
              cell: (row) => (
                <>
                  <TextLink href={`/recommendations/${row.check}`} plain className="block truncate font-medium">
                    {failTitleOf(row.check)}
                  </TextLink>
                  <span className="block truncate text-sm font-normal text-ink-2">{whyFirst(row)}</span>
                </>
              ),
            },
            {
              id: 'failing',
              header: 'Failing',
              width: 'w-40',
              narrowLabel: 'Failing',
              cell: ({ check, failing, judged }) => (
                <TextLink href={findingsHref({ check: [check], account })} plain>
                  <Ratio failing={failing} judged={judged} />
                </TextLink>
              ),
            },
            {
              id: 'effort',
              header: 'Effort',
              width: 'w-20',
              narrowLabel: 'Effort',
              cell: ({ check }) => effortOf(check),
            },
            {
              id: 'gain',
              header: 'Gain',
              numeric: true,
              width: 'w-20',
              narrowLabel: 'Gain',
              cell: ({ gain, capsGrade }) => (
                <>
                  {gainText(gain)}
                  {capsGrade && <span className="block text-sm text-ink-2 max-md:ml-1 max-md:inline">caps grade</span>}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function effortOf(id: string): string {
  const check = findCheck(id)
  return check ? effortWords[check.fix.effort] : 'Not known'
}

/** Points of the score, to one decimal. */
function gainText(gain: number | undefined): string {
  if (gain === undefined) return '–'
  return gain > 0 && gain < 0.1 ? '< 0.1' : `+${gain.toFixed(1)}`
}
