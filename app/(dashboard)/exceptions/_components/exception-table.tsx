import { type Column, DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { utcDay } from '#components/time/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { ExceptionRow } from '#lib/data/exceptions/exception.ts'
import { coveredHref, endsSoon, kindWords, scopeWords, stateWords, subjectOf, timeLeft } from '../exception-words.ts'

/** Exceptions of one state. @param caption what they are and in which order */
export function ExceptionTable({ rows, caption, now }: { rows: ExceptionRow[]; caption: string; now: Date }) {
  return (
    <DataTable caption={caption} density="two" rows={rows} rowKey={({ id }) => String(id)} columns={columnsAt(now)} />
  )
}

const columnsAt = (now: Date): Column<ExceptionRow>[] => [
  { id: 'id', header: 'Id', width: 'w-14', className: 'text-ink-3', cell: ({ id }) => `E-${id}` },
  {
    id: 'what',
    header: 'What it covers',
    rowHeader: true,
    cell: (row) => (
      <>
        <TextLink href={`/exceptions/${row.id}`} plain>
          {subjectOf(row)}
        </TextLink>
        <span className="block truncate text-sm font-normal text-ink-2">
          <SeverityTag severity={row.severity} /> {scopeWords(row)}
        </span>
      </>
    ),
  },
  {
    id: 'reason',
    header: 'Reason',
    width: 'w-56',
    narrow: 'wide',
    cell: ({ kind, reason }) => (
      <>
        {kindWords[kind]}
        <span className="block truncate text-sm text-ink-2">{reason}</span>
      </>
    ),
  },
  {
    id: 'by',
    header: 'Asked by',
    width: 'w-40',
    narrowLabel: 'Asked by',
    cell: ({ requested, approved }) => (
      <>
        {requested.by.name}
        {approved && <span className="block truncate text-sm text-ink-2">approved {approved.by.name}</span>}
      </>
    ),
  },
  {
    id: 'until',
    header: 'Until',
    width: 'w-34',
    narrowLabel: 'Until',
    cell: ({ state, expiresAt, ended }) =>
      state === 'active' || state === 'pending' ? (
        <>
          {utcDay(expiresAt)}
          <span
            className={endsSoon(expiresAt, now) ? 'block text-sm font-medium text-fail' : 'block text-sm text-ink-2'}
          >
            {timeLeft(expiresAt, now)}
          </span>
        </>
      ) : (
        <>
          {utcDay(state === 'expired' ? expiresAt : (ended?.at ?? expiresAt))}
          <span className="block truncate text-sm text-ink-2">{stateWords[state]}</span>
        </>
      ),
  },
  {
    id: 'covers',
    header: 'Hides',
    numeric: true,
    width: 'w-16',
    narrowLabel: 'hides',
    cell: (row) =>
      row.state === 'active' ? (
        <TextLink href={coveredHref(row)} plain className="font-strong">
          {row.covers}
        </TextLink>
      ) : (
        '0'
      ),
  },
]
