'use client'

import { useActionState } from 'react'
import type { AccountChoice } from '#components/ui/account-choice.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useRound } from '#components/ui/use-round.ts'
import { invitePersonAction } from '../actions.ts'
import { AccessFields } from './access-fields.tsx'
import { HandedLink } from './handed-link.tsx'

/** Asks who is invited; then shows their link, this once. @param days that the link works for */
export function InviteForm({ accounts, days }: { accounts: readonly AccountChoice[]; days: number }) {
  const [answer, action] = useActionState(invitePersonAction, {})
  const { typed, error, field, result } = answer
  const round = useRound(answer)
  const said = (name: string) => (field === name ? error : undefined)
  if (result) {
    return (
      <div className="grid justify-items-start gap-4">
        <HandedLink name={result.name} link={result.link} days={days} />
        <LinkButton href="/settings/people">Back to the people</LinkButton>
      </div>
    )
  }
  return (
    <form action={action} className="grid max-w-160 gap-5">
      <Field id="name" label="Name" error={said('name')}>
        <Input
          id="name"
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={typed?.name}
          aria-describedby={describedBy('name')}
          aria-invalid={said('name') !== undefined}
        />
      </Field>
      <Field id="email" label="E-mail" hint="They sign in with it; no mail is sent." error={said('email')}>
        <Input
          id="email"
          name="email"
          type="email"
          required
          autoComplete="off"
          defaultValue={typed?.email}
          aria-describedby={describedBy('email')}
          aria-invalid={said('email') !== undefined}
        />
      </Field>
      <AccessFields
        key={round}
        start={{ role: typed?.role ?? 'auditor', sees: typed?.sees ?? 'all', accounts: typed?.accounts ?? '' }}
        accounts={accounts}
      />
      {error && !['name', 'email'].includes(field ?? '') && <Message tone="error">{error}</Message>}
      <div className="flex flex-wrap gap-2">
        <SubmitButton kind="primary" busy="Inviting ...">
          Make the link
        </SubmitButton>
        <LinkButton href="/settings/people">Cancel</LinkButton>
      </div>
    </form>
  )
}
