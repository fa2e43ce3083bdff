import { z } from 'zod'
import { addressOf, textParameter } from '#app/_lib/address.ts'
import { scopeKinds } from '../typed-exception.ts'

const address = addressOf(
  '/exceptions/new',
  {
    /** The finding that it is asked for. */
    finding: z
      .string()
      .regex(/^F-\d{1,18}$/)
      .optional(),
    scope: z.enum(scopeKinds).default('finding'),
    tag: textParameter.optional(),
    everywhere: z.enum(['yes', 'no']).default('no'),
  },
  ['tag'],
)

export const readNewExceptionQuery = address.read
export const newExceptionHref = address.href
