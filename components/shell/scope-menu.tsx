'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { MenuLink } from '#components/ui/menu.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { accountParameter, useScopedAccount } from './scope.ts'
import type { ScopedAccount } from './shell-data.ts'

/** What belongs to one scope alone: a place in its list, an open finding. */
const ofOneScope = [accountParameter, 'after', 'before', 'page', 'finding']

/** Limits the page to one account by its address. */
export function ScopeMenu({ accounts }: { accounts: ScopedAccount[] }) {
  const path = usePathname() ?? '/'
  const query = useSearchParams()
  const scoped = useScopedAccount()
  const current = accounts.find(({ id }) => id === scoped)

  const hrefFor = (accountId?: string) => {
    const next = new URLSearchParams(query ?? undefined)
    for (const name of ofOneScope) next.delete(name)
    if (accountId) next.set(accountParameter, accountId)
    const search = next.toString()
    return search ? `${path}?${search}` : path
  }

  return (
    <Popover
      id="scope-menu"
      kind="normal"
      trigger={
        <>
          {current ? (current.alias ?? current.id) : 'All accounts'}{' '}
          <span className="max-w-48 truncate font-normal text-ink-3">
            {current ? current.alias && current.id : accounts.map(({ id, alias }) => alias ?? id).join(', ')}
          </span>
        </>
      }
    >
      <MenuLink href={hrefFor()} current={!current}>
        All accounts
      </MenuLink>
      {accounts.map(({ id, alias }) => (
        <MenuLink key={id} href={hrefFor(id)} current={id === scoped} note={alias && id}>
          {alias ?? id}
        </MenuLink>
      ))}
    </Popover>
  )
}
