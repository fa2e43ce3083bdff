'use client'

import { useActionState } from 'react'
import type { AccountChoice } from '#components/ui/account-choice.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRound } from '#components/ui/use-round.ts'
import { changeAccessAction, disableAction, renewLinkAction } from '../actions.ts'
import { AccessFields, type TypedAccess } from './access-fields.tsx'
import { HandedLink } from './handed-link.tsx'

/** What somebody may do, and where. */
export function AccessForm({
  id,
  start,
  accounts,
}: {
  id: string
  start: TypedAccess
  accounts: readonly AccountChoice[]
}) {
  const [answer, action] = useActionState(changeAccessAction, {})
  const { typed, error, result } = answer
  return (
    <form action={action} className="grid max-w-160 justify-items-start gap-5">
      <input type="hidden" name="id" value={id} />
      <AccessFields key={useRound(answer)} start={{ ...start, ...typed }} accounts={accounts} />
      {error && <Message tone="error">{error}</Message>}
      {result && <Message tone="success">Saved: it holds from their next click on.</Message>}
      <SubmitButton kind="primary" busy="Saving ...">
        Save
      </SubmitButton>
    </form>
  )
}

/** For whoever lost the link, or the password. @param days that the link works for */
export function RenewLink({ id, name, days }: { id: string; name: string; days: number }) {
  const [{ error, result }, action] = useActionState(renewLinkAction, {})
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton busy="Making ...">Make a new link</SubmitButton>
      {error && <Message tone="error">{error}</Message>}
      {result && <HandedLink name={name} link={result.link} days={days} />}
    </form>
  )
}

/** Takes somebody's way in away, or gives it back. */
export function DisableForm({ id, disabled }: { id: string; disabled: boolean }) {
  const [{ error }, action] = useActionState(disableAction, {})
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton
        kind={disabled ? 'normal' : 'danger'}
        busy={disabled ? 'Enabling ...' : 'Disabling ...'}
        name="disabled"
        value={disabled ? 'no' : 'yes'}
      >
        {disabled ? 'Enable' : 'Disable'}
      </SubmitButton>
      {error && <Message tone="error">{error}</Message>}
    </form>
  )
}
