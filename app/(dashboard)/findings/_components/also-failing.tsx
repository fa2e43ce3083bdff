import { failTitleOf } from '#app/_lib/checks.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { Age } from '#components/time/relative-time.tsx'
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
        {
          id: 'severity',
          header: 'Severity',
          width: 'w-23',
          cell: ({ severity }) => <SeverityTag severity={severity} />,
        },
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
        {
          id: 'age',
          header: 'Failing for',
          numeric: true,
          width: 'w-20',
          className: 'text-ink-2',
          cell: ({ firstSeen }) => (firstSeen ? <Age since={firstSeen} now={now} /> : '–'),
        },
      ]}
    />
  )
}
