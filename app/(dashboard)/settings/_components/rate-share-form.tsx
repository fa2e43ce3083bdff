'use client'

import { useActionState } from 'react'
import { describedBy, Field, Input } from '#components/ui/field.tsx'
import { Message } from '#components/ui/message.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { saveRateShareAction } from '../actions.ts'

export function RateShareForm({ percent, smallest, largest }: { percent: number; smallest: number; largest: number }) {
  const [{ typed, error, result }, action] = useActionState(saveRateShareAction, {})
  return (
    <form action={action} className="grid max-w-100 gap-2">
      <Field
        id="percent"
        label="Share of AWS’s request rates, in percent"
        hint="All scans of an account together stay below it; the rest is left to your own deployments. It holds for scans that start from now on."
        error={error}
      >
        <span className="flex gap-2">
          <Input
            id="percent"
            name="percent"
            type="number"
            inputMode="numeric"
            required
            min={smallest}
            max={largest}
            className="max-w-24"
            step={1}
            defaultValue={typed?.percent ?? percent}
            aria-describedby={describedBy('percent')}
            aria-invalid={error !== undefined}
          />
          <SubmitButton busy="Saving ...">Save</SubmitButton>
        </span>
      </Field>
      {result && <Message tone="success">Scans use at most {result.percent} % from now on.</Message>}
    </form>
  )
}
