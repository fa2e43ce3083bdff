'use client'

import { useActionState } from 'react'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { pauseAccountAction } from '../../actions.ts'

export function PauseForm({ id, paused }: { id: string; paused: boolean }) {
  const [{ error }, action] = useActionState(pauseAccountAction, {})
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton busy={paused ? 'Resuming ...' : 'Pausing ...'} name="paused" value={paused ? 'no' : 'yes'}>
        {paused ? 'Resume scans' : 'Pause scans'}
      </SubmitButton>
      {error && <Message tone="error">{error}</Message>}
    </form>
  )
}
