'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
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
