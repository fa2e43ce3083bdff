'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { currentness } from './currentness.ts'
import type { NavItem } from './shell-data.ts'

/** Marks the page itself and, for everything below it ("/findings/F-12"), the part of the product it belongs to. */
export function NavLink({ label, href, note }: NavItem) {
  const path = usePathname()
  return (
    <Link href={href} aria-current={currentness(path, href)}>
      {label}
      {note !== undefined && <span className="n">{note}</span>}
    </Link>
  )
}
