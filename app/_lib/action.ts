import type { z } from 'zod'
import type { Permission, Viewer } from '#lib/data/viewer.ts'
import { Forbidden, requirePermission } from '#lib/data/viewer.ts'
import { log } from '#lib/scan/log.ts'
import { sentenceFor } from '#lib/scan/sentence.ts'
import { requireViewer } from './viewer.ts'

/** What came of a form. Before it is sent: empty. */
export interface FormState<Result = undefined> {
  /** What was done, when it was. */
  result?: Result
  /** Why it was not, in one sentence that says what to do. */
  error?: string
  /** The field that the sentence is about. */
  field?: string
  /** What was typed, to stand in the form again. */
  typed?: Record<string, string>
}

interface ActionOf<Fields extends z.ZodObject, Result> {
  permission: Permission
  /** The verb of the audit log for it. lib/data writes the entry with the change; a refusal is logged under it here. */
  verb: string
  fields: Fields
  /** The form itself is for files alone. */
  run(input: z.output<Fields>, viewer: Viewer, form: FormData): Promise<Result>
}

/**
 * The one way to make a server action: who may do it and what it takes are checked before it runs, and whatever a person
 * can correct comes back as a sentence beside what was typed. Defects are thrown, and shown by the error page.
 */
export function formAction<Fields extends z.ZodObject, Result>({
  permission,
  verb,
  fields,
  run,
}: ActionOf<Fields, Result>) {
  return async (_: FormState<Result>, form: FormData): Promise<FormState<Result>> => {
    const viewer = await requireViewer()
    const typed = typedInto(form, Object.keys(fields.shape))
    try {
      requirePermission(viewer, permission)
      const parsed = fields.safeParse(typed)
      if (parsed.success) return { result: await run(parsed.data, viewer, form) }
      const [issue] = parsed.error.issues
      return { error: issue?.message ?? 'Something is missing.', field: issue?.path.join('.'), typed }
    } catch (error) {
      const sentence = sentenceFor(error)
      if (sentence === undefined) throw error
      if (error instanceof Forbidden) log.warn({ verb, user: viewer.userId }, 'refused')
      return { error: sentence, typed }
    }
  }
}

/** Boxes of one name that were ticked together come as one text, with commas. */
function typedInto(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = form.getAll(name).filter((value) => typeof value === 'string')
      return values.length > 0 ? [[name, values.join(',')]] : []
    }),
  )
}
