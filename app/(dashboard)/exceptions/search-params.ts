import { z } from 'zod'
import { addressOf, textParameter } from '#app/_lib/address.ts'
import { exceptionTabs } from '#lib/data/exceptions/list.ts'

const address = addressOf('/exceptions', {
  tab: z.enum(exceptionTabs).default('active'),
  after: textParameter.optional(),
  before: textParameter.optional(),
})

export const readExceptionsQuery = address.read
export const exceptionsHref = address.href
