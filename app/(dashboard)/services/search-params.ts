import { z } from 'zod'
import { accountParameter, addressOf, listOf } from '#app/_lib/address.ts'

const fields = {
  account: listOf(accountParameter),
  /** An account on the page to show, where there are more services than one page holds. */
  from: accountParameter.optional(),
  /** `all` opens every service down to its containers. */
  open: z.enum(['services', 'all']).default('services'),
}

export type ServicesQuery = z.infer<z.ZodObject<typeof fields>>

/** The address of the service tree. */
export const servicesAddress = addressOf('/services', fields)
