import { titleOf } from '#app/_lib/checks.ts'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { StatusTag } from '#components/tags/status-tag.tsx'
import { utcDay } from '#components/time/format.ts'
import { TextLink } from '#components/ui/link.tsx'
import type { AttestationRow } from '#lib/data/attestations/list.ts'
import { answerWords, attestationId, scopeWords } from '../attestation-words.ts'

const looks = { pending: 'waiting', valid: 'attested', declined: 'not_applicable', ended: 'not_applicable' } as const

/** Answers, the newest first. `withCheck` names the recommendation of each. */
export function AttestationTable({ rows, withCheck = true }: { rows: AttestationRow[]; withCheck?: boolean }) {
  return (
    <DataTable
      caption={`Answers, the newest first, ${rows.length} rows`}
      columns={withCheck ? [id, check, ...rest] : [{ ...id, rowHeader: true }, ...rest]}
      rows={rows}
      rowKey={attestationId}
    />
  )
}

const id: Column<AttestationRow> = {
  id: 'id',
  header: 'Number',
  width: 'w-18',
  cell: (row) => (
    <TextLink href={`/attestations/${row.id}`} plain>
      {attestationId(row)}
    </TextLink>
  ),
}

const check: Column<AttestationRow> = {
  id: 'check',
  header: 'Recommendation',
  rowHeader: true,
  cell: (row) => (
    <TextLink href={`/attestations/${row.id}`} plain>
      <span title={row.check}>{titleOf(row.check)}</span>
    </TextLink>
  ),
}

const rest: Column<AttestationRow>[] = [
  {
    id: 'scope',
    header: 'Speaks of',
    className: 'text-ink-2',
    narrow: 'wide',
    cell: (row) => <span title={scopeWords(row)}>{scopeWords(row)}</span>,
  },
  {
    id: 'answer',
    header: 'Answer',
    width: 'w-44',
    cell: (row) => <StatusTag status={looks[row.state]} text={answerWords(row)} />,
  },
  { id: 'signed', header: 'Signed by', width: 'w-36', className: 'text-ink-2', cell: ({ signed }) => signed.name },
  {
    id: 'until',
    header: 'Until',
    numeric: true,
    width: 'w-26',
    narrowLabel: 'until',
    cell: ({ until, ended }) => utcDay(ended?.at ?? until),
  },
]
