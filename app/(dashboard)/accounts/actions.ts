'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { deleteAccount, setPaused, updateAccount } from '#lib/data/accounts.ts'
import { InvalidInput } from '#lib/data/invalid.ts'

const id = z.string().regex(/^\d{12}$/, 'Choose an account.')
const alias = z.string().trim().min(1, 'Give the account a name.').max(60, 'Use at most 60 characters for the name.')

export const renameAccountAction = formAction({
  permission: 'manage-accounts',
  verb: 'account.change',
  fields: z.object({ id, alias }),
  async run(input, viewer) {
    await updateAccount(viewer, input.id, { alias: input.alias })
    revalidatePath('/accounts')
    return { alias: input.alias }
  },
})

export const pauseAccountAction = formAction({
  permission: 'manage-accounts',
  verb: 'account.pause',
  fields: z.object({ id, paused: z.enum(['yes', 'no']) }),
  async run(input, viewer) {
    await setPaused(viewer, input.id, input.paused === 'yes')
    revalidatePath('/accounts')
  },
})

/** Deletes only for whoever types the account's id. */
export const deleteAccountAction = formAction({
  permission: 'manage-accounts',
  verb: 'account.delete',
  fields: z.object({ id, confirmation: z.string().trim() }),
  async run(input, viewer) {
    if (input.confirmation !== input.id) {
      throw new InvalidInput(`Type ${input.id} to delete the account: nothing was deleted.`)
    }
    await deleteAccount(viewer, input.id)
    redirect('/accounts')
  },
})
