import { failTitleOf } from '#app/_lib/checks.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { ageColumn, severityColumn } from '#components/table/finding-columns.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { FindingRow } from '#lib/data/findings/row.ts'

/** Other open findings on the same resource, the most urgent first. */
export function AlsoFailing({ rows, now, href }: { rows: FindingRow[]; now: Date; href: (id: string) => string }) {
  return (
    <DataTable
      caption="Other open findings on this resource"
      density="dense"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        severityColumn(),
        {
          id: 'finding',
          header: 'Finding',
          rowHeader: true,
          cell: ({ id, check }) => (
            <TextLink href={href(id)} plain>
              {failTitleOf(check)}
            </TextLink>
          ),
        },
        {
          id: 'subject',
          header: 'Where',
          className: 'text-ink-2',
          cell: ({ subject }) => subject.name,
        },
        ageColumn(({ firstSeen }: FindingRow) => firstSeen, now),
      ]}
    />
  )
}
