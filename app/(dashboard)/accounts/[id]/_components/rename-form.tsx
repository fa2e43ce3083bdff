'use client'

import { useActionState } from 'react'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { renameAccountAction } from '../../actions.ts'

export function RenameForm({ id, alias }: { id: string; alias: string }) {
  const [{ typed, error, result }, action] = useActionState(renameAccountAction, {})
  return (
    <form action={action} className="grid max-w-100 gap-2">
      <input type="hidden" name="id" value={id} />
      <Field id="alias" label="Alias" error={error}>
        <span className="flex gap-2">
          <Input
            id="alias"
            name="alias"
            required
            maxLength={60}
            autoComplete="off"
            defaultValue={typed?.alias ?? alias}
            aria-describedby={describedBy('alias')}
            aria-invalid={error !== undefined}
          />
          <SubmitButton busy="Saving ...">Save</SubmitButton>
        </span>
      </Field>
      {result && <Message tone="success">It is called {result.alias} now.</Message>}
    </form>
  )
}
