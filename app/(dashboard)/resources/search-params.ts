import { z } from 'zod'
import { accountParameter, addressOf, listOf, textParameter, wordParameter } from '#app/_lib/address.ts'
import type { ResourceFilter } from '#lib/data/estate/resources.ts'

/** The address of the inventory. */
export const resourcesAddress = addressOf(
  '/resources',
  {
    kind: listOf(wordParameter),
    account: listOf(accountParameter),
    region: listOf(wordParameter),
    /** `none` asks for those without an owner tag. */
    owner: listOf(textParameter),
    exposed: z.enum(['yes', 'no']).optional(),
    q: textParameter.optional(),
    /** Opens the page of exactly this resource. */
    arn: textParameter.optional(),
    after: textParameter.optional(),
    before: textParameter.optional(),
    /** Number of the first row of the page, for its foot alone. */
    from: z.coerce.number().int().positive().max(1_000_000_000).default(1),
  },
  ['owner'],
)

export type ResourcesQuery = NonNullable<Parameters<typeof resourcesAddress.href>[0]>

/** The owner of the address that stands for none at all. */
export const noOwner = 'none'

/** The same list from its first page. */
export function changed(query: ResourcesQuery, change: ResourcesQuery): ResourcesQuery {
  return { ...query, after: undefined, before: undefined, from: 1, ...change }
}

export function filterOf({ kind, account, region, owner, exposed, q }: ResourcesQuery): ResourceFilter {
  const unowned = owner?.length === 1 && owner[0] === noOwner
  return {
    types: kind,
    accounts: account,
    regions: region,
    owners: unowned ? undefined : owner,
    unowned,
    exposed: exposed === undefined ? undefined : exposed === 'yes',
    text: q,
  }
}

export function isFiltered({ kind, region, owner, exposed, q }: ResourcesQuery): boolean {
  return [kind, region, owner, exposed, q].some((value) => value !== undefined)
}
