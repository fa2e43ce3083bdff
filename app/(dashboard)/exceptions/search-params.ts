import { z } from 'zod'
import { accountParameter, addressOf, listOf, textParameter } from '#app/_lib/address.ts'
import { exceptionTabs } from '#lib/data/exceptions/list.ts'

const fields = {
  tab: z.enum(exceptionTabs).default('active'),
  account: listOf(accountParameter),
  after: textParameter.optional(),
  before: textParameter.optional(),
}

export type ExceptionsQuery = z.infer<z.ZodObject<typeof fields>>

const address = addressOf('/exceptions', fields)

export const readExceptionsQuery = address.read
export const exceptionsHref = address.href
