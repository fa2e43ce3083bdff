'use client'

import { useActionState } from 'react'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { undoTriageAction } from '../../actions.ts'

/** Comments stay, and so does what somebody has changed since. */
export function UndoForm({ id }: { id: number }) {
  const [{ error }, action] = useActionState(undoTriageAction, {})
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton busy="Undoing ...">Undo</SubmitButton>
      {error && <Message tone="error">{error}</Message>}
    </form>
  )
}
