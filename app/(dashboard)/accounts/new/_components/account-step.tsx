'use client'

import { useActionState } from 'react'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { SegmentedField } from '#components/ui/segmented.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { addAccountAction } from '../actions.ts'

const environments = [
  { value: 'production', label: 'production' },
  { value: 'staging', label: 'staging' },
  { value: 'none', label: 'other' },
]

/** The first step: which account. What was typed stays when it cannot be. */
export function AccountStep() {
  const [{ typed, error, field }, action] = useActionState(addAccountAction, {})
  const aliasError = field === 'alias' ? error : undefined
  const accountError = aliasError ? undefined : error
  return (
    <form
      action={action}
      className="grid grid-cols-[260px_200px_max-content_max-content] items-start gap-x-5 gap-y-3 max-lg:grid-cols-1"
    >
      <Field
        id="account"
        label="Account id, or ARN of the role"
        error={accountError}
        hint="An id stands for the role the template makes."
      >
        <Input
          id="account"
          name="account"
          className="mono"
          required
          autoComplete="off"
          spellCheck={false}
          defaultValue={typed?.account}
          aria-describedby={describedBy('account')}
          aria-invalid={accountError !== undefined}
        />
      </Field>
      <Field id="alias" label="Alias" error={aliasError} hint="What people call it.">
        <Input
          id="alias"
          name="alias"
          required
          maxLength={60}
          autoComplete="off"
          defaultValue={typed?.alias}
          aria-describedby={describedBy('alias')}
          aria-invalid={aliasError !== undefined}
        />
      </Field>
      <SegmentedField
        legend="Environment"
        name="environment"
        options={environments}
        defaultValue={typed?.environment ?? 'production'}
      />
      <SubmitButton kind="primary" busy="Adding ..." className="mt-6 justify-self-start max-lg:mt-0">
        Continue
      </SubmitButton>
    </form>
  )
}
