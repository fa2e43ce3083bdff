'use client'

import { useActionState } from 'react'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { approveExceptionAction, refuseExceptionAction, revokeExceptionAction } from '../actions.ts'

/** What a second person decides. */
export function ApproveOrRefuse({ id }: { id: number }) {
  const [approved, approve] = useActionState(approveExceptionAction, {})
  const [refused, refuse] = useActionState(refuseExceptionAction, {})
  const error = approved.error ?? refused.error
  return (
    <div className="grid justify-items-start gap-2">
      <div className="flex gap-2">
        <form action={refuse}>
          <input type="hidden" name="id" value={id} />
          <SubmitButton busy="Refusing ..." aria-label={`Refuse E-${id}`}>
            Refuse
          </SubmitButton>
        </form>
        <form action={approve}>
          <input type="hidden" name="id" value={id} />
          <SubmitButton busy="Approving ..." aria-label={`Approve E-${id}`}>
            Approve
          </SubmitButton>
        </form>
      </div>
      {error && <Message tone="error">{error}</Message>}
    </div>
  )
}

/** What it hid is back at once. */
export function Revoke({ id, pending }: { id: number; pending: boolean }) {
  const [{ error }, action] = useActionState(revokeExceptionAction, {})
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton kind="danger" busy="Revoking ...">
        {pending ? 'Withdraw' : 'Revoke'}
      </SubmitButton>
      {error && <Message tone="error">{error}</Message>}
    </form>
  )
}
