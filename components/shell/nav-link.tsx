'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { NavItem } from './shell-data.ts'

/** Marks the page itself and, for everything below it ("/findings/F-12"), the part of the product it belongs to. */
export function NavLink({ label, href, note }: NavItem) {
  const path = usePathname()
  const here = path === href
  const below = href !== '/' && path?.startsWith(`${href}/`)
  return (
    <Link href={href} aria-current={here ? 'page' : below ? 'true' : undefined}>
      {label}
      {note !== undefined && <span className="n">{note}</span>}
    </Link>
  )
}
