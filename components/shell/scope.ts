'use client'

import { useSearchParams } from 'next/navigation'

/** The parameter of every address that limits a page to one account. */
export const accountParameter = 'account'

/** The one account the page is limited to; undefined means all of them, or several. */
export function useScopedAccount(): string | undefined {
  const chosen = useSearchParams()?.getAll(accountParameter)
  const [only] = chosen ?? []
  return chosen?.length === 1 && /^\d{12}$/.test(only ?? '') ? only : undefined
}
