import type { ReactNode } from 'react'
import { FilterSearch } from './filter-search.tsx'

/**
 * Search and filters of a list, all in its address. The search is an ordinary form: `keep` are the other parameters of
 * the address, sent along so that searching does not lose a filter. Chips and filter menus are children.
 */
export function FilterBar({
  label,
  action,
  query,
  placeholder,
  keep,
  children,
}: {
  /** "Filter findings": names the region. */
  label: string
  action: string
  /** The search text in force. */
  query?: string
  placeholder: string
  keep: { name: string; value: string }[]
  children?: ReactNode
}) {
  return (
    <search className="flex flex-wrap items-center gap-2 py-2 print:hidden" aria-label={label}>
      <form action={action} className="w-52 max-md:w-full">
        {keep.map(({ name, value }) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <FilterSearch query={query} placeholder={placeholder} />
      </form>
      {children}
    </search>
  )
}
