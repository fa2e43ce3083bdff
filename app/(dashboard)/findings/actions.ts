'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { triages } from '#lib/data/findings/filter.ts'
import { InvalidInput } from '#lib/data/invalid.ts'
import { triageMany, undoBulkTriage } from '#lib/data/triage/bulk.ts'
import { triageFinding } from '#lib/data/triage/triage.ts'
import { selectionOf } from './triage/selection.ts'

/** A select that was left on "as it is" sends nothing of this. */
const asItIs = 'as-it-is'
const comment = z.string().max(2_000, 'Write at most 2,000 characters.').optional()

export const triageAction = formAction({
  permission: 'triage',
  verb: 'finding.triage',
  fields: z.object({
    id: z.string().regex(/^F-\d{1,18}$/, 'Only a finding with an F-number can be triaged.'),
    triage: z.enum(triages).optional(),
    assignee: z.string().max(100).optional(),
    comment,
  }),
  async run({ id, triage, assignee, comment }, viewer) {
    await triageFinding(viewer, id, { triage, assignee: assignee === '' ? null : assignee, comment })
    revalidatePath('/', 'layout')
  },
})

export const triageManyAction = formAction({
  permission: 'triage',
  verb: 'finding.triage-many',
  fields: z.object({
    /** The address of the list, without its path: what was counted is what is changed. */
    search: z.string().max(20_000),
    expected: z.coerce.number().int().positive(),
    triage: z.enum([asItIs, ...triages]),
    assignee: z.string().max(100),
    comment,
  }),
  async run({ search, expected, triage, assignee, comment }, viewer) {
    const selection = selectionOf(viewer, search)
    if ('problem' in selection) throw new InvalidInput(selection.problem)
    const change = {
      ...(triage !== asItIs && { triage }),
      ...(assignee !== asItIs && { assignee: assignee === '' ? null : assignee }),
      comment,
    }
    const { count, changed } = await triageMany(viewer, selection.filter, change, expected)
    revalidatePath('/', 'layout')
    return { count, changed }
  },
})

export const undoTriageAction = formAction({
  permission: 'triage',
  verb: 'finding.undo-triage',
  fields: z.object({ id: z.coerce.number().int().positive() }),
  async run({ id }, viewer) {
    const changed = await undoBulkTriage(viewer, id)
    revalidatePath('/', 'layout')
    return { changed }
  },
})
