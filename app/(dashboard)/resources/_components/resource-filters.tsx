import { switched } from '#app/_lib/address.ts'
import { kindWord, kindWords } from '#app/_lib/kinds.ts'
import { FilterBar } from '#components/filters/filter-bar.tsx'
import { FilterChip } from '#components/filters/filter-chip.tsx'
import { FilterMenu } from '#components/filters/filter-menu.tsx'
import { grouped } from '#components/score/format.ts'
import { Segmented } from '#components/ui/segmented.tsx'
import type { ResourceCounts } from '#lib/data/estate/resources.ts'
import { changed, noOwner, type ResourcesQuery, resourcesAddress } from '../search-params.ts'

/** The counts that the filters show, each without its own filter in force. */
export interface FilterCounts {
  kinds: ResourceCounts['byType']
  regions: ResourceCounts['byRegion']
  /** Without the choice of owner and exposure. */
  all: number
  unowned: number
  exposed: number
}

/** Search and filters of the inventory. */
export function ResourceFilters({ query, counts }: { query: ResourcesQuery; counts: FilterCounts }) {
  const { kind, region, owner, exposed, q } = query
  const hrefOf = (change: ResourcesQuery) => resourcesAddress.href(changed(query, change))
  const unowned = owner?.includes(noOwner) ?? false
  return (
    <FilterBar
      label="Filter resources"
      action="/resources"
      query={q}
      placeholder="Search names and owners"
      keep={resourcesAddress.parameters(changed(query, { q: undefined }))}
    >
      <Segmented
        label="Which resources"
        options={[
          {
            label: `All ${grouped(counts.all)}`,
            href: hrefOf({ owner: undefined, exposed: undefined }),
            current: !unowned && exposed === undefined,
          },
          {
            label: `No owner tag ${grouped(counts.unowned)}`,
            href: hrefOf({ owner: [noOwner], exposed: undefined }),
            current: unowned,
          },
          {
            label: `On an internet path ${grouped(counts.exposed)}`,
            href: hrefOf({ owner: undefined, exposed: 'yes' }),
            current: exposed === 'yes',
          },
        ]}
      />
      <FilterMenu
        id="filter-kind"
        label="Kind"
        options={counts.kinds.map(({ type, count }) => ({
          label: kindWords(type),
          href: hrefOf({ kind: switched(kind, type) }),
          chosen: kind?.includes(type) ?? false,
          count,
        }))}
      />
      <FilterMenu
        id="filter-region"
        label="Region"
        options={counts.regions.map(({ region: name, count }) => ({
          label: name,
          href: hrefOf({ region: switched(region, name) }),
          chosen: region?.includes(name) ?? false,
          count,
        }))}
      />
      {q && <FilterChip name="Text" value={q} removeHref={hrefOf({ q: undefined })} />}
      {kind?.map((each) => (
        <FilterChip key={each} name="Kind" value={kindWord(each)} removeHref={hrefOf({ kind: switched(kind, each) })} />
      ))}
      {region?.map((each) => (
        <FilterChip key={each} name="Region" value={each} removeHref={hrefOf({ region: switched(region, each) })} />
      ))}
      {exposed === 'no' && (
        <FilterChip name="Exposure" value="on no internet path" removeHref={hrefOf({ exposed: undefined })} />
      )}
      {owner
        ?.filter((each) => each !== noOwner)
        .map((each) => (
          <FilterChip key={each} name="Owner" value={each} removeHref={hrefOf({ owner: switched(owner, each) })} />
        ))}
    </FilterBar>
  )
}
