import { AccountRegion } from '#components/resource/account-region.tsx'
import { percent } from '#components/score/format.ts'
import { shownScore } from '#components/score/score.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { SeverityTag } from '#components/tags/severity-tag.tsx'
import { RelativeTime } from '#components/time/relative-time.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { AccountRow } from '#lib/data/accounts.ts'
import { AccountState } from './account-state.tsx'

/** Every account with how it stands. Why one fails stands in its own row. */
export function AccountTable({ accounts, now }: { accounts: AccountRow[]; now: Date }) {
  return (
    <DataTable
      caption={`Accounts by alias, ${accounts.length} rows`}
      density="two"
      rows={accounts}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'account',
          header: 'Account',
          rowHeader: true,
          width: 'w-[24%]',
          cell: ({ id, alias, kind }) => (
            <>
              <TextLink href={`/accounts/${id}`} plain>
                <AccountRegion alias={alias} id={id} />
              </TextLink>
              <span className="block text-sm text-ink-3">
                {kind === 'role' ? 'read with a role' : 'this server’s own account'}
              </span>
            </>
          ),
        },
        { id: 'state', header: 'State', narrow: 'wide', cell: (account) => <AccountState account={account} /> },
        {
          id: 'scan',
          header: 'Last scan',
          width: 'w-32',
          narrowLabel: 'Last scan',
          cell: ({ lastScan }) =>
            lastScan ? (
              <TextLink href={`/scans/${lastScan.id}`} plain>
                <RelativeTime at={lastScan.at} now={now} />
              </TextLink>
            ) : (
              <span className="text-ink-3">never</span>
            ),
        },
        {
          id: 'open',
          header: 'Open findings',
          width: 'w-56',
          narrow: 'wide',
          cell: (account) => <Open account={account} />,
        },
        {
          id: 'score',
          header: 'Score',
          numeric: true,
          width: 'w-24',
          narrowLabel: 'Score',
          cell: (account) => <ScoreCell account={account} />,
        },
        {
          id: 'coverage',
          header: 'Coverage',
          numeric: true,
          width: 'w-24',
          narrowLabel: 'Coverage',
          cell: ({ id, coverage }) =>
            coverage === undefined ? (
              <span className="text-ink-3">–</span>
            ) : (
              <TextLink href={`/findings?tab=unknown&account=${id}`} plain>
                {percent(coverage)}
              </TextLink>
            ),
        },
      ]}
    />
  )
}

function Open({ account: { id, open, lastScan } }: { account: AccountRow }) {
  if (!lastScan) return <span className="text-ink-3">–</span>
  const worst = (
    [
      ['critical', open.critical],
      ['high', open.high],
    ] as const
  ).filter(([, count]) => count > 0)
  return (
    <>
      <TextLink href={`/findings?account=${id}`} plain>
        {open.total} open
      </TextLink>
      <span className="flex flex-wrap gap-x-3 text-sm">
        {worst.map(([severity, count]) => (
          <TextLink key={severity} href={`/findings?severity=${severity}&account=${id}`} plain>
            <SeverityTag severity={severity} text={`${count} ${severity}`} />
          </TextLink>
        ))}
      </span>
    </>
  )
}

function ScoreCell({ account: { id, score, grade, coverage, lastScan } }: { account: AccountRow }) {
  const shown = shownScore({ score: score ?? null, coverage: coverage ?? 0 })
  if (!lastScan) return <span className="text-ink-3">–</span>
  if (shown === null) return <span className="text-unknown">no score</span>
  return (
    <TextLink href={`/?account=${id}`} plain>
      <b className="font-strong">{shown}</b> <span className="text-ink-2">{grade}</span>
    </TextLink>
  )
}
