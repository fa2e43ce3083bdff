import { AccountRegion } from '#components/resource/account-region.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { ageColumn, severityColumn } from '#components/table/finding-columns.tsx'
import { TextLink } from '#components/ui/link.tsx'
import type { ResourceGroup } from '#lib/data/findings/groups.ts'
import { changed, type FindingsQuery, findingsHref } from '../search-params.ts'

/** One row a resource: how much fails on it, and for how long. */
export function ResourceGroups({ groups, query, now }: { groups: ResourceGroup[]; query: FindingsQuery; now: Date }) {
  return (
    <DataTable
      caption={`Findings by resource, ${groups.length} resources, the worst first`}
      bleed
      sticky
      rows={groups}
      rowKey={({ resource }) => String(resource)}
      columns={[
        severityColumn({ width: 'w-29' }),
        {
          id: 'resource',
          header: 'Resource',
          rowHeader: true,
          cell: ({ resource, name, type }) => (
            <>
              <TextLink href={findingsHref(changed(query, { group: 'none', resource }))} plain>
                {name}
              </TextLink>
              <span className="ml-2 font-normal text-ink-3">{type}</span>
            </>
          ),
        },
        {
          id: 'account',
          header: 'Account, region',
          width: 'w-56',
          cell: ({ account, region }) => <AccountRegion alias={account.alias} region={region} />,
        },
        {
          id: 'findings',
          header: 'Findings',
          numeric: true,
          width: 'w-20',
          narrowLabel: 'Findings',
          cell: ({ findings }) => findings,
        },
        ageColumn(({ oldest }: ResourceGroup) => oldest, now, { header: 'Oldest', narrowLabel: 'Oldest' }),
      ]}
    />
  )
}
