import { AccountRegion } from '#components/resource/account-region.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { ageColumn, severityColumn } from '#components/table/finding-columns.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { FindingRow } from '#lib/data/findings/row.ts'

/** Findings of one check: where, how severe, since when. */
export function CoveredTable({ rows, caption, now }: { rows: FindingRow[]; caption: string; now: Date }) {
  return (
    <DataTable
      caption={caption}
      density="dense"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        severityColumn(),
        {
          id: 'subject',
          header: 'Where',
          rowHeader: true,
          cell: ({ id, subject }) => (
            <TextLink href={`/findings/${id}`} plain>
              {subject.name}
            </TextLink>
          ),
        },
        {
          id: 'account',
          header: 'Account, region',
          width: 'w-60',
          cell: ({ account, region }) => <AccountRegion alias={account.alias} region={region} />,
        },
        ageColumn(({ firstSeen }: FindingRow) => firstSeen, now),
      ]}
    />
  )
}
