'use client'

import { useActionState } from 'react'
import { describedBy, Field, TextArea } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { reviewAnswerAction, withdrawAnswerAction } from '../../actions.ts'

/** A second person agrees or does not; either is written down with their name. */
export function ReviewForm({ id }: { id: number }) {
  const [{ typed, error }, action] = useActionState(reviewAnswerAction, {})
  return (
    <form action={action} className="grid max-w-160 gap-3">
      <input type="hidden" name="id" value={id} />
      <Field id="note" label="Note" hint="Needed to decline.">
        <TextArea
          id="note"
          name="note"
          rows={2}
          maxLength={4000}
          defaultValue={typed?.note}
          aria-describedby={describedBy('note')}
        />
      </Field>
      {error && <Message tone="error">{error}</Message>}
      <div className="flex gap-2">
        <SubmitButton kind="primary" busy="Accepting ..." name="decision" value="accept">
          Accept
        </SubmitButton>
        <SubmitButton kind="danger" busy="Declining ..." name="decision" value="decline">
          Decline
        </SubmitButton>
      </div>
    </form>
  )
}

/** What rested on the answer is to be attested again. */
export function WithdrawForm({ id }: { id: number }) {
  const [{ typed, error }, action] = useActionState(withdrawAnswerAction, {})
  return (
    <form action={action} className="grid max-w-160 gap-3">
      <input type="hidden" name="id" value={id} />
      <Field id="why" label="Why it does not hold any more">
        <TextArea id="why" name="note" rows={2} required maxLength={4000} defaultValue={typed?.note} />
      </Field>
      {error && <Message tone="error">{error}</Message>}
      <SubmitButton kind="danger" busy="Taking it back ..." className="justify-self-start">
        Take the answer back
      </SubmitButton>
    </form>
  )
}
