'use client'

import { useActionState } from 'react'
import { NewPasswordField } from '#app/_lib/new-password-field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { joinAction } from '../actions.ts'

/** @param email goes along hidden, so that password managers know whose password it is */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const [state, action] = useActionState(joinAction, {})
  return (
    <form action={action} className="grid gap-4">
      {state.error && <Message tone="error">{state.error}</Message>}
      <input type="hidden" name="token" value={token} />
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField />
      <SubmitButton kind="primary" busy="Signing in ...">
        Save and sign in
      </SubmitButton>
    </form>
  )
}
