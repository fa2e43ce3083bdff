'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { MenuLink } from '#components/ui/menu.tsx'
import { Popover } from '#components/ui/popover.tsx'
import type { Scope } from './shell-data.ts'

/** Limits the page to one account by its address; what belongs to the old scope (page, open finding) is dropped. */
export function ScopeMenu({ scope }: { scope: Scope }) {
  const path = usePathname() ?? '/'
  const query = useSearchParams()
  const current = scope.accounts.find((account) => account.id === scope.accountId)

  const hrefFor = (accountId?: string) => {
    const next = new URLSearchParams(query ?? undefined)
    for (const name of ['account', 'page', 'finding']) next.delete(name)
    if (accountId) next.set('account', accountId)
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
            {current ? current.alias && current.id : scope.accounts.map(({ id, alias }) => alias ?? id).join(', ')}
          </span>
        </>
      }
    >
      <MenuLink href={hrefFor()} current={!current}>
        All accounts
      </MenuLink>
      {scope.accounts.map(({ id, alias }) => (
        <MenuLink key={id} href={hrefFor(id)} current={id === scope.accountId} note={alias && id}>
          {alias ?? id}
        </MenuLink>
      ))}
    </Popover>
  )
}
