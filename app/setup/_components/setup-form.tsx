'use client'

import { useActionState } from 'react'
import { NewPasswordField } from '#app/_lib/new-password-field.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { setupAction } from '../actions.ts'

export function SetupForm({ token }: { token: string }) {
  const [state, action] = useActionState(setupAction, {})
  return (
    <form action={action} className="grid gap-4">
      {state.error && <Message tone="error">{state.error}</Message>}
      <input type="hidden" name="token" value={token} />
      <Field id="name" label="Name">
        <Input id="name" name="name" autoComplete="name" required defaultValue={state.name} />
      </Field>
      <Field id="email" label="E-mail">
        <Input id="email" name="email" type="email" autoComplete="username" required defaultValue={state.email} />
      </Field>
      <NewPasswordField />
      <SubmitButton kind="primary" busy="Creating ...">
        Create the administrator
      </SubmitButton>
    </form>
  )
}
