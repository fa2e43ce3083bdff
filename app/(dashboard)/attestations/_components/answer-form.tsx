'use client'

import { useActionState } from 'react'
import { describedBy, Field, TextArea } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SegmentedField } from '#components/ui/segmented.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { signAnswerAction } from '../actions.ts'
import { FileField } from './file-field.tsx'

/** How many subjects each choice of scope speaks of; absent for what the viewer may not choose. */
export interface ScopeChoice {
  value: 'subject' | 'account' | 'all'
  label: string
}

/** Signs an answer to a statement. What was typed stays when it cannot be; a file has to be chosen again. */
export function AnswerForm({
  subject,
  statement,
  scopes,
}: {
  /** Fingerprint. */
  subject: string
  statement: string
  scopes: ScopeChoice[]
}) {
  const [{ typed, error }, action] = useActionState(signAnswerAction, {})
  return (
    <form action={action} className="grid max-w-160 gap-5">
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="statement" value={statement} />
      <SegmentedField
        legend="Is it so?"
        name="answer"
        options={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
        defaultValue={typed?.answer ?? ''}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-ink-2">The answer speaks of</legend>
        {scopes.map(({ value, label }) => (
          <label key={value} className="flex min-w-0 items-center gap-2">
            <input type="radio" name="scope" value={value} defaultChecked={(typed?.scope ?? 'subject') === value} />
            <span className="wrap-anywhere">{label}</span>
          </label>
        ))}
      </fieldset>
      <Field id="comment" label="Comment" hint="How it was found out. A no says what is missing.">
        <TextArea
          id="comment"
          name="comment"
          rows={3}
          maxLength={4000}
          defaultValue={typed?.comment}
          aria-describedby={describedBy('comment')}
        />
      </Field>
      <Field id="links" label="Links to evidence" hint="One a line. A yes needs a link or a file.">
        <TextArea
          id="links"
          name="links"
          rows={2}
          defaultValue={typed?.links}
          aria-describedby={describedBy('links')}
        />
      </Field>
      <FileField />
      {error && <Message tone="error">{error}</Message>}
      <SubmitButton kind="primary" busy="Signing ..." className="justify-self-start">
        Sign
      </SubmitButton>
    </form>
  )
}
