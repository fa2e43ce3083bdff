import { z } from 'zod'
import { accountParameter, addressOf, listOf, textParameter } from '#app/_lib/address.ts'
import { pillars } from '#app/_lib/words.ts'
import { severities } from '#lib/checks/result.ts'
import { guideStates } from './guide-rows.ts'

export const modes = ['automated', 'heuristic', 'attestation'] as const

/** The address of the guide. */
export const guideAddress = addressOf('/recommendations', {
  status: z.enum(['all', ...guideStates]).default('all'),
  pillar: listOf(z.enum(pillars)),
  severity: listOf(z.enum(severities)),
  mode: listOf(z.enum(modes)),
  account: listOf(accountParameter),
  q: textParameter.optional(),
})

export type GuideQuery = NonNullable<Parameters<typeof guideAddress.href>[0]>
