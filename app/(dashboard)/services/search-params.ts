import { z } from 'zod'
import { accountParameter, addressOf, listOf } from '#app/_lib/address.ts'

/** The address of the service tree. */
export const servicesAddress = addressOf('/services', {
  account: listOf(accountParameter),
  /** `all` opens every service down to its containers. */
  open: z.enum(['services', 'all']).default('services'),
})
