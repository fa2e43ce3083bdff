'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { cancelScan } from '#lib/data/scan-life.ts'
import { settingsOf } from '#lib/scan/request.ts'
import { startScan } from '#lib/scan/start-scan.ts'

/** Names or ARNs, separated by commas. */
const names = z
  .string()
  .max(10_000)
  .transform((text) => text.split(',').filter((name) => name !== ''))
  .default([])

/** Asks for a scan of an account or of a part of it, and goes to it. Says so when one of the account is running already. */
export const startScanAction = formAction({
  permission: 'scan',
  verb: 'scan.start',
  fields: z.object({
    account: z.string().regex(/^\d{12}$/, 'Choose an account.'),
    regions: names,
    clusters: names,
    services: names,
  }),
  async run({ account, ...part }, viewer) {
    redirect(`/scans/${await startScan(viewer, account, 'manual', settingsOf(part))}`)
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
