import { grouped } from '#components/score/format.ts'
import { MenuLink } from '#components/ui/menu.tsx'
import { Popover } from '#components/ui/popover.tsx'

export type FilterOption = {
  label: string
  /** The list with this option switched. */
  href: string
  chosen: boolean
  /** How many rows it has under the other filters in force. */
  count?: number
}

/** The options of one filter. Each is a link that switches it, so the choice is in the address. */
export function FilterMenu({ id, label, options }: { id: string; label: string; options: FilterOption[] }) {
  return (
    <Popover id={id} trigger={label}>
      {options.map((option) => (
        <MenuLink
          key={option.label}
          href={option.href}
          current={option.chosen}
          note={option.count === undefined ? undefined : grouped(option.count)}
        >
          {option.label}
        </MenuLink>
      ))}
    </Popover>
  )
}
