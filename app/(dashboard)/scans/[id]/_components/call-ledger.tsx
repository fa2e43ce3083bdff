import { Section } from '#components/page/section.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { LedgerEntry } from '#lib/data/store/ledger.ts'
import { type CallTotals, ledgerByAction } from '../ledger.ts'

/** Every call the scan made, by action. `whole` shows all actions, else the busiest and those with trouble. */
export function CallLedger({ entries, whole, scan }: { entries: LedgerEntry[]; whole: boolean; scan: number }) {
  const { rows, hidden, total } = ledgerByAction(entries, whole)
  const amount = (of: keyof Omit<CallTotals, 'action'>, header: string, width: string) => ({
    id: of,
    header,
    numeric: true,
    width,
    narrowLabel: header.toLowerCase(),
    cell: (row: CallTotals) => <Amount of={of} count={row[of]} />,
    total: total[of],
  })
  return (
    <Section id="ledger" title="Call ledger" note="every physical call; paced below the published AWS rates" first>
      <DataTable
        caption={`Calls by action, the most first, ${rows.length} rows`}
        density="dense"
        rows={rows}
        rowKey={({ action }) => action}
        columns={[
          {
            id: 'action',
            header: 'Action',
            rowHeader: true,
            className: 'whitespace-normal',
            cell: ({ action }) => <ActionName action={action} />,
            total: 'All',
          },
          amount('count', 'Calls', 'w-13'),
          amount('throttled', 'Throttled', 'w-18'),
          amount('retried', 'Retried', 'w-15'),
          amount('denied', 'Denied', 'w-15'),
          amount('failed', 'Failed', 'w-14'),
        ]}
      />
      {(hidden > 0 || whole) && (
        <p className="mt-2 text-sm">
          <TextLink href={whole ? `/scans/${scan}#ledger` : `/scans/${scan}?ledger=all#ledger`}>
            {whole ? 'Show the busiest only' : `Show ${hidden} more`}
          </TextLink>
        </p>
      )}
    </Section>
  )
}

/** Breaks after the service where there is no room for the whole. */
function ActionName({ action }: Pick<CallTotals, 'action'>) {
  const at = action.indexOf(':') + 1
  return (
    <span className="mono">
      {action.slice(0, at)}
      <wbr />
      {action.slice(at)}
    </span>
  )
}

function Amount({ of, count }: { of: string; count: number }) {
  if (count === 0) return <span className="text-ink-3">0</span>
  return of === 'denied' || of === 'failed' ? <span className="font-medium text-unknown">{count}</span> : count
}
