import { Pagination } from '#components/ui/pagination.tsx'
import type { TreePage } from '../read-tree.ts'
import { type ServicesQuery, servicesAddress } from '../search-params.ts'

/** The accounts before and after those of this page; nothing where one page holds all. */
export function TreePages({ tree: { pages, index }, query }: { tree: TreePage; query: ServicesQuery }) {
  if (pages.length <= 1) return null
  const before = pages.slice(0, index).flat().length
  const shown = pages[index] ?? []
  const hrefOf = (at: number) => {
    const from = pages[at]?.[0]?.account.id
    return from === undefined ? undefined : servicesAddress.href({ ...query, from })
  }
  return (
    <div className="py-2.5">
      <Pagination
        from={before + 1}
        to={before + shown.length}
        total={`${pages.flat().length} accounts`}
        previousHref={hrefOf(index - 1)}
        nextHref={hrefOf(index + 1)}
      />
    </div>
  )
}
