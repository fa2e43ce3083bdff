import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { Given } from '#app/_lib/address.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { Incomplete } from '#app/(dashboard)/_components/incomplete.tsx'
import { NoEstate } from '#app/(dashboard)/_components/no-estate.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { counted, grouped } from '#components/score/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { listAccounts } from '#lib/data/accounts.ts'
import { findResource } from '#lib/data/estate/resource.ts'
import { countResources, type ResourceCounts } from '#lib/data/estate/resources.ts'
import { readOpenGaps } from '#lib/data/posture/gaps.ts'
import { ResourceFilters } from './_components/resource-filters.tsx'
import { ResourceTable } from './_components/resource-table.tsx'
import { readInventory } from './read-resources.ts'
import { filterOf, isFiltered, resourcesAddress } from './search-params.ts'
import { unusedAddress } from './unused/search-params.ts'

export const dynamic = 'force-dynamic'

interface Props {
  searchParams: Promise<Given>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const asked = resourcesAddress.read(await searchParams)
  if ('problem' in asked) return { title: 'Resources' }
  return { title: `${verdictOf(await countResources(await requireViewer(), filterOf(asked.query)))} - Resources` }
}

export default async function ResourcesPage({ searchParams }: Props) {
  const asked = resourcesAddress.read(await searchParams)
  if ('problem' in asked) return <BadAddress problem={asked.problem} href={resourcesAddress.href()} />
  const { query } = asked
  const viewer = await requireViewer()
  if (query.arn) {
    const resource = await findResource(viewer, query.arn)
    if (resource) redirect(`/resources/${resource.id}`)
    const problem = `No scan has seen “${query.arn}” in an account that you may see.`
    return <BadAddress problem={problem} href={resourcesAddress.href()} />
  }
  const [{ page, counts, filterCounts }, gaps, accounts] = await Promise.all([
    readInventory(viewer, query),
    readOpenGaps(viewer, { accounts: query.account }),
    listAccounts(viewer),
  ])
  return (
    <>
      <PageHead
        verdict={verdictOf(counts)}
        sub={
          <p>
            What ECS runs on and is reached through, as the latest scans saw it. <Incomplete gaps={gaps} />
          </p>
        }
        actions={<LinkButton href={unusedAddress.href({ account: query.account })}>Unused revisions</LinkButton>}
      />
      {(isFiltered(query) || counts.total > 0) && <ResourceFilters query={query} counts={filterCounts} />}
      {page.rows.length > 0 && <ResourceTable page={page} query={query} total={counts.total} />}
      {page.rows.length === 0 && isFiltered(query) && (
        <EmptyState
          kind="filtered"
          title="No resource is left by these filters"
          action={<LinkButton href={resourcesAddress.href({ account: query.account })}>Clear filters</LinkButton>}
        />
      )}
      {page.rows.length === 0 && !isFiltered(query) && (
        <div className="mt-4">
          <NoEstate what="resources" accounts={accounts} gaps={gaps} />
        </div>
      )}
    </>
  )
}

function verdictOf({ total, unowned }: ResourceCounts): string {
  if (total === 0) return 'No resources'
  return `${counted(total, 'resource')}, ${grouped(unowned)} without an owner tag`
}
