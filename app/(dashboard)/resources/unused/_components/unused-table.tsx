import { FilterBar } from '#components/filters/filter-bar.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { utcDay } from '#components/time/format.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import type { Page } from '#lib/data/page.ts'
import type { UnusedCounts, UnusedRevision } from '#lib/data/registered/read.ts'
import { deregisterCommand } from '#lib/fix/deregister.ts'
import { type UnusedQuery, unusedAddress } from '../search-params.ts'
import { cautionWords } from '../unused-words.ts'

export const pageSize = 50

/** One page of the unused revisions, with the command of each. */
export function UnusedTable({
  page,
  query,
  counts,
}: {
  page: Page<UnusedRevision>
  query: UnusedQuery
  counts: UnusedCounts
}) {
  const { from = 1, account, q } = query
  const to = from + page.rows.length - 1
  const hrefOf = (change: UnusedQuery) => unusedAddress.href({ account, q, ...change })
  return (
    <>
      <FilterBar
        label="Filter unused revisions"
        action="/resources/unused"
        query={q}
        placeholder="Search families"
        keep={unusedAddress.parameters({ account })}
      >
        {counts.cautions > 0 && (
          <span className="text-sm text-ink-2">
            {counts.cautions} that a scheduler or a rollback may need are not in the file of commands
          </span>
        )}
      </FilterBar>
      <DataTable
        caption={`Unused revisions by account, region and family, ${from} to ${to} of ${counts.revisions}`}
        bleed
        sticky
        columns={columns}
        rows={page.rows}
        rowKey={({ account: { id }, region, family, revision }) => `${id} ${region} ${family} ${revision}`}
      />
      <div className="py-2.5">
        <Pagination
          from={from}
          to={to}
          total={counts.revisions}
          previousHref={page.previous && hrefOf({ before: page.previous, from: Math.max(1, from - pageSize) })}
          nextHref={page.next && hrefOf({ after: page.next, from: to + 1 })}
        />
      </div>
    </>
  )
}

const columns: Column<UnusedRevision>[] = [
  {
    id: 'family',
    header: 'Revision',
    rowHeader: true,
    cell: ({ family, revision }) => (
      <span className="mono wrap-anywhere">
        {family}:{revision}
      </span>
    ),
  },
  {
    id: 'place',
    header: 'Account, region',
    width: 'w-56',
    cell: ({ account, region }) => <AccountRegion alias={account.alias} region={region} />,
  },
  {
    id: 'registered',
    header: 'Registered',
    width: 'w-28',
    narrowLabel: 'registered',
    cell: ({ registeredAt }) =>
      registeredAt ? utcDay(registeredAt) : <span className="text-ink-3">not read yet</span>,
  },
  {
    id: 'left',
    header: 'Unused since',
    width: 'w-34',
    cell: ({ leftUse }) =>
      leftUse ? (
        <>
          <span className="text-ink-3 md:hidden">unused since </span>
          {utcDay(leftUse)}
        </>
      ) : (
        <span className="text-ink-3">never seen in use</span>
      ),
  },
  {
    id: 'caution',
    header: 'Caution',
    width: 'w-64',
    className: 'text-ink-2',
    cell: ({ caution }) => caution && cautionWords[caution],
  },
  {
    id: 'command',
    header: 'Command',
    width: 'w-24',
    cell: (row) => {
      const command = deregisterCommand({ ...row, account: row.account.id })
      return command && <CopyButton value={command} what={`command to deregister ${row.family}:${row.revision}`} />
    },
  },
]
