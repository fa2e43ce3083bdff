'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { cancelScan } from '#lib/data/scan-life.ts'
import { startScan } from '#lib/scan/start-scan.ts'

/** Asks for a scan and goes to it. Says so when one of the account is running already. */
export const startScanAction = formAction({
  permission: 'scan',
  verb: 'scan.start',
  fields: z.object({ account: z.string().regex(/^\d{12}$/, 'Choose an account.') }),
  async run({ account }, viewer) {
    redirect(`/scans/${await startScan(viewer, account)}`)
  },
})

export const cancelScanAction = formAction({
  permission: 'scan',
  verb: 'scan.cancel',
  fields: z.object({ scan: z.coerce.number().int().positive() }),
  async run({ scan }, viewer) {
    await cancelScan(viewer, scan)
    revalidatePath(`/scans/${scan}`)
  },
})
