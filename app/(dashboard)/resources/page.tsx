import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { Given } from '#app/_lib/address.ts'
import { requireViewer } from '#app/_lib/viewer.ts'
import { BadAddress } from '#app/(dashboard)/_components/bad-address.tsx'
import { EmptyState } from '#components/page/empty-state.tsx'
import { PageHead } from '#components/page/page-head.tsx'
import { counted } from '#components/score/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { findResource } from '#lib/data/estate/resource.ts'
import { countResources, type ResourceCounts } from '#lib/data/estate/resources.ts'
import { ResourceFilters } from './_components/resource-filters.tsx'
import { ResourceTable } from './_components/resource-table.tsx'
import { readInventory } from './read-resources.ts'
import { filterOf, isFiltered, type ResourcesQuery, resourcesAddress } from './search-params.ts'

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
  const { page, counts, filterCounts } = await readInventory(viewer, query)
  return (
    <>
      <PageHead
        verdict={verdictOf(counts)}
        sub={<p>What ECS runs on and is reached through, as the latest scans saw it.</p>}
      />
      {(isFiltered(query) || counts.total > 0) && <ResourceFilters query={query} counts={filterCounts} />}
      {page.rows.length > 0 ? (
        <ResourceTable page={page} query={query} total={counts.total} />
      ) : (
        <NoResources query={query} />
      )}
    </>
  )
}

function verdictOf({ total, unowned }: ResourceCounts): string {
  if (total === 0) return 'No resources'
  return `${counted(total, 'resource')}, ${unowned} without an owner tag`
}

function NoResources({ query }: { query: ResourcesQuery }) {
  if (isFiltered(query)) {
    return (
      <EmptyState
        kind="filtered"
        title="No resource is left by these filters"
        action={<LinkButton href={resourcesAddress.href({ account: query.account })}>Clear filters</LinkButton>}
      />
    )
  }
  return (
    <div className="mt-4">
      <EmptyState
        kind="start"
        title="Nothing scanned yet"
        action={
          <LinkButton kind="primary" href="/accounts">
            Add or scan an account
          </LinkButton>
        }
      >
        Clusters, services, task definitions and what they use stand here once the first scan is stored.
      </EmptyState>
    </div>
  )
}
