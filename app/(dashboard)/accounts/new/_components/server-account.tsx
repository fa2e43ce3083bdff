'use client'

import { useActionState } from 'react'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { addServerAccountAction } from '../actions.ts'

/** The account of the server's own credentials: no role and no external id, it is scanned with what the server has. */
export function ServerAccount() {
  const [{ typed, error }, action] = useActionState(addServerAccountAction, {})
  return (
    <form action={action} className="grid max-w-100 gap-3">
      <Field id="server-alias" label="Alias" error={error} hint="What people call it. Its id is asked of AWS.">
        <Input
          id="server-alias"
          name="alias"
          required
          maxLength={60}
          autoComplete="off"
          defaultValue={typed?.alias}
          aria-describedby={describedBy('server-alias')}
          aria-invalid={error !== undefined}
        />
      </Field>
      <SubmitButton busy="Asking AWS ..." className="justify-self-start">
        Add this server’s account and scan it
      </SubmitButton>
    </form>
  )
}
