'use client'

import { useActionState } from 'react'
import { Field, Select, TextArea } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SegmentedField } from '#components/ui/segmented.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRound } from '#components/ui/use-round.ts'
import type { Assignee } from '#lib/data/triage/people.ts'
import { triageAction } from '../../actions.ts'
import { assigneeOptions, triageOptions } from '../../triage-options.ts'

/** How far a finding is, who has it, and a comment for the history. */
export function TriageForm({
  id,
  triage,
  assignee,
  people,
  commentOnly,
}: {
  id: string
  triage: string
  assignee?: Assignee
  people: readonly Assignee[]
  /** Of what is resolved there is nothing left to decide. */
  commentOnly: boolean
}) {
  const [answer, action] = useActionState(triageAction, {})
  const { typed, error } = answer
  return (
    <form action={action} key={useRound(answer)} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      {!commentOnly && (
        <>
          <SegmentedField legend="State" name="triage" options={triageOptions} defaultValue={typed?.triage ?? triage} />
          <Field id="assignee" label="Assigned to">
            <Select
              id="assignee"
              name="assignee"
              options={assigneeOptions(people, assignee)}
              defaultValue={typed?.assignee ?? assignee?.id ?? ''}
            />
          </Field>
        </>
      )}
      <Field id="comment" label="Comment">
        <TextArea id="comment" name="comment" rows={2} maxLength={2_000} defaultValue={typed?.comment} />
      </Field>
      {error && <Message tone="error">{error}</Message>}
      <SubmitButton busy="Saving ..." className="justify-self-start">
        Save
      </SubmitButton>
    </form>
  )
}
