import { countResources, listResources, type ResourceCounts, type ResourceRow } from '#lib/data/estate/resources.ts'
import type { Page } from '#lib/data/page.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import type { FilterCounts } from './_components/resource-filters.tsx'
import { pageSize } from './_components/resource-table.tsx'
import { filterOf, type ResourcesQuery } from './search-params.ts'

export interface Inventory {
  page: Page<ResourceRow>
  counts: ResourceCounts
  filterCounts: FilterCounts
}

/** One page of the inventory, with the counts of the list and of its filters. */
export async function readInventory(viewer: Viewer, query: ResourcesQuery): Promise<Inventory> {
  const count = (change: ResourcesQuery) => countResources(viewer, filterOf({ ...query, ...change }))
  const { after, before } = query
  const [page, counts, kinds, regions, all] = await Promise.all([
    listResources(viewer, filterOf(query), { after, before, size: pageSize }),
    count({}),
    count({ kind: undefined }),
    count({ region: undefined }),
    count({ owner: undefined, exposed: undefined }),
  ])
  const filterCounts = {
    kinds: kinds.byType,
    regions: regions.byRegion,
    all: all.total,
    unowned: all.unowned,
    exposed: all.exposed,
  }
  return { page, counts, filterCounts }
}
