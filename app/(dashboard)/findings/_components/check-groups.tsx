import { failTitleOf } from '#app/_lib/checks.ts'
import { grouped } from '#components/score/format.ts'
import { Ratio } from '#components/score/ratio.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { ageColumn, severityColumn } from '#components/table/finding-columns.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { CheckGroup } from '#lib/data/findings/groups.ts'
import { changed, type FindingsQuery, findingsHref } from '../search-params.ts'

/** One row a check: how many of what it judged fail, and for how long. */
export function CheckGroups({ groups, query, now }: { groups: CheckGroup[]; query: FindingsQuery; now: Date }) {
  return (
    <DataTable
      caption={`Findings by check, ${groups.length} checks, the worst first`}
      bleed
      sticky
      rows={groups}
      rowKey={({ check }) => check}
      columns={[
        severityColumn({ width: 'w-29' }),
        {
          id: 'check',
          header: 'Check',
          rowHeader: true,
          cell: ({ check }) => (
            <>
              <TextLink href={findingsHref(changed(query, { group: 'none', check: [check] }))} plain>
                {failTitleOf(check)}
              </TextLink>
              <span className="ml-2 font-normal text-ink-3">
                <TextLink href={`/recommendations/${check}`} plain className="mono">
                  {check}
                </TextLink>
              </span>
            </>
          ),
        },
        {
          id: 'findings',
          header: 'Findings',
          numeric: true,
          width: 'w-20',
          narrowLabel: 'Findings',
          cell: ({ findings }) => grouped(findings),
        },
        {
          id: 'failing',
          header: 'Failing of judged',
          width: 'w-52',
          narrowLabel: 'Failing',
          cell: ({ failing, judged }) => <Ratio failing={failing} judged={judged} />,
        },
        {
          id: 'accounts',
          header: 'Accounts',
          numeric: true,
          width: 'w-20',
          onlyWide: true,
          narrowLabel: 'Accounts',
          cell: ({ accounts }) => accounts,
        },
        ageColumn(({ oldest }: CheckGroup) => oldest, now, { header: 'Oldest', narrowLabel: 'Oldest' }),
      ]}
    />
  )
}
