import { z } from 'zod'
import { accountParameter, addressOf, listOf, textParameter, wordParameter } from '#app/_lib/address.ts'
import { exceptionTabs } from '#lib/data/exceptions/list.ts'

const fields = {
  tab: z.enum(exceptionTabs).default('active'),
  account: listOf(accountParameter),
  check: wordParameter.optional(),
  after: textParameter.optional(),
  before: textParameter.optional(),
}

export type ExceptionsQuery = z.infer<z.ZodObject<typeof fields>>

const address = addressOf('/exceptions', fields)

export const readExceptionsQuery = address.read
export const exceptionsHref = address.href

/** The file of a list: all of its pages. */
export function exportHref({ tab, account, check }: Partial<ExceptionsQuery>): string {
  return address.href({ tab, account, check }, '/exceptions/export')
}
