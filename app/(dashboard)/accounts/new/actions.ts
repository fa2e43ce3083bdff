'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { checks } from '#lib/checks/index.ts'
import { addAccount, findAccount, updateAccount } from '#lib/data/accounts.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import { listActiveScans } from '#lib/data/scans.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { addServerAccount, verifyAccount } from '#lib/scan/accounts.ts'
import { startScan } from '#lib/scan/start-scan.ts'
import { checksWithout, deniedByService } from './permissions.ts'
import { readTypedAccount } from './typed-account.ts'

const alias = z.string().trim().min(1, 'Give the account a name.').max(60, 'Use at most 60 characters for the name.')
const environment = z.enum(['production', 'staging', 'none'])
const id = z.string().regex(/^\d{12}$/, 'Choose an account.')

/** Adds the account and goes on to its role: the server makes the external id. */
export const addAccountAction = formAction({
  permission: 'manage-accounts',
  verb: 'account.add',
  fields: z.object({ account: z.string(), alias, environment }),
  async run(input, viewer) {
    const typed = readTypedAccount(input.account)
    if ('problem' in typed) throw new InvalidInput(typed.problem)
    await addAccount(viewer, { ...typed, alias: input.alias, kind: 'role', defaultTags: tagsOf(input.environment) })
    redirect(`/accounts/new?id=${typed.id}`)
  },
})

/** Adds the account that the server's own credentials belong to; its first scan starts at once. */
export const addServerAccountAction = formAction({
  permission: 'manage-accounts',
  verb: 'account.add',
  fields: z.object({ alias }),
  async run(input, viewer) {
    const account = await addServerAccount(viewer, input.alias)
    redirect(`/scans/${await startScan(viewer, account.id, 'first')}`)
  },
})

/**
 * Tries the role. When nothing is missing the first scan starts by itself; else it waits for the person to say that it
 * may go ahead without.
 */
export const verifyAccountAction = formAction({
  permission: 'manage-accounts',
  verb: 'account.verify',
  fields: z.object({ id, roleArn: z.string().trim().optional() }),
  async run(input, viewer) {
    const account = await findAccount(viewer, input.id)
    if (input.roleArn !== undefined && input.roleArn !== account?.roleArn) {
      await updateAccount(viewer, input.id, { roleArn: input.roleArn })
    }
    const verification = await verifyAccount(viewer, input.id)
    revalidatePath('/accounts')
    if (!verification.ok) throw new InvalidInput(verification.sentence)
    const { found } = verification
    const isFirst = account?.lastScan === undefined
    const scan = isFirst && found.denied.length === 0 ? await firstScan(viewer, input.id) : undefined
    return {
      ...found,
      deniedBy: deniedByService(found, checks),
      unknownChecks: checksWithout(found.denied, checks),
      isFirst,
      scan,
    }
  },
})

function tagsOf(name: z.infer<typeof environment>): Record<string, string> {
  return name === 'none' ? {} : { environment: name }
}

/** The scan that waits or runs already, else a new one. */
async function firstScan(viewer: Viewer, account: string): Promise<number> {
  const active = await listActiveScans(viewer)
  return active.find((scan) => scan.account.id === account)?.id ?? (await startScan(viewer, account, 'first'))
}
