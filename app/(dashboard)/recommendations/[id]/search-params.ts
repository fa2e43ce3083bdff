import { z } from 'zod'
import { accountParameter, addressOf, listOf } from '#app/_lib/address.ts'
import { groupings, subjectLists } from './subject-lists.ts'

/** The address of one recommendation; `href` takes its path as well. */
export const recommendationAddress = addressOf('/recommendations', {
  /** Which subjects are listed; absent: the worst that occur. */
  show: z.enum(subjectLists).optional(),
  group: z.enum(groupings).default('owner'),
  account: listOf(accountParameter),
})

export type RecommendationQuery = NonNullable<Parameters<typeof recommendationAddress.href>[0]>

export function recommendationHref(id: string, query: RecommendationQuery = {}): string {
  return recommendationAddress.href(query, `/recommendations/${id}`)
}
