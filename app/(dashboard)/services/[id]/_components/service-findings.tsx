import { failTitleOf } from '#app/_lib/checks.ts'
import { kindWord } from '#app/_lib/kinds.ts'
import { findingsHref } from '#app/(dashboard)/findings/search-params.ts'
import { EmptyState } from '#components/page/empty-state.tsx'
import { Section } from '#components/page/section.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { ageColumn, severityColumn } from '#components/table/finding-columns.tsx'
import type { Instant } from '#components/time/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { FindingRow } from '#lib/data/findings/row.ts'

/** As many as stand on the page; the list has all. */
const shown = 25

/** What is open on the service and on whatever it uses, the most urgent first. */
export function ServiceFindings({
  findings,
  service,
  now,
}: {
  findings: readonly FindingRow[]
  /** Its ARN. */
  service: string
  now: Instant
}) {
  const rows = findings.slice(0, shown)
  return (
    <Section
      id="findings"
      title="Open on it and on what it uses"
      actions={
        findings.length > 0 && <TextLink href={findingsHref({ service: [service] })}>All {findings.length}</TextLink>
      }
    >
      {rows.length === 0 ? (
        <EmptyState kind="clear" title="Nothing is open on this service" />
      ) : (
        <DataTable
          caption={`Open findings of the service, the most urgent first, ${rows.length} rows`}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            severityColumn(),
            {
              id: 'title',
              header: 'Finding',
              rowHeader: true,
              width: 'w-70',
              cell: ({ id, check }) => (
                <TextLink href={`/findings/${id}`} plain>
                  {failTitleOf(check)}
                </TextLink>
              ),
            },
            {
              id: 'message',
              header: 'What we saw',
              className: 'text-ink-2',
              narrow: 'wide',
              cell: ({ message }) => <span title={message}>{message}</span>,
            },
            {
              id: 'kind',
              header: 'Kind',
              width: 'w-34',
              className: 'text-ink-2',
              cell: ({ subject }) => kindWord(subject.type),
            },
            {
              id: 'about',
              header: 'About',
              width: 'w-48',
              cell: ({ subject, resource }) => (
                <TextLink href={`/resources/${resource}`} plain>
                  <span title={subject.name}>{subject.name}</span>
                </TextLink>
              ),
            },
            ageColumn(({ firstSeen }: FindingRow) => firstSeen, now),
          ]}
        />
      )}
    </Section>
  )
}
