'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { pagesBase } from '#app/_lib/pages-base.ts'
import { invite, renewLink } from '#lib/auth/password-link.ts'
import { changeAccess, setDisabled } from '#lib/data/people/change.ts'
import { roles } from '#lib/data/viewer.ts'

const id = z.string().min(1).max(100)

const access = {
  role: z.enum(roles, 'Choose a role.'),
  sees: z.enum(['all', 'some'], 'Choose what they see.'),
  accounts: z.string().max(100_000).default(''),
}

export const invitePersonAction = formAction({
  permission: 'administer',
  verb: 'user.invite',
  fields: z.object({
    name: z.string().trim().min(1, 'Say what they are called.').max(100, 'Use at most 100 characters for the name.'),
    email: z.email('Give an e-mail address such as you@example.com.').max(254, 'This e-mail address is too long.'),
    ...access,
  }),
  async run({ name, email, role, ...typed }, viewer) {
    const person = { name, email, role, accounts: accountsOf(typed) }
    const handed = await invite(viewer, person, await pagesBase())
    revalidatePath('/settings', 'layout')
    return { name, ...handed }
  },
})

export const changeAccessAction = formAction({
  permission: 'administer',
  verb: 'user.change',
  fields: z.object({ id, ...access }),
  async run({ id, role, ...typed }, viewer) {
    await changeAccess(viewer, id, { role, accounts: accountsOf(typed) })
    revalidatePath('/', 'layout')
    return { saved: true }
  },
})

export const renewLinkAction = formAction({
  permission: 'administer',
  verb: 'user.password-link',
  fields: z.object({ id }),
  async run({ id }, viewer) {
    const { link } = await renewLink(viewer, id, await pagesBase())
    revalidatePath('/settings', 'layout')
    return { link }
  },
})

export const disableAction = formAction({
  permission: 'administer',
  verb: 'user.disable',
  fields: z.object({ id, disabled: z.enum(['yes', 'no']) }),
  async run({ id, disabled }, viewer) {
    await setDisabled(viewer, id, disabled === 'yes')
    revalidatePath('/', 'layout')
  },
})

function accountsOf({ sees, accounts }: { sees: 'all' | 'some'; accounts: string }): 'all' | string[] {
  return sees === 'all' ? 'all' : accounts.split(',').filter((account) => account !== '')
}
