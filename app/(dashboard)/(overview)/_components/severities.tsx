import { HiddenLine } from '#components/page/hidden-line.tsx'
import { Section } from '#components/page/section.tsx'
import { grouped } from '#components/score/format.ts'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { CountLink } from '#components/ui/count-link.tsx'
import type { FindingTab } from '#lib/data/findings/filter.ts'
import type { Posture, SeverityCount } from '#lib/data/posture/posture.ts'
import { findingsHref } from '../../findings/search-params.ts'

type CountField = 'open' | 'opened' | 'regressed' | 'resolved' | 'excepted'

const fields: { field: CountField; header: string; tab: FindingTab; since?: 'last-scan'; width: string }[] = [
  { field: 'open', header: 'Open', tab: 'open', width: 'w-13' },
  { field: 'opened', header: 'New', tab: 'new', width: 'w-11' },
  { field: 'regressed', header: 'Regressed', tab: 'regressed', width: 'w-20' },
  { field: 'resolved', header: 'Resolved', tab: 'resolved', since: 'last-scan', width: 'w-18' },
  { field: 'excepted', header: 'Excepted', tab: 'excepted', width: 'w-18' },
]

/** Open findings by severity, what changed in them, and what is left out of the counts. */
export function Severities({ posture, account }: { posture: Posture; account?: string[] }) {
  const { severities, beside, since } = posture
  const columns: Column<SeverityCount>[] = [
    {
      id: 'severity',
      header: 'Severity',
      rowHeader: true,
      cell: ({ severity }) => <SeverityTag severity={severity} />,
      total: 'All',
    },
    ...fields.map(({ field, header, tab, since: of, width }): Column<SeverityCount> => {
      const known = since !== undefined || field === 'open' || field === 'excepted'
      const link = (count: number, severity?: SeverityCount['severity']) =>
        known ? (
          <CountLink count={count} href={findingsHref({ tab, since: of, account, severity: severity && [severity] })} />
        ) : (
          '–'
        )
      return {
        id: field,
        header,
        width,
        numeric: true,
        narrowLabel: header,
        className: field === 'open' ? 'font-medium' : undefined,
        cell: (row) => link(row[field], row.severity),
        total: link(severities.reduce((sum, row) => sum + row[field], 0)),
      }
    }),
  ]
  return (
    <Section id="open-findings" title="Open findings" first>
      <DataTable
        caption="Findings by severity"
        columns={columns}
        rows={severities}
        rowKey={({ severity }) => severity}
        fold={false}
      />
      <div className="mt-2">
        <HiddenLine label="Not in these counts" hidden={hiddenOf(beside, account)} />
      </div>
    </Section>
  )
}

function hiddenOf({ excepted, unknown, waiting, manual, registered }: Posture['beside'], account?: string[]) {
  return [
    { count: excepted, text: `${grouped(excepted)} under exception`, href: findingsHref({ tab: 'excepted', account }) },
    {
      count: unknown + waiting,
      text: `${grouped(unknown + waiting)} unknown${waiting > 0 ? `, ${grouped(waiting)} of them until more scans are stored` : ''}`,
      href: findingsHref({ tab: 'unknown', account }),
    },
    { count: manual, text: `${grouped(manual)} for a person to answer`, href: '/recommendations' },
    {
      count: registered,
      text: `${grouped(registered)} on registered-only revisions`,
      href: findingsHref({ tab: 'registered', account }),
    },
  ].filter(({ count }) => count > 0)
}
