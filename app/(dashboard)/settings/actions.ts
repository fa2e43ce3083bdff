'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { saveServiceProvider } from '#lib/data/attestations/validity.ts'
import { saveRateShare } from '#lib/data/settings.ts'

const percent = z.coerce.number('Give the share as a whole number of percent.')

export const saveRateShareAction = formAction({
  permission: 'administer',
  verb: 'setting.change',
  fields: z.object({ percent }),
  async run(input, viewer) {
    await saveRateShare(viewer, input.percent)
    revalidatePath('/settings')
    return { percent: input.percent }
  },
})

export const saveServiceProviderAction = formAction({
  permission: 'administer',
  verb: 'setting.change',
  fields: z.object({ provider: z.enum(['yes', 'no'], 'Choose yes or no.') }),
  async run({ provider }, viewer) {
    await saveServiceProvider(viewer, provider === 'yes')
    revalidatePath('/settings')
    return { saved: true }
  },
})
