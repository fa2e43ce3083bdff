import { dataText } from '#app/_lib/data-text.ts'
import { Section } from '#components/page/section.tsx'
import { grouped } from '#components/score/format.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { LedgerEntry } from '#lib/data/store/ledger.ts'
import { type LedgerLine, ledgerLines, timeText } from '../ledger.ts'

const counts = ['count', 'retried', 'throttled', 'denied', 'failed'] as const
const headers = { count: 'Calls', retried: 'Retried', throttled: 'Throttled', denied: 'Denied', failed: 'Failed' }

/** Every call the scan made. `whole` shows all of them by action and region, else the busiest actions and those with trouble. */
export function CallLedger({ entries, whole, scan }: { entries: LedgerEntry[]; whole: boolean; scan: number }) {
  const { lines, hidden, total } = ledgerLines(entries, whole)
  const amount = (of: (typeof counts)[number]) => ({
    id: of,
    header: headers[of],
    numeric: true,
    width: 'w-22',
    narrowLabel: headers[of].toLowerCase(),
    cell: (line: LedgerLine) => <Amount of={of} count={line[of]} />,
    total: total[of],
  })
  return (
    <Section id="ledger" title="Call ledger" note="every physical call; paced below the published AWS rates">
      <DataTable
        caption={`Calls by action${whole ? ' and region' : ''}, the most first, ${lines.length} rows`}
        density="dense"
        rows={lines}
        rowKey={({ action, region }) => `${action} ${region}`}
        columns={[
          {
            id: 'action',
            header: 'Action',
            rowHeader: true,
            cell: ({ action }) => <span className="mono">{action}</span>,
            total: 'All',
          },
          {
            id: 'region',
            header: 'Region',
            width: 'w-36',
            className: 'text-ink-2',
            cell: ({ region }) => region,
            total: total.region,
          },
          ...counts.map(amount),
          {
            id: 'bytes',
            header: 'Data',
            numeric: true,
            width: 'w-22',
            narrowLabel: 'data',
            cell: ({ bytes }) => dataText(bytes),
            total: dataText(total.bytes),
          },
          {
            id: 'millis',
            header: 'Time',
            numeric: true,
            width: 'w-22',
            narrowLabel: 'time',
            cell: ({ millis }) => timeText(millis),
            total: timeText(total.millis),
          },
        ]}
      />
      <p className="mt-2 text-sm">
        <TextLink href={whole ? `/scans/${scan}#ledger` : `/scans/${scan}?ledger=all#ledger`}>
          {whole ? 'Show the busiest only' : hidden > 0 ? `Show ${hidden} more, by region` : 'Show by region'}
        </TextLink>
        <span className="text-ink-3">
          {' '}
          Time is from sending to the whole answer, summed over calls side by side. An answer that something is not
          there is an answer: it has not failed, and leaves no gap.
        </span>
      </p>
    </Section>
  )
}

function Amount({ of, count }: { of: string; count: number }) {
  if (count === 0) return <span className="text-ink-3">0</span>
  return of === 'denied' || of === 'failed' ? (
    <span className="font-medium text-unknown">{grouped(count)}</span>
  ) : (
    grouped(count)
  )
}
