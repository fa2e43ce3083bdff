import { z } from 'zod'
import { accountParameter, addressOf, listOf, textParameter } from '#app/_lib/address.ts'
import { attestationTabs } from '#lib/data/attestations/list.ts'

/** `due` are the questions that wait for an answer. */
export const tabs = ['due', ...attestationTabs] as const
export type Tab = (typeof tabs)[number]

export const attestationsAddress = addressOf('/attestations', {
  tab: z.enum(tabs).default('due'),
  account: listOf(accountParameter),
  after: textParameter.optional(),
  before: textParameter.optional(),
})

/** Where a subject that is asked something is answered. */
export function answerHref(fingerprint: string): string {
  return `/attestations/new?subject=${fingerprint}`
}
