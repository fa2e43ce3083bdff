'use client'

import { useActionState } from 'react'
import { Field, Input } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { signInAction } from '../actions.ts'

export function SignInForm({ next }: { next: string }) {
  const [state, action] = useActionState(signInAction, {})
  return (
    <form action={action} className="grid gap-4">
      {state.error && <Message tone="error">{state.error}</Message>}
      <input type="hidden" name="next" value={next} />
      <Field id="email" label="E-mail">
        <Input id="email" name="email" type="email" autoComplete="username" required defaultValue={state.email} />
      </Field>
      <Field id="password" label="Password">
        <Input id="password" name="password" type="password" autoComplete="current-password" required />
      </Field>
      <SubmitButton kind="primary" busy="Signing in ...">
        Sign in
      </SubmitButton>
    </form>
  )
}
