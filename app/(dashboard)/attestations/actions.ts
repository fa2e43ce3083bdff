'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { addFile } from '#lib/data/attestations/files.ts'
import { acceptAnswer, declineAnswer, withdrawAnswer } from '#lib/data/attestations/review.ts'
import { scopes, signAnswer } from '#lib/data/attestations/sign.ts'
import { isFingerprint } from '#lib/engine/outcome.ts'
import { givenFile } from './given-file.ts'

const id = z.coerce.number().int().positive()
const text = z.string().max(30_000).default('')

export const signAnswerAction = formAction({
  permission: 'attest',
  verb: 'attestation.sign',
  fields: z.object({
    subject: z.string().refine(isFingerprint, 'Nothing is asked of it any more: reload the page.'),
    statement: text,
    scope: z.enum(scopes, 'Choose what the answer speaks of.'),
    answer: z.enum(['yes', 'no'], 'Choose yes or no.'),
    comment: text,
    links: text,
  }),
  async run(input, viewer, form) {
    const answer = await signAnswer(viewer, {
      fingerprint: input.subject,
      scope: input.scope,
      yes: input.answer === 'yes',
      statement: input.statement,
      comment: input.comment,
      links: input.links.split(/\s+/),
      file: await givenFile(form),
    })
    redirect(`/attestations/${answer}`)
  },
})

export const addFileAction = formAction({
  permission: 'attest',
  verb: 'attestation.evidence',
  fields: z.object({ id }),
  async run(input, viewer, form) {
    const file = await givenFile(form)
    if (!file) return { added: false }
    await addFile(viewer, input.id, file)
    revalidatePath(`/attestations/${input.id}`)
    return { added: true }
  },
})

export const reviewAnswerAction = formAction({
  permission: 'attest',
  verb: 'attestation.review',
  fields: z.object({ id, decision: z.enum(['accept', 'decline']), note: text }),
  async run(input, viewer) {
    const decide = input.decision === 'accept' ? acceptAnswer : declineAnswer
    await decide(viewer, input.id, input.note)
    revalidatePath('/', 'layout')
  },
})

export const withdrawAnswerAction = formAction({
  permission: 'attest',
  verb: 'attestation.withdraw',
  fields: z.object({ id, note: text }),
  async run(input, viewer) {
    await withdrawAnswer(viewer, input.id, input.note)
    revalidatePath('/', 'layout')
  },
})
