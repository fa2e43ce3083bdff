'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import type { AuditEntry } from '#lib/data/audit.ts'
import { approveException, refuseException, revokeException } from '#lib/data/exceptions/decide.ts'
import { exceptionKinds } from '#lib/data/exceptions/exception.ts'
import { requestException } from '#lib/data/exceptions/request.ts'
import { findFinding } from '#lib/data/findings/detail.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import type { Permission, Viewer } from '#lib/data/viewer.ts'
import { endOf, scopeFrom, scopeKinds, terms } from './typed-exception.ts'

const id = z.coerce.number().int().positive().max(2_147_483_647)

export const requestExceptionAction = formAction({
  permission: 'request-exception',
  verb: 'exception.request',
  fields: z.object({
    finding: z.string().regex(/^F-\d{1,18}$/, 'Only a finding with an F-number can be excepted.'),
    scope: z.enum(scopeKinds),
    tag: z.string().max(600).optional(),
    everywhere: z.enum(['yes', 'no']).default('no'),
    kind: z.enum(exceptionKinds, 'Choose what kind of exception it is.'),
    reason: z
      .string()
      .trim()
      .min(10, 'Write the reason for an auditor, in at least 10 characters.')
      .max(2_000, 'Use at most 2,000 characters for the reason.'),
    days: z.enum(terms, 'Choose how long it lasts.'),
    day: z
      .string()
      .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'Choose a day from the calendar.')
      .optional(),
  }),
  async run({ finding: number, everywhere, kind, reason, days, day, ...typed }, viewer) {
    const finding = await findFinding(viewer, number)
    if (!finding) throw new InvalidInput('There is no such finding any more: go back to the list.')
    const scope = scopeFrom({ ...typed, everywhere: everywhere === 'yes' }, finding)
    const asked = await requestException(viewer, { kind, reason, scope, expiresAt: endOf({ day, days }, new Date()) })
    revalidatePath('/', 'layout')
    redirect(`/exceptions/${asked}`)
  },
})

export const approveExceptionAction = decision('approve-exception', 'exception.approve', approveException)
export const refuseExceptionAction = decision('approve-exception', 'exception.refuse', refuseException)
export const revokeExceptionAction = decision('request-exception', 'exception.revoke', revokeException)

function decision(
  permission: Permission,
  verb: AuditEntry['verb'],
  decide: (viewer: Viewer, exception: number) => Promise<void>,
) {
  return formAction({
    permission,
    verb,
    fields: z.object({ id }),
    async run(input, viewer) {
      await decide(viewer, input.id)
      revalidatePath('/', 'layout')
    },
  })
}
