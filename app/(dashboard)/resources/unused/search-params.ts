import { z } from 'zod'
import { accountParameter, addressOf, listOf, textParameter } from '#app/_lib/address.ts'
import type { UnusedFilter } from '#lib/data/registered/read.ts'

/** The address of the unused revisions. */
export const unusedAddress = addressOf('/resources/unused', {
  account: listOf(accountParameter),
  q: textParameter.optional(),
  after: textParameter.optional(),
  before: textParameter.optional(),
  /** Number of the first row of the page, for its foot alone. */
  from: z.coerce.number().int().positive().max(1_000_000_000).default(1),
})

export type UnusedQuery = NonNullable<Parameters<typeof unusedAddress.href>[0]>

export function filterOf({ account, q }: UnusedQuery): UnusedFilter {
  return { accounts: account, text: q }
}

/** The files of a list. */
export function exportHref(query: UnusedQuery, format: 'csv' | 'sh'): string {
  const { account, q } = query
  const href = unusedAddress.href({ account, q }, '/resources/unused/export')
  return `${href}${href.includes('?') ? '&' : '?'}format=${format}`
}
