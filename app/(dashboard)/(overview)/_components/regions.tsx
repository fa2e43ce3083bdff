import { Section } from '#components/page/section.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { percent } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { CountLink } from '#components/ui/count-link.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { Severity } from '#lib/checks/result.ts'
import type { RegionRow } from '#lib/data/posture/regions.ts'
import { findingsHref } from '../../findings/search-params.ts'

/** Accounts and regions, the lowest score first. */
export function Regions({ rows, mayAdd }: { rows: RegionRow[]; mayAdd: boolean }) {
  return (
    <Section
      id="regions"
      title="Accounts and regions"
      first
      note="lowest score first"
      actions={mayAdd && <TextLink href="/accounts/new">Add account</TextLink>}
    >
      <DataTable
        caption="Accounts and regions, the lowest score first"
        rows={rows}
        rowKey={({ account, region }) => `${account.id} ${region}`}
        columns={[
          {
            id: 'place',
            header: 'Account, region',
            rowHeader: true,
            cell: (row) => (
              <TextLink href={hrefOf(row)} plain>
                <AccountRegion alias={row.account.alias} region={row.region} />
              </TextLink>
            ),
          },
          {
            id: 'score',
            header: 'Score',
            numeric: true,
            width: 'w-12',
            narrowLabel: 'Score',
            cell: ({ score }) => score.value ?? '–',
          },
          {
            id: 'coverage',
            header: 'Coverage',
            numeric: true,
            width: 'w-18',
            narrowLabel: 'Coverage',
            cell: ({ score }) => percent(score.coverage),
          },
          {
            id: 'services',
            header: 'Services',
            numeric: true,
            width: 'w-17',
            narrowLabel: 'Services',
            cell: ({ services }) => (services > 0 ? services : <span className="text-ink-3">none</span>),
          },
          {
            id: 'critical',
            header: 'Critical',
            numeric: true,
            width: 'w-15',
            narrowLabel: 'Critical',
            cell: (row) => <CountLink count={row.critical} href={hrefOf(row, 'critical')} />,
          },
          {
            id: 'high',
            header: 'High',
            numeric: true,
            width: 'w-11',
            narrowLabel: 'High',
            cell: (row) => <CountLink count={row.high} href={hrefOf(row, 'high')} />,
          },
          {
            id: 'open',
            header: 'Open',
            numeric: true,
            width: 'w-12',
            narrowLabel: 'Open',
            cell: (row) => <CountLink count={row.open} href={hrefOf(row)} />,
          },
        ]}
      />
    </Section>
  )
}

function hrefOf({ account, region }: RegionRow, severity?: Severity): string {
  return findingsHref({ account: [account.id], region: [region], severity: severity && [severity] })
}
