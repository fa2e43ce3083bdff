'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { saveRetentionDays } from '#lib/data/retention/days.ts'
import { previewRetention } from '#lib/data/retention/sweep.ts'

const days = z.coerce.number('Give days as whole numbers.')

/** Shows what would go, or holds from the next night on. */
export const retentionAction = formAction({
  permission: 'administer',
  verb: 'setting.change',
  fields: z.object({ history: days, evidence: days, ledgers: days, step: z.enum(['preview', 'save']) }),
  async run({ step, ...kept }, viewer) {
    if (step === 'preview') return { kept, removals: await previewRetention(viewer, kept) }
    await saveRetentionDays(viewer, kept)
    revalidatePath('/settings', 'layout')
    return { kept }
  },
})
