'use client'

import { usePathname } from 'next/navigation'
import { PageLink } from '#components/ui/page-link.tsx'
import { currentness } from './currentness.ts'
import { accountParameter, useScopedAccount } from './scope.ts'
import type { NavItem } from './shell-data.ts'

/** Keeps the account the pages are limited to. Marks the page itself and, for everything below it ("/findings/F-12"), the part of the product it belongs to. */
export function NavLink({ label, href, note }: NavItem) {
  const path = usePathname()
  const account = useScopedAccount()
  return (
    <PageLink href={account ? `${href}?${accountParameter}=${account}` : href} aria-current={currentness(path, href)}>
      {label}
      {note !== undefined && <span className="n">{note}</span>}
    </PageLink>
  )
}
