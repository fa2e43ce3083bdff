'use client'

import { useActionState } from 'react'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { deleteAccountAction } from '../../actions.ts'

/** Deletes the account with its data, for whoever types its id. */
export function DeleteForm({ id }: { id: string }) {
  const [{ typed, error }, action] = useActionState(deleteAccountAction, {})
  return (
    <form action={action} className="grid max-w-100 gap-3">
      <input type="hidden" name="id" value={id} />
      <Field id="confirmation" label={`Type ${id} to confirm`} error={error}>
        <Input
          id="confirmation"
          name="confirmation"
          className="mono"
          required
          inputMode="numeric"
          autoComplete="off"
          defaultValue={typed?.confirmation}
          aria-describedby={describedBy('confirmation')}
          aria-invalid={error !== undefined}
        />
      </Field>
      <SubmitButton kind="danger" busy="Deleting ..." className="justify-self-start">
        Delete the account and its data
      </SubmitButton>
    </form>
  )
}
