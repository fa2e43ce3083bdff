import { kindWord } from '#app/_lib/kinds.ts'
import { OpenCount, WorstOpen } from '#app/(dashboard)/_components/open-findings.tsx'
import { AccountRegion } from '#components/resource/account-region.tsx'
import { grouped } from '#components/score/format.ts'
import { type Column, DataTable } from '#components/table/data-table.tsx'
import { TextLink } from '#components/ui/link.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import type { ResourceRow } from '#lib/data/estate/resources.ts'
import type { Page } from '#lib/data/page.ts'
import { changed, type ResourcesQuery, resourcesAddress } from '../search-params.ts'

export const pageSize = 50

/** One page of the inventory. */
export function ResourceTable({
  page,
  query,
  total,
}: {
  page: Page<ResourceRow>
  query: ResourcesQuery
  total: number
}) {
  const { from = 1 } = query
  const to = from + page.rows.length - 1
  const hrefOf = (change: ResourcesQuery) => resourcesAddress.href(changed(query, change))
  return (
    <>
      <DataTable
        caption={`Resources by account and name, ${grouped(from)} to ${grouped(to)} of ${grouped(total)}`}
        bleed
        sticky
        columns={columns}
        rows={page.rows}
        rowKey={({ id }) => String(id)}
      />
      <div className="py-2.5">
        <Pagination
          from={from}
          to={to}
          total={total}
          previousHref={page.previous && hrefOf({ before: page.previous, from: Math.max(1, from - pageSize) })}
          nextHref={page.next && hrefOf({ after: page.next, from: to + 1 })}
        />
      </div>
    </>
  )
}

const columns: Column<ResourceRow>[] = [
  {
    id: 'name',
    header: 'Name',
    rowHeader: true,
    cell: ({ id, name, key }) => (
      <TextLink href={`/resources/${id}`} plain>
        <span title={key}>{name}</span>
      </TextLink>
    ),
  },
  { id: 'kind', header: 'Kind', width: 'w-38', className: 'text-ink-2', cell: ({ type }) => kindWord(type) },
  {
    id: 'place',
    header: 'Account, region',
    width: 'w-56',
    cell: ({ account, region }) => <AccountRegion alias={account.alias} region={region} />,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 'w-30',
    cell: ({ owner }) => owner ?? <span className="text-ink-3">no owner tag</span>,
  },
  {
    id: 'exposure',
    header: 'Exposure',
    width: 'w-24',
    className: 'text-ink-2',
    cell: ({ exposed }) => exposed && 'internet path',
  },
  { id: 'worst', header: 'Worst open', width: 'w-28', cell: ({ open }) => <WorstOpen open={open} /> },
  {
    id: 'open',
    header: 'Open',
    numeric: true,
    width: 'w-18',
    narrowLabel: 'open',
    cell: ({ id, open }) => <OpenCount resource={id} open={open} />,
  },
]
