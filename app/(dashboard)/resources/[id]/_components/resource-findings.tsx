import { failTitleOf, titleOf } from '#app/_lib/checks.ts'
import { EmptyState } from '#components/page/empty-state.tsx'
import { Section } from '#components/page/section.tsx'
import { counted } from '#components/score/format.ts'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { ageColumn, severityColumn } from '#components/table/finding-columns.tsx'
import { ChangeTag } from '#components/tags/change-tag.tsx'
import { type Status, StatusTag } from '#components/tags/status-tag.tsx'
import type { Instant } from '#components/time/format.ts'
import { Age } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ResourceDetail } from '#lib/data/estate/resource.ts'
import type { FindingRow } from '#lib/data/findings/row.ts'

/** What fails on the resource, first; then, folded, everything else that was judged. */
export function ResourceFindings({ resource, now }: { resource: ResourceDetail; now: Instant }) {
  const { findings, others } = resource
  const open = findings.filter(({ state }) => state === 'open')
  const closed = findings.filter(({ state }) => state !== 'open')
  return (
    <Section
      id="findings"
      title="Findings"
      note={`${open.length} open, ${counted(others.length, 'other outcome')}`}
      first
    >
      {open.length > 0 ? (
        <DataTable
          caption={`Open findings of this resource, the most urgent first, ${counted(open.length, 'row')}`}
          density="two"
          columns={openColumns(now)}
          rows={open}
          rowKey={({ id }) => id}
        />
      ) : (
        <EmptyState
          kind={others.length > 0 ? 'clear' : 'start'}
          title={others.length > 0 ? 'Nothing fails on this resource' : 'No check has judged this resource'}
        >
          {others.length > 0 && `${counted(others.length, 'outcome')} of the latest scan below.`}
        </EmptyState>
      )}
      {others.length > 0 && <Others others={others} />}
      {closed.length > 0 && <Resolved findings={closed} now={now} />}
    </Section>
  )
}

function openColumns(now: Instant): Column<FindingRow>[] {
  return [
    severityColumn(),
    {
      id: 'title',
      header: 'Finding',
      rowHeader: true,
      cell: ({ id, check, message, change, excepted }) => (
        <>
          <TextLink href={`/findings/${id}`} plain>
            {failTitleOf(check)}
          </TextLink>{' '}
          {change && <ChangeTag kind={change} />} {excepted && <StatusTag status="excepted" />}
          <div className="text-sm font-normal text-ink-2">{message}</div>
        </>
      ),
    },
    { id: 'subject', header: 'About', width: 'w-44', className: 'text-ink-2', cell: ({ subject }) => subject.name },
    ageColumn(({ firstSeen }) => firstSeen, now),
  ]
}

const statuses: Readonly<Record<string, Status>> = {
  unknown: 'unknown',
  manual: 'manual',
  pass: 'pass',
  not_applicable: 'not_applicable',
}

/** Unknown outcomes stay open to the eye: they are no passes. */
function Others({ others }: Pick<ResourceDetail, 'others'>) {
  const unknown = others.filter(({ status }) => status === 'unknown' || status === 'manual')
  const quiet = others.filter(({ status }) => status !== 'unknown' && status !== 'manual')
  const passing = quiet.filter(({ status }) => status === 'pass').length
  return (
    <>
      {unknown.length > 0 && (
        <div className="mt-4">
          <OutcomeTable caption={`Outcomes that could not be judged, ${unknown.length} rows`} rows={unknown} />
        </div>
      )}
      {quiet.length > 0 && (
        <details className="mt-3">
          <summary className="text-ink-2">
            {passing} pass, {quiet.length - passing} not applicable
          </summary>
          <OutcomeTable caption={`Outcomes that pass or do not apply, ${quiet.length} rows`} rows={quiet} />
        </details>
      )}
    </>
  )
}

function OutcomeTable({ caption, rows }: { caption: string; rows: ResourceDetail['others'] }) {
  return (
    <DataTable
      caption={caption}
      density="dense"
      rows={rows}
      rowKey={({ fingerprint }) => fingerprint}
      columns={[
        {
          id: 'status',
          header: 'Outcome',
          width: 'w-34',
          cell: ({ status }) => <StatusTag status={statuses[status] ?? 'unknown'} />,
        },
        {
          id: 'title',
          header: 'Recommendation',
          rowHeader: true,
          cell: ({ check }) => (
            <TextLink href={`/recommendations/${check}`} plain>
              <span title={titleOf(check)}>{titleOf(check)}</span>
            </TextLink>
          ),
        },
        { id: 'name', header: 'About', width: 'w-44', className: 'text-ink-2', cell: ({ name }) => name },
        {
          id: 'message',
          header: 'What it says',
          className: 'text-ink-2',
          narrow: 'wide',
          cell: ({ message }) => <span title={message}>{message}</span>,
        },
      ]}
    />
  )
}

function Resolved({ findings, now }: { findings: FindingRow[]; now: Instant }) {
  return (
    <details className="mt-3">
      <summary className="text-ink-2">{findings.length} resolved</summary>
      <DataTable
        caption={`Resolved findings, the latest first, ${findings.length} rows`}
        density="dense"
        rows={findings}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'title',
            header: 'Finding',
            rowHeader: true,
            cell: ({ id, check }) => (
              <TextLink href={`/findings/${id}`} plain>
                {failTitleOf(check)}
              </TextLink>
            ),
          },
          { id: 'about', header: 'About', width: 'w-44', cell: ({ subject }) => subject.name },
          {
            id: 'resolved',
            header: 'Resolved for',
            width: 'w-28',
            numeric: true,
            cell: ({ resolved }) => resolved && <Age since={resolved.at} now={now} />,
          },
        ]}
      />
    </details>
  )
}
