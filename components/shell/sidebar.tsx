'use client'

import { usePathname } from 'next/navigation'
import { buttonClass } from '#components/ui/button.tsx'
import { PageLink } from '#components/ui/page-link.tsx'
import { NavLink } from './nav-link.tsx'
import type { NavGroup } from './shell-data.ts'

/** On narrow screens the list folds behind a disclosure that works without script; going to another page closes it. */
export function Sidebar({ nav }: { nav: NavGroup[] }) {
  const path = usePathname()
  return (
    <nav className="side" aria-label="Main">
      <div className="brand">
        <Mark />
        <PageLink href="/">Tidewaiter</PageLink>
        <details key={path}>
          <summary className={buttonClass('normal')}>Menu</summary>
        </details>
      </div>
      <div className="navs">
        {nav.map((group) => (
          <NavSection key={group.title ?? ''} group={group} />
        ))}
      </div>
    </nav>
  )
}

function NavSection({ group }: { group: NavGroup }) {
  return (
    <>
      {group.title && <h2>{group.title}</h2>}
      <ul>
        {group.items.map((item) => (
          <li key={item.href}>
            <NavLink {...item} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Two waves: the product's mark. */
export function Mark() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d="M1 10.5c2.3-2.4 4.7-2.4 7 0s4.7 2.4 7 0M1 5.500c2.3-2.4 4.7-2.4 7 0s4.7 2.4 7 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
    </svg>
  )
}
