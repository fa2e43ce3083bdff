'use client'

import { useActionState } from 'react'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { deleteScheduleAction, pauseScheduleAction } from '../actions.ts'

export function PauseSchedule({ id, paused }: { id: number; paused: boolean }) {
  const [{ error }, action] = useActionState(pauseScheduleAction, {})
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton busy={paused ? 'Resuming ...' : 'Pausing ...'} name="paused" value={paused ? 'no' : 'yes'}>
        {paused ? 'Resume' : 'Pause'}
      </SubmitButton>
      {error && <Message tone="error">{error}</Message>}
    </form>
  )
}

/** What was scanned stays; only the schedule goes. */
export function DeleteSchedule({ id }: { id: number }) {
  const [{ error }, action] = useActionState(deleteScheduleAction, {})
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton kind="danger" busy="Deleting ...">
        Delete the schedule
      </SubmitButton>
      {error && <Message tone="error">{error}</Message>}
    </form>
  )
}
